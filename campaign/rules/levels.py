"""Recognised or not, and at which level: a total AND a minimum for named criteria."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from campaign.rules.calendar import vn_number
from campaign.rules.phrase import NO_OBJECTION, Phrase

Minimums = tuple[tuple[str, Decimal], ...]


@dataclass(frozen=True)
class LevelRule:
    code: str
    label: str
    total_min: Decimal
    minimums: Minimums = ()


@dataclass(frozen=True)
class PassRule:
    """What a result needs to be recognised at all; a level may ask for more."""

    total_min: Decimal
    minimums: Minimums = ()


def level_of(
    total: Decimal,
    criterion_means: Mapping[str, Decimal],
    rules: Sequence[LevelRule],
    labels: Mapping[str, str] | None = None,
) -> tuple[LevelRule | None, Phrase]:
    """The best level reached, with the figures; and what the next better level lacked."""
    missed = NO_OBJECTION
    for rule in sorted(rules, key=lambda rule: rule.total_min, reverse=True):
        lacking = _shortfall(total, criterion_means, rule, labels or {})
        if not lacking:
            return rule, _reached(total, rule, missed)
        missed = Phrase("Chưa đạt mức %(level)s: %(lacking)s.", level=rule.label, lacking=lacking)
    return None, missed


def _reached(total: Decimal, rule: LevelRule, missed: Phrase) -> Phrase:
    facts = {"level": rule.label, "total": vn_number(total, 2), "needed": vn_number(rule.total_min, 2)}
    if missed:
        return Phrase(
            "Đạt mức %(level)s: tổng điểm %(total)s ≥ %(needed)s. %(missed)s", missed=missed, **facts
        )
    return Phrase("Đạt mức %(level)s: tổng điểm %(total)s ≥ %(needed)s.", **facts)


def pass_problem(
    total: Decimal,
    criterion_means: Mapping[str, Decimal],
    rule: PassRule,
    labels: Mapping[str, str] | None = None,
) -> Phrase:
    """Why the result is not recognised; false when it is."""
    lacking = _shortfall(total, criterion_means, rule, labels or {})
    if not lacking:
        return NO_OBJECTION
    return Phrase("Chưa đủ điều kiện công nhận: %(lacking)s. Kết quả chấm vẫn được lưu.", lacking=lacking)


def _shortfall(
    total: Decimal, means: Mapping[str, Decimal], rule: LevelRule | PassRule, labels: Mapping[str, str]
) -> Phrase:
    """The first thing that falls short, as "có < cần"; a criterion without a mark counts as 0."""
    if total < rule.total_min:
        facts = {"have": vn_number(total, 2), "need": vn_number(rule.total_min, 2)}
        return Phrase("tổng điểm %(have)s < %(need)s", **facts)
    for code, need in rule.minimums:
        have = means.get(code, Decimal(0))
        if have < need:
            return Phrase(
                "điểm tiêu chí %(label)s %(have)s < %(need)s",
                label=labels.get(code, code),
                have=vn_number(have, 2),
                need=vn_number(need, 2),
            )
    return NO_OBJECTION
