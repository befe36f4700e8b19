"""One more judge where the judges of a dossier are further apart than its rubric allows: proposed, never forced."""

import hashlib
from decimal import Decimal
from typing import Any

from django.db.models import Count, F, Max, Min, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from accounts.models.user import User
from campaign.documents.bench import Choice, choices
from campaign.documents.scoring import criteria_of, is_spread_too_wide
from campaign.models.campaign import Strand
from campaign.models.judging import Assignment, Sheet
from campaign.models.rulebook import Rubric
from campaign.models.submission import Submission
from campaign.rules.combining import PERCENT
from campaign.rules.scoring import top_total
from campaign.rules.workflow import State

ROUNDING = Decimal("0.005")  # SQLite compares floats; `is_called_for` then looks exactly


def waiting(user: User) -> QuerySet[Submission]:
    """Dossiers of the running campaigns whose sheets are all locked and too far apart, without one more judge yet."""
    limits = Q(pk__in=[])
    for strand in _strands():
        limits |= Q(strand=strand, width__gt=_points(strand.rubric) - ROUNDING, live__lte=F("wanted"))
    locked = Sheet.objects.filter(
        submission=OuterRef("pk"), round=OuterRef("judging_round"), status="locked", voided_at__isnull=True
    )
    live = Assignment.objects.live().filter(submission=OuterRef("pk"), round=OuterRef("judging_round"))
    rows = Submission.objects.for_office(user).filter(state=State.JUDGING).light()
    counted = rows.annotate(
        highest=_of(locked, Max("total")),
        lowest=_of(locked, Min("total")),
        locked=Coalesce(_of(locked, Count("pk")), 0),
        live=Coalesce(_of(live, Count("pk")), 0),
        wanted=Coalesce("demand__judges", "strand__judges_per_dossier"),
    )
    return counted.annotate(width=F("highest") - F("lowest")).filter(limits, live=F("locked"), locked__gte=2)


def is_called_for(row: Submission) -> bool:
    """Of a row of `waiting`, with the strand's rubric at hand."""
    return is_spread_too_wide(row.strand.rubric, width_of(row))


def width_of(row: Any) -> Decimal:
    """Of a row of `waiting`: the highest total less the lowest."""
    return row.highest - row.lowest


def propose(submission: Submission, reader: User) -> Choice | None:
    """Whoever may judge it and has least to do, as far as the reader may know; rather nobody with a hint of a
    conflict; alike, by lot."""
    free = [choice for choice in choices(submission, reader) if not choice.objection]
    return min(free, key=lambda one: (one.is_hinted, one.seat.seen, _lot(submission, one)), default=None)


def _lot(submission: Submission, choice: Choice) -> str:
    return hashlib.sha256(f"{submission.code}:{choice.seat.user.staff_code}".encode()).hexdigest()


def _strands() -> QuerySet[Strand]:
    running = Strand.objects.filter(campaign__closed_at=None, rubric__spread_limit__isnull=False)
    return running.select_related("rubric").prefetch_related("rubric__criteria__bands")


def _points(rubric: Rubric) -> Decimal:
    limit = rubric.spread_limit or Decimal(0)
    return limit * top_total(criteria_of(rubric)) / 100 if rubric.spread_unit == PERCENT else limit


def _of(rows: QuerySet, value: Max | Min | Count) -> Subquery:
    return Subquery(rows.order_by().values("submission").annotate(value=value).values("value"))
