"""Kinds of rewards and base salaries as the administrator reads them: which is in force today, what each comes to."""

from dataclasses import dataclass

from django.db.models import Exists, OuterRef

from campaign.models import clock
from campaign.models.reward import BaseSalary, Reward, RewardKind
from campaign.rules.bonus import CERTAINTIES, LEVELS, OBJECTS, SORTS, bonus
from campaign.rules.money import dong
from campaign.rules.phrase import Phrase


@dataclass(frozen=True)
class KindLine:
    """`money` is today's bonus, empty while the row is not in force."""

    pk: int
    kind: RewardKind
    sort: Phrase
    object: Phrase
    level: Phrase
    certainty: Phrase
    money: str
    is_used: bool


@dataclass(frozen=True)
class SalaryLine:
    salary: BaseSalary
    money: str
    certainty: Phrase
    is_current: bool


def kind_lines() -> list[KindLine]:
    today = clock.today()
    base = BaseSalary.objects.on(today)
    used = Exists(Reward.objects.filter(kind=OuterRef("pk"), decision__isnull=False))
    return [_line(kind, base, today) for kind in RewardKind.objects.annotate(is_used=used)]


def _line(kind, base, today) -> KindLine:
    in_force = kind.in_force_from <= today and (kind.in_force_to is None or kind.in_force_to >= today)
    return KindLine(
        pk=kind.pk,
        kind=kind,
        sort=SORTS[kind.sort],
        object=OBJECTS[kind.object],
        level=LEVELS[kind.level],
        certainty=CERTAINTIES[kind.certainty],
        money=dong(bonus(kind.coefficient, base.amount)) if in_force and base else "",
        is_used=kind.is_used,
    )


def salary_lines() -> list[SalaryLine]:
    current = BaseSalary.objects.on(clock.today())
    return [
        SalaryLine(one, dong(one.amount), CERTAINTIES[one.certainty], one == current)
        for one in BaseSalary.objects.all()
    ]
