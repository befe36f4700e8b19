"""What the office asked for, point by point, with the author's answers and what was changed because of them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import OuterRef, QuerySet

from campaign.documents.application import Application
from campaign.models.eligibility import SupplementPoint, SupplementRequest
from campaign.models.json_rows import JsonRows
from campaign.models.revision import Revision
from campaign.models.submission import Submission
from campaign.rules.calendar import vn_datetime
from campaign.rules.phrase import NO_OBJECTION, Phrase
from campaign.rules.revision_changes import Change, changes
from campaign.rules.sections import BY_ANCHOR, section_of
from campaign.rules.workflow import State


@dataclass(frozen=True)
class PointLine:
    """`section` is the anchor of the part it is about, "" for the whole; `current` is what stands there now."""

    pk: int
    number: int
    text: str
    section: str
    place: Phrase
    answer: str = ""
    changes: tuple[Change, ...] = ()
    current: tuple[tuple[Phrase, str], ...] = ()


@dataclass(frozen=True)
class Round:
    """One request; `note` is empty where it only repeats the points."""

    note: str
    ends: datetime
    due: Phrase
    points: tuple[PointLine, ...]
    answer: str
    answered: Phrase
    is_open: bool


def open_points(submission: Submission) -> dict[str, list[PointLine]]:
    """By section, what is still asked of the author; empty unless the dossier waits for a supplement."""
    if submission.state != State.SUPPLEMENT:
        return {}
    rows = SupplementPoint.objects.filter(request__submission=submission, request__answered_at=None)
    found: dict[str, list[PointLine]] = {}
    for row in rows.values("id", "order", "section", "text", "answer"):
        found.setdefault(row["section"], []).append(_line(row))
    return found


def requests_of(submission: Submission) -> QuerySet[SupplementRequest]:
    """Each with its points, in one question."""
    points = SupplementPoint.objects.filter(request=OuterRef("pk")).order_by("order")
    return submission.supplements.annotate(
        listed=JsonRows(points, "id", "order", "section", "text", "answer")
    )


def rounds(requests: Iterable[SupplementRequest], revisions: Sequence[Revision] = ()) -> list[Round]:
    """With the revisions of the dossier also what changed because of every answer, section by section."""
    return [_round(one, _changed(one, revisions)) for one in requests]


def asked(submission: Submission, shown: Application) -> Round | None:
    """The last request as its author reads it, each point with what stands now in its section."""
    request = requests_of(submission).last()
    return _round(request, [], shown) if request else None


def _changed(request: SupplementRequest, revisions: Sequence[Revision]) -> list[Change]:
    """The answer is filed as a revision of its own, right after it was given."""
    if request.answered_at is None:
        return []
    later = [row for row in revisions if row.made_at >= request.answered_at]
    earlier = [row for row in revisions if row.made_at < request.answered_at]
    if not later or not earlier:
        return []
    return changes(earlier[-1].content, later[0].content)


def _round(request: Any, found: Sequence[Change], shown: Application | None = None) -> Round:
    """Of a request with its points `listed`."""
    points = [_line(row, found, shown) for row in request.listed]
    return Round(
        note="" if request.points.splitlines() == [point.text for point in points] else request.points,
        ends=request.due_at,
        due=vn_datetime(request.due_at),
        points=tuple(points),
        answer="" if [point.answer for point in points] == [request.answer] else request.answer,
        answered=vn_datetime(request.answered_at) if request.answered_at else NO_OBJECTION,
        is_open=request.answered_at is None,
    )


def _line(
    row: Mapping[str, Any], found: Iterable[Change] = (), shown: Application | None = None
) -> PointLine:
    section = BY_ANCHOR.get(row["section"])
    return PointLine(
        pk=row["id"],
        number=row["order"],
        text=row["text"],
        section=row["section"] if section else "",
        place=section.label if section else Phrase("Toàn hồ sơ"),
        answer=row["answer"],
        changes=tuple(change for change in found if row["section"] in ("", change.section)),
        current=tuple(_current(row["section"], shown)) if shown and section else (),
    )


def _current(section: str, shown: Application) -> Iterable[tuple[Phrase, str]]:
    if section == "tac-gia":
        yield Phrase("Tác giả"), "\n".join(f"{one.full_name} – {one.share}" for one in shown.authors)
    elif section == "ap-dung-thu":
        yield Phrase("Người áp dụng thử"), "\n".join(one.full_name for one in shown.participants)
    elif section == "tep":
        yield Phrase("Tệp kèm theo"), "\n".join(str(one.name) for one in shown.files)
    elif section == "bao-mat":
        yield Phrase("Thông tin cần được bảo mật"), shown.confidential
    else:
        yield from ((line.label, line.value) for line in shown.lines if section_of(line.name) == section)
