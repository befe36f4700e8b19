"""Where a campaign is in its timetable, ready for the stepper and the countdown."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from accounts.models.user import User
from accounts.roles import Role
from campaign.models.campaign import Campaign
from campaign.rules import phases
from campaign.rules.calendar import vn_date, vn_datetime
from campaign.rules.phrase import NO_OBJECTION, Phrase
from campaign.rules.waiting import time_left

OF_ROLE = {
    Role.UNIT_HEAD: phases.Kind.ENDORSE,
    Role.UNIT_DESK: phases.Kind.ENDORSE,
    Role.OFFICER: phases.Kind.CHECK,
    Role.JUDGE: phases.Kind.JUDGE,
    Role.CHAIR: phases.Kind.COUNCIL,
}
STATUS = {"past": "done", "current": "current"}


@dataclass(frozen=True)
class Standing:
    """Where a campaign is in its timetable."""

    title: str
    plan: str
    steps: list[dict[str, Any]]
    deadline: datetime | None
    text: Phrase
    left: Phrase
    label: Phrase


def standings(campaigns: Iterable[Campaign], now: datetime, *, reader: User) -> list[Standing]:
    """Wants campaigns with their windows prefetched. The clock counts to what the reader has to do in time."""
    duties = [kind for role, kind in OF_ROLE.items() if reader.has_role(role)]
    own = [phases.Kind.SUBMIT] if reader.has_role(Role.AUTHOR) else []
    return [_standing(campaign, now, duties, own) for campaign in campaigns]


def _standing(campaign: Campaign, now: datetime, *concerns: Iterable[phases.Kind]) -> Standing:
    """`concerns` in falling order; without any, the part that the campaign has reached."""
    spans = campaign.spans()
    steps, current = phases.stepper(spans, now), phases.current(spans, now)
    found = (phases.nearest(steps, kinds) for kinds in (*concerns, [current] if current else []))
    reached = next((step for step in found if step), None)
    deadline = (reached.closes if reached.state == "current" else reached.opens) if reached else None
    return Standing(
        title=campaign.title,
        plan=campaign.plan_number,
        steps=[_step(step) for step in steps],
        deadline=deadline,
        text=vn_datetime(deadline) if deadline else NO_OBJECTION,
        left=time_left(now, deadline) if deadline else NO_OBJECTION,
        label=_until(reached) if reached else Phrase("Mọi thời hạn của phong trào đã kết thúc"),
    )


def _until(step: phases.Step) -> Phrase:
    if step.state == "current":
        return Phrase("%(step)s: còn", step=step.label)
    return Phrase("%(step)s: mở sau", step=step.label)


def _step(step: phases.Step) -> dict[str, Any]:
    if step.opens is None or step.closes is None:
        date: Phrase | str = Phrase("Chưa ấn định")
    elif step.state == "upcoming":
        date = Phrase("từ %(day)s", day=vn_date(step.opens))
    else:
        date = Phrase("đến %(day)s", day=vn_date(step.closes))
    return {"label": step.label, "status": STATUS.get(step.state, "todo"), "date": date}
