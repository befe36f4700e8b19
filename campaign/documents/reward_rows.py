"""The rewards of a decision as words, in the order of its list."""

from campaign.models.decision import Decision
from campaign.models.reward import Reward
from campaign.rules.bonus import OBJECTS
from campaign.rules.calendar import vn_number


def reward_rows(decision: Decision) -> list[dict[str, str | int]]:
    """`amount` in đồng is kept beside its words, so that sums are reckoned from numbers."""
    rows = decision.rewards.select_related("kind", "submission").order_by("kind__pk", "pk")
    return [_row(number, reward) for number, reward in enumerate(rows, 1)]


def _row(number: int, reward: Reward) -> dict[str, str | int]:
    dossier, amount = reward.submission, (reward.amount or 0) if reward.paid else 0
    return {
        "reward": reward.pk,
        "line": str(number),
        "holder": reward.holder_name,
        "note": reward.holder_note,
        "object": str(OBJECTS[reward.kind.object]),
        "kind": reward.kind.name,
        "sort": reward.kind.sort,
        "ground": f"Sáng kiến “{dossier.title}” (hồ sơ {dossier.register_number})"
        if dossier
        else reward.ground,
        "year": str(reward.year),
        "coefficient": vn_number(reward.coefficient.normalize()) if reward.coefficient else "",
        "amount": amount,
        "money": vn_number(amount) if reward.paid else f"Không chi: {reward.unpaid_reason}",
    }
