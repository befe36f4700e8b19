"""Everything that a plan of a strand rests on, read in one go, with one hash of it."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from django.db.models import Count, F, Q, QuerySet
from django.db.models.functions import Coalesce

from accounts.models.user import User
from campaign.documents.bench import AT_ONCE, Seat, apart_pairs, as_rules, bench
from campaign.documents.ties import Somebody, open_ties
from campaign.models.assignment import AssignmentPlan
from campaign.models.campaign import Strand
from campaign.models.judging import Assignment
from campaign.models.submission import Submission
from campaign.rules.assignment import Dossier, Judge
from campaign.rules.workflow import State

UNDER_WAY = (State.ASSIGNED, State.JUDGING)


@dataclass(frozen=True)
class Inputs:
    """`submissions` and `dossiers` go in step; `given_up` are the assignments that the leaving judge hands on."""

    submissions: Sequence[Submission]
    dossiers: Sequence[Dossier]
    seats: Mapping[int, Seat]
    apart: Sequence[tuple[int, int]]
    given_up: Mapping[int, Assignment]

    @property
    def judges(self) -> list[Judge]:
        return [seat.judge for seat in self.seats.values()]

    @property
    def sha256(self) -> str:
        content = [
            [_plain(vars(dossier)) for dossier in self.dossiers],
            [_plain(vars(judge)) for judge in self.judges],
            sorted(self.apart),
        ]
        text = json.dumps(content, sort_keys=True, separators=(",", ":"), default=_plain_value)
        return hashlib.sha256(text.encode()).hexdigest()


def inputs_of(plan: AssignmentPlan) -> Inputs:
    found = list(waiting(plan.strand, plan.asked_by, plan.leaving))
    given_up = (
        {one.submission_id: one for one in untouched(plan.strand, plan.leaving)} if plan.leaving else {}
    )
    seats = bench(plan.strand, leaving=plan.leaving_id)
    dossiers = [_without(one, plan.leaving_id) for one in as_rules(found)]
    return Inputs(
        submissions=found,
        dossiers=_with_ties(dossiers, found, seats),
        seats={seat.user.pk: seat for seat in seats},
        apart=apart_pairs(plan.strand.campaign_id),
        given_up=given_up,
    )


def waiting(strand: Strand, by: User, leaving: User | None = None) -> QuerySet[Submission]:
    """What this officer can plan: dossiers without all their judges, or those that the leaving judge has not begun."""
    seen = Submission.objects.for_office(by).filter(strand=strand).light().order_by("accepted_at", "pk")
    seen = seen.select_related("strand", "campaign")
    if leaving:
        return seen.filter(state__in=UNDER_WAY, pk__in=untouched(strand, leaving).values("submission"))
    now = Q(assignments__ended_at=None, assignments__round=F("judging_round"))
    held = Count("assignments", filter=now)
    wanted = Coalesce("demand__judges", "strand__judges_per_dossier")
    short = seen.filter(state__in=[State.ACCEPTED, *UNDER_WAY]).annotate(held=held, wanted=wanted)
    return short.filter(held__lt=F("wanted"))


def untouched(strand: Strand, judge: User) -> QuerySet[Assignment]:
    """What this judge has and has not saved a sheet of."""
    now = Assignment.objects.of_judge(judge).of_current_round()
    held = now.filter(submission__strand=strand, submission__state__in=UNDER_WAY)
    return held.filter(Q(sheet=None) | Q(sheet__voided_at__isnull=False))


def _without(dossier: Dossier, leaving: int | None) -> Dossier:
    """The place that falls free is to be filled, no other."""
    if leaving not in dossier.judges:
        return dossier
    return replace(
        dossier,
        demand=len(dossier.judges),
        judges=dossier.judges - {leaving},
        former=dossier.former | {leaving},
    )


def _with_ties(
    dossiers: Sequence[Dossier], found: Sequence[Submission], seats: Sequence[Seat]
) -> list[Dossier]:
    """What the data suggests and nobody has answered speaks against a judge as well, a weak sign less."""
    people = [Somebody(seat.user.pk, seat.user.full_name) for seat in seats]
    tied: dict[int, dict[int, bool]] = {}
    for start in range(0, len(found), AT_ONCE):
        tied |= open_ties(found[start : start + AT_ONCE], people)
    return [
        replace(
            one,
            hints=one.hints | {pk for pk, weak in tied[one.pk].items() if not weak},
            weak_hints=frozenset(pk for pk, weak in tied[one.pk].items() if weak),
        )
        for one in dossiers
    ]


def _plain(facts: Mapping[str, object]) -> dict[str, object]:
    return {name: _plain_value(value) for name, value in facts.items()}


def _plain_value(value: object) -> object:
    if isinstance(value, frozenset):
        return sorted(value)
    return value if isinstance(value, str | int | None) else str(value)
