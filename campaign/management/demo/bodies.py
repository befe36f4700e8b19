"""Who judges and who decides: panels with what each member can carry, and councils, each founded by its decision."""

from datetime import date, datetime, timedelta
from fractions import Fraction

from campaign.actions.councils import found_council, seat_in_council
from campaign.actions.panel_close import close_panel, late_sheets
from campaign.actions.panel_seats import Load, add_absence, amend_member, answer_seat
from campaign.actions.panels import found_panel, seat
from campaign.management.demo import content
from campaign.management.demo.people import acting
from campaign.models import clock
from campaign.models.campaign import Campaign
from campaign.models.judging import PanelMember

CHAIR, OFFICER = "CHUTICH", "THUKY"
JUDGES = ("GIAMKHAO", *(f"GIAMKHAO{number}" for number in range(2, 10)))


def found_councils(campaign: Campaign, rows: list[content.Row]) -> None:
    """By decisions of the same day."""
    by, today = acting(OFFICER), clock.today()
    for row in rows:
        face = {name: row[name] for name in ("kind", "name", "decision_number", "written_opinions")}
        face |= {name: Fraction(row[name]) for name in ("quorum", "majority")}
        founded = found_council(
            campaign, by=by, decision_date=today, term_from=today, term_to=None, state_funded=True, **face
        )
        for one in row["members"]:
            seat_in_council(founded, acting(one["person"]), by=by, role=one["seat"])


def seat_panel(campaign: Campaign, panel: content.Row) -> None:
    """Founded by a decision of the same day; who chairs the council chairs the panel too. All accept."""
    by = acting(OFFICER)
    facts = {"name": panel["name"], "decision_number": panel["decision_number"]}
    founded = found_panel(campaign, by=by, decision_date=clock.today(), **facts)
    for staff_code, role in [(CHAIR, "chair"), *((code, "member") for code in JUDGES)]:
        invited = seat(founded, acting(staff_code), by=by, role=role)
        answer_seat(invited, by=acting(staff_code), accepts=True)
    for row in panel.get("loads", []):
        load = Load(row["fields"], row["capacity"], row["minimum"])
        amend_member(_member(campaign, row["judge"]), by=by, load=load)


def note_absences(campaign: Campaign, panel: content.Row, today: date) -> None:
    """Each judge says when no dossier can be read."""
    for row in panel["absences"]:
        first, last = (today + timedelta(days=row[name]) for name in ("first", "last"))
        member = _member(campaign, row["judge"])
        add_absence(member, by=member.user, first_day=first, last_day=last)


def end_panel(campaign: Campaign, closed: content.Row) -> None:
    panel = campaign.panels.get()
    with clock.at(datetime.fromisoformat(closed["at"])):
        late = late_sheets(panel).count()
        close_panel(panel, by=acting(CHAIR), reason=closed["reason"], seen_late=late)


def _member(campaign: Campaign, staff_code: str) -> PanelMember:
    return PanelMember.objects.select_related("user").get(
        panel__campaign=campaign, user__staff_code=staff_code
    )
