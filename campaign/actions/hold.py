"""Set a dossier or a person aside while discipline, an inspection or a complaint is open; and end that.

The trail names neither the person nor the reason: they stand in the row alone, which officers and administrators read.
"""

from datetime import date

from django.db import transaction

from accounts.models.user import User
from campaign.actions import gate, trail
from campaign.actions.refused import Refused, refuse_if
from campaign.models import clock
from campaign.models.hold import Hold
from campaign.models.submission import Submission
from campaign.rules import permissions
from campaign.rules.phrase import NO_OBJECTION, Phrase


@transaction.atomic
def place_hold(
    of: Submission | User, *, by: User, kind: str, reason: str, since: date, until: date | None = None
) -> Hold:
    gate.require_in_campaign("hold", by)
    refuse_if(_partial(of, by) or _dates_problem(since, until))
    submission, person = (of, None) if isinstance(of, Submission) else (None, of)
    hold = Hold.objects.create(
        submission=submission,
        person=person,
        kind=kind,
        reason=reason,
        since=since,
        until=until,
        placed_by=by,
        placed_at=clock.now(),
    )
    trail.record("place_hold", by=by, facts={"hold": hold.pk})
    return hold


@transaction.atomic
def lift_hold(hold: Hold, *, by: User, reason: str) -> Hold:
    gate.require_in_campaign("hold", by)
    rows = Hold.objects.select_for_update(of=("self",)).select_related("submission", "person")
    hold = rows.get(pk=hold.pk)
    refuse_if(_partial(hold.submission or hold.person, by))
    if hold.lifted_at:
        raise Refused(Phrase("Việc tạm dừng này đã kết thúc trước đó; không có gì thay đổi."))
    if not reason.strip():
        raise Refused(Phrase("Chưa kết thúc: cần ghi lý do. Việc tạm dừng được giữ nguyên."))
    hold.lifted_by, hold.lifted_at, hold.lifted_reason = by, clock.now(), reason
    hold.save(update_fields=["lifted_by", "lifted_at", "lifted_reason"])
    trail.record("lift_hold", by=by, facts={"hold": hold.pk})
    return hold


def _partial(of: Submission | User | None, by: User) -> Phrase:
    if isinstance(of, Submission):
        return permissions.why_partial(by, of)
    if of == by:
        return Phrase("Việc này thuộc người khác cùng nhiệm vụ. Chưa có gì thay đổi.")
    return NO_OBJECTION


def _dates_problem(since: date, until: date | None) -> Phrase:
    if until and until < since:
        return Phrase("Ngày kết thúc không được trước ngày bắt đầu. Hãy kiểm tra lại ngày.")
    return NO_OBJECTION
