"""The panel and the council of the world, a judge's days away, and what was said of people in conflict."""

from datetime import date

from campaign.models import clock
from campaign.models.conflict import Objection
from campaign.models.council import Council, CouncilMember
from campaign.models.judging import Absence, PanelMember
from tests.factories import make_conflict, make_panel

PAGES = [
    f"office:{name}"
    for name in ("councils", "council_new", "council", "panels", "panel_new", "panel", "panel_member")
] + ["office:conflicts", "office:conflict_people"]
ACTS = [
    f"office:{name}"
    for name in ("panel_seat", "panel_release", "panel_replace", "council_seat", "council_leave")
]

OWN_ACTS = ["judge:seat_answer", "judge:absence_add", "judge:absence_remove"]


def seat_bodies(dossier, people, judges, token):
    campaign = dossier.campaign
    panel = make_panel(campaign, *(people[name] for name in judges))
    days = {"first_day": date(2026, 12, 1), "last_day": date(2026, 12, 3)}
    Absence.objects.create(member=panel.members.first(), **days)
    council = Council.objects.create(
        campaign=campaign,
        name="Hội đồng sáng kiến",
        decision_number="20/QĐ-UBND",
        decision_date=date(2026, 2, 1),
        term_from=date(2026, 2, 1),
    )
    CouncilMember.objects.create(council=council, user=people["chair"], role="chair")
    _say(dossier, people, token)


def _say(dossier, people, token):
    """An author named somebody; a judge outside declared a conflict."""
    Objection.objects.create(
        submission=dossier,
        by=people["owner"],
        name="Người không có ở đây",
        reason=f"Từng tranh chấp {token('objection')}",
        made_at=clock.now(),
    )
    make_conflict(
        dossier,
        people["judge_outside"],
        source="judge",
        verdict="open",
        reason=f"Là anh em {token('conflict')}",
    )


def member(world):
    return PanelMember.objects.filter(panel__campaign=world.campaign).first()


OBJECTS = {
    **dict.fromkeys(("office:panel", "office:panel_seat"), lambda w: w.campaign.panels.first().pk),
    **dict.fromkeys(
        (
            "office:panel_release",
            "office:panel_member",
            "office:panel_replace",
            "judge:seat_answer",
            "judge:absence_add",
        ),
        lambda w: member(w).pk,
    ),
    "judge:absence_remove": lambda w: member(w).absences.first().pk,
    **dict.fromkeys(("office:council", "office:council_seat"), lambda w: w.campaign.councils.first().pk),
    "office:council_leave": lambda w: w.campaign.councils.first().members.first().pk,
}
