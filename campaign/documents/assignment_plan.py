"""A plan as its officer sees it: every dossier, every judge before and after, and what did not come out as wished."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q, QuerySet

from accounts.models.user import User
from campaign.models.assignment import AssignmentPlan, PlanLine
from campaign.models.campaign import Campaign
from campaign.models.judging import Assignment
from campaign.models.submission import LONG_TEXTS, Submission
from campaign.rules.assignment import HINT, REASONS
from campaign.rules.phrase import Phrase

SHORT, BRIDGES, HINTED = "thieu", "cau-noi", "luu-y"
FILTERS = {SHORT: Q(missing__gt=0), BRIDGES: Q(is_bridge=True), HINTED: ~Q(hinted=[])}


@dataclass(frozen=True)
class Line:
    submission: Submission
    judges: list[str]
    missing: Phrase | str
    why: list[tuple[str, Phrase]]
    hints: list[tuple[str, Phrase]]
    is_bridge: bool


@dataclass(frozen=True)
class Load:
    name: str
    before: int
    new: int
    below: int

    @property
    def after(self) -> int:
        return self.before + self.new


@dataclass(frozen=True)
class Summary:
    dossiers: int
    short: int
    bridges: int
    hinted: int
    parts: int
    is_proved: bool
    lost: int
    gap: int

    @property
    def share(self) -> int:
        """Bridges in percent."""
        return round(100 * self.bridges / self.dossiers) if self.dossiers else 0

    @property
    def ready(self) -> int:
        return self.dossiers - self.short


def own_plan(strand_pk: int, user: User) -> AssignmentPlan | None:
    found = AssignmentPlan.objects.open().select_related("strand__campaign", "leaving")
    return found.filter(strand=strand_pk, asked_by=user).first()


def is_outdated(plan: AssignmentPlan, user: User) -> bool:
    """A dossier of it has been barred to its officer meanwhile; then nothing of the plan is shown."""
    seen = Submission.objects.for_office(user).values("pk")
    return plan.lines.exclude(submission__in=seen).exists()


def summary(plan: AssignmentPlan) -> Summary:
    return Summary(**{name: plan.facts[name] for name in Summary.__dataclass_fields__})


def rows(plan: AssignmentPlan, part: str) -> QuerySet[PlanLine]:
    found = plan.lines.select_related("submission__strand").defer(
        *(f"submission__{name}" for name in (*LONG_TEXTS, "search_text"))
    )
    return found.filter(FILTERS[part]) if part in FILTERS else found


def people_of(plan: AssignmentPlan) -> dict[int, str]:
    """In the order of their names."""
    ids = [pk for pk, _ in plan.facts.get("new", [])]
    return dict(User.objects.filter(pk__in=ids).order_by("sort_key", "pk").values_list("pk", "full_name"))


def lines(found: Iterable[PlanLine], people: Mapping[int, str]) -> list[Line]:
    return [_line(one, people) for one in found]


def _line(row: PlanLine, people: Mapping[int, str]) -> Line:
    missing = Phrase(
        "Cần %(need)s giám khảo nhưng chỉ có %(have)s người chấm được. Hãy thêm giám khảo vào tổ, hoặc xác nhận "
        "số giám khảo ít hơn kèm lý do.",
        need=row.wanted,
        have=row.wanted - row.missing,
    )
    return Line(
        submission=row.submission,
        judges=[people[pk] for pk in row.judges],
        missing=missing if row.missing else "",
        why=[(people[pk], REASONS[code]) for pk, code in row.why],
        hints=[(people[pk], HINT) for pk in row.hinted],
        is_bridge=row.is_bridge,
    )


def loads(plan: AssignmentPlan, people: Mapping[int, str], user: User) -> list[Load]:
    before = seen_loads(plan.strand.campaign, people, user)
    new, below = dict(plan.facts["new"]), dict(plan.facts["below"])
    return [Load(name, before.get(pk, 0), new[pk], below.get(pk, 0)) for pk, name in people.items()]


def seen_loads(campaign: Campaign, people: Collection[int], user: User, **extra: Any) -> dict[int, int]:
    """How many dossiers each has, without those that are barred to who looks."""
    seen = Submission.objects.for_office(user).filter(campaign=campaign).values("pk")
    given = Assignment.objects.live().filter(judge__in=people, submission__in=seen, **extra)
    return dict(given.values_list("judge").annotate(count=Count("pk")).order_by())
