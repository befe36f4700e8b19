"""The office's view of sheets after their lock: whose, since when, given back why; and what judges report."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import QuerySet

from accounts.models.user import User
from campaign.models.judging import Sheet
from campaign.models.sheet_history import SheetRevision
from campaign.models.submission import Submission
from campaign.rules.calendar import vn_datetime
from campaign.rules.phrase import Phrase
from campaign.rules.sheet_words import VIOLATIONS, Violation

WAITING, ANSWERED = "", "da-tra-loi"


@dataclass(frozen=True)
class Returned:
    moment: Phrase
    by: str
    reason: str


@dataclass(frozen=True)
class SheetLine:
    """A sheet without its marks. `returned` are the times it went back to its judge."""

    pk: int
    judge: str
    is_locked: bool
    moment: Phrase
    returned: list[Returned]


@dataclass(frozen=True)
class Report:
    pk: int
    title: str
    code: str
    judge: str
    kind: Phrase
    reason: str
    moment: Phrase
    answer: str
    answered: Phrase


def sheet_lines(submission: Submission) -> list[SheetLine]:
    rows = Sheet.objects.filter(submission=submission, voided_at=None, round=submission.judging_round)
    rows = rows.select_related("judge").prefetch_related("revisions__returned_by").order_by("pk")
    return [
        SheetLine(
            row.pk,
            row.judge.full_name,
            row.status == "locked",
            vn_datetime(row.locked_at or row.saved_at),
            [_returned(kept) for kept in row.revisions.all()],
        )
        for row in rows
    ]


def _returned(kept: SheetRevision) -> Returned:
    return Returned(vn_datetime(kept.returned_at), kept.returned_by.full_name, kept.reason)


def reports_for(user: User) -> QuerySet[Sheet]:
    """Of the dossiers that this person may meet at the office."""
    dossiers = Submission.objects.for_office(user).order_by().values("pk")
    rows = reported().filter(submission__in=dossiers)
    return rows.select_related("submission", "judge", "violation_answer")


def reported() -> QuerySet[Sheet]:
    return Sheet.objects.filter(status="locked", voided_at=None).exclude(violation_kind="")


def group(rows: QuerySet[Sheet], chosen: str) -> QuerySet[Sheet]:
    return rows.filter(violation_answer__isnull=chosen != ANSWERED)


def reports(rows: Iterable[Sheet]) -> list[Report]:
    return [report(row) for row in rows]


def report(row: Sheet) -> Report:
    answer = getattr(row, "violation_answer", None)
    return Report(
        pk=row.pk,
        title=str(row.submission),
        code=row.submission.code,
        judge=row.judge.full_name,
        kind=VIOLATIONS[Violation(row.violation_kind)],
        reason=row.violation_reason,
        moment=vn_datetime(row.locked_at),
        answer=answer.text if answer else "",
        answered=vn_datetime(answer.answered_at) if answer else Phrase(""),
    )
