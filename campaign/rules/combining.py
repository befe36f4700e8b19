"""From locked sheets to one result: mean, weighted or trimmed mean, votes on top. Exact; rounded once, at the end."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from campaign.rules.calendar import round_half_up
from campaign.rules.phrase import Phrase
from campaign.rules.scoring import Mark

MEAN = "mean"
WEIGHTED_MEAN = "weighted_mean"
TRIMMED_MEAN = "trimmed_mean"
METHODS = {
    MEAN: Phrase("Trung bình cộng các phiếu"),
    WEIGHTED_MEAN: Phrase("Trung bình có trọng số theo vai trò hoặc theo giám khảo"),
    TRIMMED_MEAN: Phrase("Trung bình sau khi bỏ các phiếu cao nhất và thấp nhất"),
}
POINTS, PERCENT = "points", "percent"
UNITS = {POINTS: Phrase("điểm"), PERCENT: Phrase("phần trăm của tổng điểm tối đa")}
ROLES = {
    "member": Phrase("Thành viên"),
    "chair": Phrase("Tổ trưởng"),
    "vice_chair": Phrase("Tổ phó"),
    "secretary": Phrase("Thư ký"),
}
TENTH = Decimal("0.1")

Exact = Decimal | Fraction


@dataclass(frozen=True)
class Method:
    """From `trim_from` sheets a trimmed mean drops `trim_each` of the highest and as many of the lowest."""

    name: str = MEAN
    trim_from: int = 5
    trim_each: int = 1


PLAIN = Method()


@dataclass(frozen=True)
class Spread:
    """How far the judges are apart: highest less lowest, and the sample standard deviation."""

    width: Decimal
    stdev: Decimal


def combine(totals: Sequence[Exact], method: Method = PLAIN, weights: Sequence[Decimal] = ()) -> Decimal:
    """One result out of the sheets' totals; `weights` in the order of the totals, none = all alike."""
    if method.name not in METHODS:
        raise ValueError(f"Unknown way to combine sheets: {method.name}")
    if not totals:
        raise ValueError("There is no sheet to combine.")
    if method.name == WEIGHTED_MEAN and weights:
        return _weighted(totals, weights)
    return round_half_up(_mean(_kept(totals, method)))


def _kept(totals: Sequence[Exact], method: Method) -> list[Fraction]:
    ordered = sorted(Fraction(total) for total in totals)
    drops = method.name == TRIMMED_MEAN and len(ordered) >= max(method.trim_from, 2 * method.trim_each + 1)
    return ordered[method.trim_each : len(ordered) - method.trim_each] if drops else ordered


def _mean(values: Sequence[Fraction]) -> Fraction:
    return sum(values, Fraction(0)) / len(values)


def _weighted(totals: Sequence[Exact], weights: Sequence[Decimal]) -> Decimal:
    pairs = zip(totals, weights, strict=True)
    weighed = sum((Fraction(total) * Fraction(weight) for total, weight in pairs), Fraction(0))
    return round_half_up(weighed / Fraction(sum(weights, Decimal(0))))


def criterion_means(
    sheets: Iterable[Iterable[Mark]], method: Method = PLAIN, weights: Sequence[Decimal] = ()
) -> dict[str, Decimal]:
    """Each criterion over the sheets on which it applies, combined in the same way as the totals."""
    points: dict[str, list[tuple[Decimal, Decimal]]] = {}
    rows = list(sheets)
    for sheet, weight in zip(rows, weights or [Decimal(1)] * len(rows), strict=True):
        for mark in sheet:
            if not mark.not_applicable:
                points.setdefault(mark.criterion, []).append((mark.points, weight))
    return {
        code: combine([mark for mark, _ in given], method, [weight for _, weight in given])
        for code, given in points.items()
    }


def spread(totals: Sequence[Exact]) -> Spread:
    """How much the judges disagree; nothing for a single sheet."""
    if len(totals) < 2:
        return Spread(Decimal(0), Decimal(0))
    exact = [Fraction(total) for total in totals]
    mean = _mean(exact)
    variance = sum(((one - mean) ** 2 for one in exact), Fraction(0)) / (len(exact) - 1)
    root = (Decimal(variance.numerator) / Decimal(variance.denominator)).sqrt()
    return Spread(round_half_up(max(exact) - min(exact)), round_half_up(root))


def is_too_wide(width: Decimal, limit: Decimal | None, unit: str, top: Decimal) -> bool:
    """Beyond the rubric's limit one more judge is called for; without a limit, never. `top` is the highest total."""
    if limit is None:
        return False
    return width > (limit * top / 100 if unit == PERCENT else limit)


def vote_score(votes: int, top_votes: int, points: Decimal) -> Decimal:
    """`points` x votes / the highest votes of the strand, rounded to a tenth; nobody voted: nothing."""
    if not top_votes:
        return Decimal(0)
    return round_half_up(Fraction(points) * votes / top_votes, TENTH)


def is_copied(copied: int, sheets: int) -> bool:
    """More than half of the sheets say so; what fewer say is told to the office and the council."""
    return 2 * copied > sheets
