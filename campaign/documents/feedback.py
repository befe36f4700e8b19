"""The rehearsal of a release, what the officer reads to write for authors, and what the authors' page shows."""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import F, Prefetch, QuerySet

from accounts.models.user import User
from campaign.models.decision import Decision
from campaign.models.feedback import AuthorComment, FeedbackRelease, ReleasedFeedback
from campaign.models.judging import Assignment, Mark, Sheet
from campaign.models.submission import Submission
from campaign.rules.calendar import vn_number
from campaign.rules.feedback import FEWEST_SHEETS
from campaign.rules.phrase import Phrase
from campaign.rules.workflow import State

TOLD = (State.PUBLISHED, State.REVOKED)
EXPLAINED = (State.JUDGED, State.RANKED, State.PROPOSED, State.DECIDED, State.PUBLISHED, State.REVOKED)


@dataclass(frozen=True)
class Rehearsal:
    """What the release would do, of the dossiers that this reader may meet. `seen` proves what was shown."""

    dossiers: int
    without_comment: int
    few_sheets: int
    letters: int
    seen: str


@dataclass(frozen=True)
class OneSheet:
    """What one judge wrote, for the officer who writes to the authors; nothing says who it was."""

    label: Phrase
    comment: str
    remarks: list[tuple[str, str]]


@dataclass(frozen=True)
class Told:
    """A dossier's released facts as the page shows them."""

    total: str
    top: str
    sheets: int
    field_total: str
    field_count: int
    criteria: list[tuple[str, str, str, str]]
    level: str
    level_reason: str
    place: list[str]
    award: str
    comment: str


def dossiers_of(decision: Decision) -> QuerySet[Submission]:
    """Judged dossiers of the decision."""
    decided = decision.awards.order_by().values("submission")
    return Submission.objects.filter(pk__in=decided, combined_score__isnull=False)


def rows_of(decision: Decision, user: User) -> QuerySet[Submission]:
    """For the list of the rehearsal; `words` is the comment so far, `counted` how many sheets there were."""
    seen = Submission.objects.for_office(user).order_by().values("pk")
    found = dossiers_of(decision).filter(pk__in=seen).only("code", "title", "register_number", "strand_id")
    return found.annotate(words=F("author_comment__text"), counted=F("combined_score__sheets"))


def rehearsal(decision: Decision, user: User) -> Rehearsal:
    found = rows_of(decision, user).order_by("pk")
    rows = list(found.values_list("pk", "words", "counted", "owner", "author_comment__version"))
    ids = [row[0] for row in rows]
    authors = Submission.objects.filter(pk__in=ids, authorships__user__is_active=True)
    readers = {(pk, owner) for pk, _, _, owner, _ in rows}
    readers |= set(authors.order_by().values_list("pk", "authorships__user"))
    content = json.dumps([[pk, version, sheets] for pk, _, sheets, _, version in rows])
    return Rehearsal(
        dossiers=len(rows),
        without_comment=sum(not text for _, text, *_ in rows),
        few_sheets=sum(sheets < FEWEST_SHEETS for _, _, sheets, *_ in rows),
        letters=len(readers),
        seen=hashlib.sha256(content.encode()).hexdigest()[:32],
    )


def release_of(decision: Decision) -> FeedbackRelease | None:
    return (
        FeedbackRelease.objects.filter(publication__decision=decision).select_related("released_by").first()
    )


def released(submission: Submission) -> Told | None:
    """The only thing of the judging that an author's page reads; before publication it does not even ask."""
    if submission.state not in TOLD:
        return None
    row = ReleasedFeedback.objects.filter(submission=submission).first()
    return told(row.facts) if row else None


def told(facts: dict[str, Any]) -> Told:
    return Told(
        total=_points(facts["total"]),
        top=_points(facts["top"]),
        sheets=facts["sheets"],
        field_total=_points(facts["field_total"]),
        field_count=facts["field_count"],
        criteria=[(label, *map(_points, figures)) for label, *figures in facts["criteria"]],
        **{name: facts[name] for name in ("level", "level_reason", "place", "award", "comment")},
    )


def written_by_judges(submission: Submission) -> list[OneSheet]:
    """Of the round that counts, in an order that follows the random aliases."""
    marks = Prefetch("marks", Mark.objects.exclude(remark="").select_related("criterion"))
    sheets = (
        Sheet.objects.filter(submission=submission, status="locked", voided_at__isnull=True)
        .filter(round=F("submission__combined_score__round"))
        .order_by("assignment__alias")
        .prefetch_related(marks)
    )
    return [
        OneSheet(
            label=Phrase("Phiếu %(number)s", number=number),
            comment=sheet.comment,
            remarks=[(mark.criterion.label, mark.remark) for mark in sheet.marks.all()],
        )
        for number, sheet in enumerate(sheets, 1)
    ]


def judge_names(submission: Submission) -> Iterable[str]:
    """Of everybody who was ever given it."""
    given = Assignment.objects.filter(submission=submission).order_by()
    return sorted(set(given.values_list("judge__full_name", flat=True)))


def comment_of(submission: Submission) -> AuthorComment | None:
    return AuthorComment.objects.filter(submission=submission).select_related("edited_by").first()


def _points(value: str) -> str:
    return vn_number(Decimal(value), 2) if value else ""
