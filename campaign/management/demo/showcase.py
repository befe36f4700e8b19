"""After 2019: authors introduce their initiatives, units take them over, and good examples are told with consent."""

import hashlib
import json
from datetime import date, datetime, time

from accounts.models.unit import Unit
from campaign.actions import adoption, examples, showcase
from campaign.actions.library import import_initiatives
from campaign.documents.showcase import pictures_of
from campaign.management.demo import content
from campaign.management.demo.campaigns import at_hour
from campaign.management.demo.people import acting, head_of
from campaign.management.demo.walk import Dossier
from campaign.models import clock
from campaign.models.clock import VIETNAM
from campaign.models.showcase import LibraryEntry
from campaign.rules.legacy_list import PastRow

IMPORTED = datetime(2019, 9, 3, 9, tzinfo=VIETNAM)
PRESENTED = datetime(2019, 12, 16, 9, tzinfo=VIETNAM)
TOLD = datetime(2019, 12, 20, 9, tzinfo=VIETNAM)
PLEDGED, APPLIED, CONFIRMED = date(2025, 9, 8), date(2025, 9, 22), date(2025, 10, 1)


def show(dossiers: list[Dossier], today: date) -> None:
    """What lies after today has not happened yet."""
    plan, known = content.showcase(), {one.row["key"]: one for one in dossiers}
    _open_earlier_years(plan["past"])
    for row in plan["presented"]:
        _present(known[row["dossier"]], row)
    for row in plan["examples"]:
        _tell(known[row["dossier"]], row)
    for row in plan["adoptions"]:
        _adopt(known[row["dossier"]], row, today)


def _open_earlier_years(plan: content.Row) -> None:
    rows = [
        PastRow(**row | {"number": number, "authors": tuple(row["authors"])})
        for number, row in enumerate(plan["rows"], 1)
    ]
    sha256 = hashlib.sha256(json.dumps(plan, sort_keys=True).encode()).hexdigest()
    by = acting("QUANTRI")
    with clock.at(IMPORTED):
        batch = import_initiatives(rows, by=by, source=plan["source"], sha256=sha256)
        showcase.open_past(batch, by=by)


def _present(one: Dossier, row: content.Row) -> None:
    pictures = {found: f"Ảnh minh họa: {one.row['title']}" for found in pictures_of(one.current)[:1]}
    with clock.at(PRESENTED):
        showcase.present(_entry(one), by=one.owner, summary=row["summary"], pictures=pictures)


def _tell(one: Dossier, row: content.Row) -> None:
    told = examples.Told(
        asked=one.owner,
        collective=row["collective"],
        period=row["period"],
        order=row["order"],
        story=row["story"],
        picture=None,
        alternative="",
    )
    with clock.at(TOLD):
        written = examples.write(_entry(one), by=acting("THUKY"), told=told)
        if row["agrees"]:
            examples.answer(written, by=one.owner, agrees=True, version=written.version)


def _adopt(one: Dossier, row: content.Row, today: date) -> None:
    unit = Unit.objects.get(code=row["unit"])
    wish = adoption.Pledge(PLEDGED, row["contact"], row["plan"])
    with clock.at(at_hour(PLEDGED, time(9))):
        made = adoption.pledge(_entry(one), unit, by=head_of(unit.pk), wish=wish)
    if "where" in row:
        with clock.at(at_hour(CONFIRMED, time(10))):
            adoption.confirm(made, by=head_of(unit.pk), applied_on=APPLIED, where=row["where"])
    due = made.checks.filter(due_on__lte=today).first()
    if due and "benefit" in row:
        with clock.at(at_hour(due.due_on, time(15))):
            adoption.report(due, by=head_of(unit.pk), benefit=adoption.Benefit(**row["benefit"]))


def _entry(one: Dossier) -> LibraryEntry:
    return LibraryEntry.objects.get(submission=one.pk)
