"""Who has how much to judge and how far it is: counts and days, never marks, never a dossier barred to the reader."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Max, Q, QuerySet

from accounts.models.user import User
from campaign.documents.bench import Seat, as_rules, bench, by_hand, colleagues
from campaign.models import clock
from campaign.models.campaign import Strand
from campaign.models.judging import Assignment
from campaign.models.submission import Submission
from campaign.rules.assignment import ALREADY, FIRST_TOGETHER, Judge
from campaign.rules.phrase import Phrase
from campaign.rules.workflow import State

TAKING = (State.ACCEPTED, State.ASSIGNED, State.JUDGING)


@dataclass(frozen=True)
class Work:
    """Of one judge in one strand; `last_day` is of the last saved sheet, None before the first."""

    pk: int
    name: str
    panel: str
    given: int
    locked: int
    untouched: int
    last_day: date | None
    capacity: int | None
    minimum: int
    away: Phrase

    @property
    def waiting(self) -> int:
        return self.given - self.locked


@dataclass(frozen=True)
class Option:
    """A dossier that this judge could take, or why not."""

    submission: Submission
    objection: Phrase
    is_held: bool


def board(strand: Strand, user: User) -> list[Work]:
    """Everybody on the bench, by name."""
    seats = bench(strand)
    counted = {row["judge"]: row for row in _counts(strand, user)}
    return [_work(seat, counted.get(seat.user.pk, {})) for seat in seats]


def _counts(strand: Strand, user: User) -> QuerySet[Assignment, Any]:
    seen = Submission.objects.for_office(user).filter(strand=strand).values("pk")
    given = Assignment.objects.live().of_current_round().filter(submission__in=seen)
    valid = Q(sheet__voided_at__isnull=True)
    return (
        given.values("judge")
        .annotate(
            given=Count("pk"),
            locked=Count("pk", filter=Q(sheet__status="locked") & valid),
            begun=Count("pk", filter=Q(sheet__isnull=False) & valid),
            last=Max("sheet__saved_at", filter=valid),
        )
        .order_by()
    )


def _work(seat: Seat, counts: dict[str, Any]) -> Work:
    last = counts.get("last")
    given, begun = counts.get("given", 0), counts.get("begun", 0)
    return Work(
        pk=seat.user.pk,
        name=seat.user.full_name,
        panel=seat.panel.name,
        given=given,
        locked=counts.get("locked", 0),
        untouched=given - begun,
        last_day=last.astimezone(clock.VIETNAM).date() if last else None,
        capacity=seat.judge.capacity,
        minimum=seat.judge.minimum,
        away=seat.judge.away,
    )


def seat_of(strand: Strand, pk: int, user: User) -> Seat | None:
    return next((seat for seat in bench(strand, reader=user) if seat.user.pk == pk), None)


def takeable(strand: Strand, user: User) -> QuerySet[Submission]:
    """What the office could give to a judge of this strand by hand."""
    found = Submission.objects.for_office(user).filter(strand=strand, state__in=TAKING)
    return found.light().select_related("strand", "campaign")


def options(rows: list[Submission], judge: Judge, strand: Strand) -> Iterator[Option]:
    apart = colleagues(strand.campaign_id).get(judge.pk, set())
    for submission, dossier in zip(rows, as_rules(rows), strict=True):
        barred = {judge.pk} if apart & dossier.judges else set()
        objection = by_hand(judge, dossier, barred)
        if not objection and submission.state == State.ACCEPTED and dossier.demand > 1:
            objection = FIRST_TOGETHER
        yield Option(submission, objection, objection == ALREADY)
