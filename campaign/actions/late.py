"""Handing in at the end: who is still taken, which extension it costs, what is kept of what came too late."""

from datetime import datetime
from typing import Any

from django.db.models import F

from accounts.models.user import User
from campaign.actions import application, trail
from campaign.actions.refused import Refused, refuse_if
from campaign.documents import deadlines
from campaign.models import clock
from campaign.models.deadline import Extension
from campaign.models.revision import LateCopy
from campaign.models.submission import Submission
from campaign.notifications import messages
from campaign.rules import phases
from campaign.rules.calendar import vn_datetime, vn_stamp
from campaign.rules.deadlines import Admission, Grant, admission
from campaign.rules.phases import Kind
from campaign.rules.phrase import NO_OBJECTION, Phrase

MOST_COPIES = 20
UNNUMBERED = Phrase("Hồ sơ không được nộp và chưa có số tiếp nhận.")
NUMBERED = Phrase("Hồ sơ không được nộp lại; số tiếp nhận đã cấp từ trước được giữ.")


class TooLate(Refused):
    """Raised after the copy was kept, so that it stays; `copy` is what was kept."""

    def __init__(self, copy: LateCopy) -> None:
        super().__init__(
            Phrase(
                "Hạn nộp đã hết lúc %(closed)s. %(outcome)s Nguyên văn hồ sơ được "
                "giữ thành «bản đến muộn» lúc %(received)s; bạn và cơ quan thường trực của phong trào đọc được bản "
                "này. Nếu có lý do chính đáng, hãy đề nghị cơ quan thường trực gia hạn; khi được gia hạn, "
                "bạn phải nộp lại.",
                closed=vn_datetime(copy.closed_at, seconds=True),
                outcome=NUMBERED if copy.submission.register_number else UNNUMBERED,
                received=vn_datetime(copy.received_at, seconds=True),
            )
        )
        self.copy = copy


def admitted(locked: Submission, now: datetime) -> Admission | None:
    """How this dossier is taken at `now`; None when its end and the grace have passed. Holds what it may use up."""
    spans, strand = locked.campaign.spans(), locked.strand.code
    window = phases.window_for(spans, Kind.SUBMIT, strand)
    again = deadlines.window_to_come_again(locked, now)
    if again:
        return Admission(is_late=locked.is_late) if again.is_open(now) else None
    if window is None or now < window.closes:
        return Admission()
    return admission(window, deadlines.own(locked, held_grants(locked)), now)


def held_grants(locked: Submission) -> list[Grant]:
    """The extensions that reach this dossier; those that are counted are held, in one order, until the act ends."""
    rows = Extension.objects.reaching([locked.unit_id], [locked.owner_id]).filter(campaign=locked.campaign_id)
    counted = rows.filter(most_uses__isnull=False).select_for_update().order_by("pk")
    return deadlines.as_grants([*rows.filter(most_uses=None), *counted])


def use(taken: Admission, locked: Submission) -> dict[str, Any]:
    """Mark the dossier and count the use of an extension, once a dossier: the marks, for the trail."""
    marks: dict[str, Any] = {"is_late": taken.is_late}
    if taken.grant:
        marks["extension_id"] = taken.grant.pk
        if taken.grant.pk != locked.extension_id:
            Extension.objects.filter(pk=taken.grant.pk).update(uses=F("uses") + 1)
    Submission.objects.filter(pk=locked.pk).update(**marks)
    return {"late": taken.is_late, "extension": marks.get("extension_id")}


def keep_copy(locked: Submission, *, by: User, now: datetime) -> LateCopy:
    """What stands in the dossier, frozen like a revision; the same content sent again is the same copy."""
    content, sha256 = application.frozen(locked)
    refuse_if(_too_many(locked, sha256))
    window = deadlines.filing_window(locked, now)
    copy, is_new = LateCopy.objects.get_or_create(
        submission=locked,
        sha256=sha256,
        defaults={
            "content": content,
            "closed_at": window.closes if window else now,
            "made_by": by,
            "received_at": clock.now(),
        },
    )
    if is_new:
        facts = {"due": vn_stamp(copy.closed_at, seconds=True), "sha256": sha256}
        event = trail.record("keep_late_copy", by=by, submission=locked, facts=facts)
        told = {
            "closed": vn_datetime(copy.closed_at),
            "received": vn_datetime(copy.received_at),
            "outcome": NUMBERED if locked.register_number else UNNUMBERED,
        }
        messages.announce("late_copy", locked, act=event.number, facts=told)
    return copy


def _too_many(locked: Submission, sha256: str) -> Phrase:
    """Every other text is another copy with its letter, so somebody who goes on trying is stopped."""
    if locked.late_copies.count() < MOST_COPIES or locked.late_copies.filter(sha256=sha256).exists():
        return NO_OBJECTION
    return Phrase(
        "Hạn nộp đã hết nên hồ sơ không được nộp. Đã có %(number)s bản đến muộn của hồ sơ này nên không giữ thêm; "
        "các bản đó và bản nháp vẫn còn. Hãy đề nghị cơ quan thường trực gia hạn.",
        number=MOST_COPIES,
    )
