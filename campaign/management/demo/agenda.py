"""When everything happens: all acts of a campaign in the order of time, so that registers and trail run in order."""

from collections.abc import Callable, Iterator
from datetime import date, datetime, time, timedelta
from functools import partial

from campaign.actions.assignment_plan import ask
from campaign.actions.plan_making import make_waiting
from campaign.actions.ranking import make_ranking
from campaign.management.demo import content, live_council, news
from campaign.management.demo.bodies import OFFICER, found_councils, note_absences, seat_panel
from campaign.management.demo.campaigns import at_hour, exactly, give_more_time
from campaign.management.demo.people import acting
from campaign.management.demo.scenes import Scene
from campaign.management.demo.walk import Dossier
from campaign.models import clock
from campaign.models.campaign import Campaign

Act = Callable[[], object]
Agenda = list[tuple[datetime, Act]]

# Per state the acts that lead there, with the day counted from today.
# A dossier's place in the list moves its days by up to SPREAD - 1, so the last day is never tomorrow.
SPREAD = 6
FILED_EARLY = {"write": -58, "submit": -52, "endorse": -48, "accept": -40}
ROUTES: dict[str, dict[str, int]] = {
    "draft": {"write": -6},
    "submitted": {"write": -12, "submit": -6},
    "returned": {"write": -21, "submit": -16, "return_to_author": -10},
    "declined": {"write": -21, "submit": -17, "decline": -11},
    "withdrawn": {"write": -26, "submit": -22, "withdraw": -17},
    "endorsed": {"write": -20, "submit": -15, "endorse": -9},
    "supplement": {"write": -36, "submit": -30, "endorse": -25, "request_supplement": -12},
    "accepted": {"write": -46, "submit": -40, "endorse": -35, "accept": -28},
    "refused": {"write": -46, "submit": -40, "endorse": -36, "refuse": -30},
    "dropped": {"write": -58, "submit": -52, "endorse": -48, "request_supplement": -44, "drop": -27},
    "assigned": FILED_EARLY | {"assign": -12},
    "judging": FILED_EARLY | {"assign": -33},
    "judged": FILED_EARLY | {"assign": -33},
    "ranked": FILED_EARLY | {"assign": -33},
}
SHEETS = (-26, -19, -11)

# The same for 2019, counted from the day of filing; judging and what follows have days of their own.
OLD_ROUTES: dict[str, dict[str, int]] = {
    "published": {"write": -4, "submit": 0, "endorse": 4, "accept": 9},
    "withdrawn": {"write": -4, "submit": 0, "withdraw": 3},
}
FIRST_FILED, DAYS_OF_FILING = date(2019, 8, 28), 58
COUNCILS, PANEL, ABSENCES = -46, -45, -5
ASSIGNED, STEPPED_ASIDE, FIRST_SHEET = date(2019, 11, 14), date(2019, 11, 15), date(2019, 11, 16)


def of_today(campaign: Campaign, today: date) -> Agenda:
    plan = content.campaign_2026()
    later = (today - date.fromisoformat(plan["written_on"])).days
    panel = plan["panel"]
    agenda: Agenda = [
        (at_hour(today + timedelta(days=COUNCILS)), partial(found_councils, campaign, plan["councils"])),
        (at_hour(today + timedelta(days=PANEL)), partial(seat_panel, campaign, panel)),
        (exactly(today, plan["extension"]["granted"]), partial(give_more_time, campaign, today)),
        (at_hour(today + timedelta(days=ABSENCES)), partial(note_absences, campaign, panel, today)),
        (exactly(today, plan["ranking"]["made"]), partial(_rank, campaign)),
        (exactly(today, plan["session"]["planned"]), partial(_summon, campaign, today)),
        (exactly(today, plan["assignment_plan"]["asked"]), partial(_propose_judges, campaign)),
        *news.of_today(today),
    ]
    for place, row in enumerate(content.dossiers_2026()):
        agenda += _of_today(Scene(campaign, row, place, later), today)
    return agenda


def _of_today(one: Scene, today: date) -> Iterator[tuple[datetime, Act]]:
    """The route to its state; what the content names a moment for comes at that moment."""
    day = today + timedelta(days=one.place % SPREAD)
    route = ROUTES[one.row["target_state"]]
    moments = {name: _moment(one, day + timedelta(days=offset)) for name, offset in route.items()}
    moments |= {name: exactly(today, moment) for name, moment in one.row.get("acts", {}).items()}
    for name, moment in moments.items():
        yield moment, getattr(one, name)
    for offset, act in zip(SHEETS, one.sheets(), strict=False):
        yield _moment(one, day + timedelta(days=offset)), act


def _rank(campaign: Campaign) -> None:
    make_ranking(campaign.strands.get(code=content.campaign_2026()["ranking"]["strand"]), by=acting(OFFICER))


def _summon(campaign: Campaign, today: date) -> None:
    """The council of the ranked strand meets soon; its chair finds the session ready to be opened."""
    plan = content.campaign_2026()
    strand, session = campaign.strands.get(code=plan["ranking"]["strand"]), plan["session"]
    live_council.plan(strand, session, at=exactly(today, session["meets"]), place=session["place"])


def _propose_judges(campaign: Campaign) -> None:
    """Asked for and made; the officer looks at it and confirms."""
    ask(campaign.strands.get(code=content.campaign_2026()["assignment_plan"]["strand"]), by=acting(OFFICER))
    make_waiting()


def of_2019(campaign: Campaign, dossiers: list[Dossier]) -> Agenda:
    plan = content.campaign_2019()
    founded = at_hour(date.fromisoformat(plan["panel"]["decision_date"]))
    agenda: Agenda = [
        (founded, partial(found_councils, campaign, plan["councils"])),
        (founded, partial(seat_panel, campaign, plan["panel"])),
        *news.of_2019(),
    ]
    for one in dossiers:
        agenda += _of_2019(one, len(dossiers))
    return agenda


def _of_2019(one: Dossier, count: int) -> Iterator[tuple[datetime, Act]]:
    filed = FIRST_FILED + timedelta(days=one.place * DAYS_OF_FILING // count)
    for name, offset in OLD_ROUTES[one.row["target_state"]].items():
        yield _moment(one, filed + timedelta(days=offset)), getattr(one, name)
    if one.sheets():
        yield _moment(one, ASSIGNED), one.assign
    if "stepped_aside" in one.row:
        yield _moment(one, STEPPED_ASIDE), one.step_aside
    for turn, act in enumerate(one.sheets()):
        yield _moment(one, FIRST_SHEET + timedelta(days=turn * 4 + one.place % 4)), act


def _moment(one: Dossier, day: date) -> datetime:
    """In office hours, at a minute of the dossier's own."""
    return at_hour(day, time(8)) + timedelta(minutes=one.place * 7 % 480)


def carry_out(agenda: Agenda) -> None:
    for moment, act in sorted(agenda, key=lambda entry: entry[0]):
        with clock.at(moment):
            act()
