"""A supplement: the points that the office asks for, each with its section, and the author's answer to every one."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db import transaction

from accounts.models.user import User
from accounts.text import clean_text
from campaign.actions import gate
from campaign.actions.refused import refuse_if
from campaign.actions.submission import freeze_as_filed, refuse_findings
from campaign.actions.transition import locked_submission, perform
from campaign.models import clock
from campaign.models.eligibility import SupplementPoint, SupplementRequest
from campaign.models.submission import Submission
from campaign.rules.calendar import vn_datetime
from campaign.rules.phrase import NO_OBJECTION, Phrase
from campaign.rules.sections import BY_ANCHOR
from campaign.rules.workflow import ANSWER_SUPPLEMENT


@dataclass(frozen=True)
class Point:
    """One thing asked for; no section means the dossier as a whole."""

    text: str
    section: str = ""


@dataclass(frozen=True)
class Asked:
    """`note` covers the points; a note alone asks for one thing on every line."""

    note: str = ""
    points: tuple[Point, ...] = ()

    def each(self) -> tuple[Point, ...]:
        found = self.points or tuple(Point(line) for line in self.note.splitlines())
        cleaned = (Point(clean_text(point.text), point.section) for point in found)
        return tuple(point for point in cleaned if point.text)

    def in_words(self) -> str:
        """For the mail and the trail."""
        note = clean_text(self.note)
        if not self.points:
            return note
        lines = [f"{number}. {_place(point)}{point.text}" for number, point in enumerate(self.each(), 1)]
        return "\n".join([note, *lines] if note else lines)


def _place(point: Point) -> str:
    section = BY_ANCHOR.get(point.section)
    return f"[{section.label}] " if section else ""


def mark_points(request: SupplementRequest, points: Sequence[Point]) -> None:
    SupplementPoint.objects.bulk_create(
        SupplementPoint(request=request, order=order, section=point.section, text=point.text)
        for order, point in enumerate(points, 1)
    )


@transaction.atomic
def answer_supplement(
    submission: Submission, *, by: User, answer: str = "", answers: Mapping[int, str] | None = None
) -> Submission:
    """Send what the office asked for, in time; the dossier goes back to the office as a new revision.

    `answers` by the key of the point; `answer` covers them, and answers a request that has no more than one.
    """
    locked = locked_submission(submission)
    gate.require("answer_supplement", by, locked)
    request = locked.supplements.filter(answered_at__isnull=True).latest("asked_at")
    request.answer = clean_text(answer)
    points = _answered(request, answers or {})
    refuse_if(_too_late(request) or _unanswered(request, points))
    refuse_findings(locked)
    SupplementPoint.objects.bulk_update(points, ["answer"])
    request.answered_at = clock.now()
    request.save(update_fields=["answer", "answered_at"])
    facts = {"revision": locked.revisions.count() + 1}
    return freeze_as_filed(perform(ANSWER_SUPPLEMENT, locked, by=by, facts=facts), by)


def _answered(request: SupplementRequest, answers: Mapping[int, str]) -> list[SupplementPoint]:
    points = list(request.marked_points.all())
    for point in points:
        alone = request.answer if len(points) == 1 else ""
        point.answer = clean_text(answers.get(point.pk, "")) or alone
    return points


def _too_late(request: SupplementRequest) -> Phrase:
    if clock.now() < request.due_at:
        return NO_OBJECTION
    return Phrase(
        "Hạn bổ sung đã hết lúc %(when)s nên chưa gửi được. Nội dung đã sửa vẫn được giữ; hãy liên hệ cơ quan "
        "thường trực nếu có lý do chính đáng.",
        when=vn_datetime(request.due_at),
    )


def _unanswered(request: SupplementRequest, points: Sequence[SupplementPoint]) -> Phrase:
    missing = [str(point.order) for point in points if not point.answer]
    if len(points) > 1 and missing:
        return Phrase(
            "Còn điểm chưa được trả lời: %(points)s. Phần bổ sung chưa được gửi; nội dung đã sửa và các câu trả lời "
            "vẫn được giữ. Hãy ghi ngắn gọn đã bổ sung gì cho từng điểm rồi gửi lại.",
            points=", ".join(missing),
        )
    if missing or not (points or request.answer):
        return Phrase(
            "Bạn chưa viết câu trả lời nên phần bổ sung chưa được gửi. Nội dung đã sửa vẫn được giữ; hãy ghi ngắn gọn "
            "đã bổ sung gì rồi gửi lại."
        )
    return NO_OBJECTION
