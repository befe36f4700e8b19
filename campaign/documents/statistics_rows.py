"""What statistics count: dossiers alike, people, silent units and moments, each in one question to the database.

Each reader counts the dossiers that the reader may meet; a report counts all of them (`whole`). Drafts never count.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import (
    Case,
    CharField,
    Count,
    Exists,
    IntegerField,
    Max,
    Min,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Sum,
    Value,
    When,
)
from django.db.models.functions import Cast, Coalesce, Concat

from accounts.models.unit import Unit, UnitVersion
from accounts.models.user import User
from campaign.models.audit import Event
from campaign.models.campaign import Campaign, Strand
from campaign.models.decision import Award
from campaign.models.submission import Authorship, Submission, SubmissionQuerySet
from campaign.rules.authorship import AuthorKind
from campaign.rules.calendar import VIETNAM
from campaign.rules.workflow import ENDED, State

WON = ("award", "recognised")
STEPS = ("endorse", "accept", "assign", "finish_judging", "decide", "publish")
DAY = timedelta(days=1)


@dataclass(frozen=True)
class Scope:
    """Whose figures: `campaign` and, where given, a strand, a unit, days of filing (both included)."""

    campaign: Campaign
    strand: Strand | None = None
    unit: Unit | None = None
    since: date | None = None
    until: date | None = None

    @property
    def is_narrow(self) -> bool:
        return any((self.strand, self.unit, self.since, self.until))

    def narrow(self, rows: SubmissionQuerySet) -> SubmissionQuerySet:
        if self.strand:
            rows = rows.filter(strand=self.strand)
        if self.unit:
            rows = rows.filter(unit=self.unit)
        if self.since:
            rows = rows.filter(submitted_at__gte=_begin(self.since))
        if self.until:
            rows = rows.filter(submitted_at__lt=_begin(self.until + DAY))
        return rows


@dataclass(frozen=True)
class Group:
    """Dossiers alike in everything that is counted. `unit_name` is the one that they carry."""

    campaign: int
    strand: int
    unit: int
    result: str
    award: str
    level: str
    unit_name: str
    accepted: int
    count: int
    money: int


@dataclass(frozen=True)
class Person:
    campaign: int
    is_collective: bool
    gender: str
    is_direct: bool
    is_first: bool
    won: bool


def for_reader(user: User) -> SubmissionQuerySet:
    return Submission.objects.for_office(user)


def whole() -> SubmissionQuerySet:
    """All that were filed: for a report, which only an impartial officer writes."""
    return Submission.objects.exclude(state=State.DRAFT)


def groups(scope: Scope, rows: SubmissionQuerySet, before: Campaign | None = None) -> list[Group]:
    """One question for both campaigns."""
    live = Award.objects.filter(submission=OuterRef("pk"), is_live=True).order_by("pk")
    found = (
        _both(scope, rows, before)
        .annotate(
            outcome=Subquery(live.values("outcome")[:1]),
            award=Subquery(live.values("award_level__label")[:1]),
            level=Subquery(live.values("level_label")[:1]),
        )
        .values_list("campaign", "strand", "unit", "state", "outcome", "award", "level")
        .annotate(
            carried_name=Max("unit_name"),
            accepted=Count("pk", filter=Q(accepted_at__isnull=False)),
            count=Count("pk"),
            money=Coalesce(Sum("benefit__amount"), 0),
        )
    )
    return [
        Group(campaign, strand, unit, result(state, outcome), award or "", level or "", *figures)
        for campaign, strand, unit, state, outcome, award, level, *figures in found
    ]


def result(state: str, outcome: str | None) -> str:
    if state == State.REVOKED:
        return "revoked"
    if state in ENDED:
        return "ended"
    if outcome is None:
        return "waiting"
    return "recognised" if outcome in WON else "not_recognised"


def persons(scope: Scope, rows: SubmissionQuerySet, before: Campaign | None = None) -> list[Person]:
    """Each once in a campaign: by account, else by name and day of birth."""
    dossiers = _both(scope, rows, before).values("pk")
    live = Award.objects.filter(submission=OuterRef("submission"), is_live=True, outcome__in=WON)
    mine = Authorship.objects.filter(submission__in=dossiers).order_by().annotate(person=_key())
    found = mine.values_list("submission__campaign", "kind", "person").annotate(
        most_gender=Max("gender"),
        direct=Max(_as_number(Q(direct_worker=True))),
        since=Min("submission__submitted_at"),
        won=Max(_as_number(Exists(live))),
    )
    first = _first_filings()
    return [
        Person(campaign, kind != AuthorKind.PERSON, gender, bool(direct), first[person] >= since, bool(won))
        for campaign, kind, person, gender, direct, since, won in found
    ]


def _first_filings() -> dict[str, datetime]:
    """When each person first filed anything, in any campaign: whoever did so here takes part for the first time."""
    filed = Authorship.objects.exclude(submission__submitted_at=None).order_by().annotate(person=_key())
    return dict(filed.values_list("person").annotate(first=Min("submission__submitted_at")))


def silent_units(scope: Scope, rows: SubmissionQuerySet) -> QuerySet[Unit]:
    """Units of the kinds that the plan calls on and that have filed nothing that this reader may meet."""
    versions = UnitVersion.objects.in_force()
    if scope.campaign.unit_kinds:
        versions = versions.filter(kind__in=scope.campaign.unit_kinds)
    filed = scope.narrow(rows.filter(campaign=scope.campaign)).order_by().values("unit")
    return Unit.objects.filter(pk__in=versions.values("unit")).exclude(pk__in=filed)


def moments(rows: SubmissionQuerySet) -> list[dict[str, datetime | None]]:
    """For each dossier when it last came through each step."""
    last = {verb: Max("at", filter=Q(verb=verb)) for verb in ("submit", *STEPS)}
    events = Event.objects.filter(submission__in=rows.order_by().values("pk"), verb__in=list(last))
    return list(events.order_by().values("submission").annotate(**last).values(*last))


def _both(scope: Scope, rows: SubmissionQuerySet, before: Campaign | None) -> SubmissionQuerySet:
    kept = [scope.campaign.pk, *([before.pk] if before else [])]
    return scope.narrow(rows.filter(campaign__in=kept)).order_by()


def _key() -> Case:
    named = Concat(
        "full_name",
        Value("|"),
        Coalesce(Cast("birth_date", CharField()), Value("")),
        output_field=CharField(),
    )
    return Case(When(user__isnull=False, then=Cast("user", CharField())), default=named)


def _as_number(condition: Any) -> Case:
    return Case(When(condition, then=1), default=0, output_field=IntegerField())


def _begin(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, tzinfo=VIETNAM)
