"""After 2019: authors introduce their initiatives, units take them over, and good examples are told with consent."""

import hashlib
import json
from datetime import date, datetime, time, timedelta

from accounts.models.unit import Unit
from campaign.actions import adoption, examples, showcase
from campaign.actions.library import import_initiatives
from campaign.documents.showcase import pictures_of
from campaign.management.demo import content
from campaign.management.demo.campaigns import at_hour
from campaign.management.demo.people import acting, head_of
from campaign.management.demo.walk import Dossier
from campaign.models import clock
from campaign.models.adoption import Adoption
from campaign.models.clock import VIETNAM
from campaign.models.showcase import LibraryEntry
from campaign.rules.legacy_list import PastRow

# One after the other, since the trail tells them in the order in which they are done.
IMPORTED = datetime(2020, 2, 3, 9, tzinfo=VIETNAM)
PRESENTED = datetime(2020, 2, 10, 9, tzinfo=VIETNAM)
TOLD = datetime(2020, 2, 17, 9, tzinfo=VIETNAM)
PLEDGED, APPLIED, CONFIRMED = date(2025, 7, 14), date(2025, 7, 28), date(2025, 8, 4)
# The running campaign begins later than this.
BEFORE_TODAY = timedelta(days=150)


def show(dossiers: list[Dossier], today: date) -> None:
    plan, known = content.showcase(), {one.row["key"]: one for one in dossiers}
    _open_earlier_years(plan["past"])
    for row in plan["presented"]:
        _present(known[row["dossier"]], row)
    for row in plan["examples"]:
        _tell(known[row["dossier"]], row)
    made = [(_pledge(known[row["dossier"]], row), row) for row in plan["adoptions"]]
    for one, row in made:
        if "where" in row:
            _confirm(one, row)
    for one, row in made:
        if "benefit" in row:
            _report(one, row, until=today - BEFORE_TODAY)


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


def _pledge(one: Dossier, row: content.Row) -> Adoption:
    unit = Unit.objects.get(code=row["unit"])
    wish = adoption.Pledge(PLEDGED, row["contact"], row["plan"])
    with clock.at(at_hour(PLEDGED, time(9))):
        return adoption.pledge(_entry(one), unit, by=head_of(unit.pk), wish=wish)


def _confirm(made: Adoption, row: content.Row) -> None:
    with clock.at(at_hour(CONFIRMED, time(10))):
        adoption.confirm(made, by=head_of(made.unit_id), applied_on=APPLIED, where=row["where"])


def _report(made: Adoption, row: content.Row, *, until: date) -> None:
    """What is due later than that has not happened yet."""
    for check in made.checks.filter(due_on__lte=until)[:1]:
        with clock.at(at_hour(check.due_on, time(15))):
            adoption.report(check, by=head_of(made.unit_id), benefit=adoption.Benefit(**row["benefit"]))


def _entry(one: Dossier) -> LibraryEntry:
    return LibraryEntry.objects.get(submission=one.pk)
