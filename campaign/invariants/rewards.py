"""Rewards: rows follow their list's decision, figures follow the rule, and no initiative is used twice."""

from collections.abc import Iterator
from decimal import Decimal

from django.db.models import Count, Exists, F, OuterRef, Q

from campaign.invariants.states import Checks
from campaign.models.reward import InitiativeUse, Reward, RewardList
from campaign.rules.bonus import bonus
from campaign.rules.phrase import Phrase


def _rows_follow_their_list() -> Iterator[str]:
    """All rows of a decided list are of its decision, those of an open list of none; so both sums are one."""
    astray = Reward.objects.exclude(decision=F("list__decision")).exclude(
        decision__isnull=True, list__decision__isnull=True
    )
    yield from (str(pk) for pk in astray.order_by("pk").values_list("pk", flat=True))
    empty = RewardList.objects.filter(decision__isnull=False).annotate(number=Count("rewards"))
    yield from empty.filter(number=0).values_list("name", flat=True)


def _amount_is_the_rule() -> Iterator[str]:
    rows = Reward.objects.filter(decision__isnull=False).order_by("pk")
    for row in rows.iterator(1000):
        if row.amount != bonus(row.coefficient or Decimal(0), row.base_salary or 0):
            yield str(row.pk)


def _used_once() -> Iterator[str]:
    """A live use for every live reward that rests on an initiative, and none without one."""
    live = Reward.objects.filter(decision__reverted_at=None, decision__isnull=False, revoked_at=None)
    uses = InitiativeUse.objects.filter(submission=OuterRef("submission"), decision=OuterRef("decision"))
    unused = live.filter(submission__isnull=False).filter(~Exists(uses))
    yield from unused.order_by("pk").values_list("submission__register_number", flat=True)
    resting = live.filter(submission=OuterRef("submission"), decision=OuterRef("decision"))
    idle = InitiativeUse.objects.live().filter(~Exists(resting))
    yield from idle.order_by("pk").values_list("submission__register_number", flat=True)


def _decision_is_a_reward() -> Iterator[str]:
    wrong = RewardList.objects.filter(decision__isnull=False).filter(
        ~Q(decision__kind="reward") | Q(decision__reverted_at__isnull=False)
    )
    yield from wrong.order_by("pk").values_list("name", flat=True)


CHECKS: Checks = {
    "rewards_follow_their_list": (
        Phrase("Mọi dòng khen thưởng theo đúng quyết định của danh sách"),
        _rows_follow_their_list,
    ),
    "reward_amount_is_the_rule": (
        Phrase("Mức thưởng đúng bằng hệ số nhân mức lương cơ sở, làm tròn lên"),
        _amount_is_the_rule,
    ),
    "initiative_used_once": (Phrase("Mỗi sáng kiến làm căn cứ khen thưởng một lần"), _used_once),
    "reward_decision_stands": (
        Phrase("Danh sách khen thưởng đi với quyết định khen thưởng còn hiệu lực"),
        _decision_is_a_reward,
    ),
}
