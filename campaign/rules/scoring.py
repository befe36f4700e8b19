"""From the marks on one sheet to the result of many sheets. Decimal throughout; rounded once, at the end.

Labels of criteria come from the rulebook that the city edits; the sentences around them are ours.
"""

import statistics
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from accounts.text import is_blank
from campaign.rules.calendar import decimal_places, parse_number, round_half_up, vn_number
from campaign.rules.phrase import NO_OBJECTION, Phrase

MEAN = "mean"
TRIMMED_MEAN = "trimmed_mean"
METHODS = {
    MEAN: Phrase("Trung bình cộng các phiếu"),
    TRIMMED_MEAN: Phrase(
        "Trung bình sau khi bỏ một phiếu cao nhất và một phiếu thấp nhất (khi có từ 5 phiếu)"
    ),
}
TRIM_FROM = 5


class PointsError(ValueError):
    """What was typed is not a mark; `phrase` says why and what to type."""

    def __init__(self, phrase: Phrase) -> None:
        super().__init__(phrase)
        self.phrase = phrase


@dataclass(frozen=True)
class Band:
    """A named part of a criterion's range, from `low` up to the next band."""

    label: str
    low: Decimal
    high: Decimal


@dataclass(frozen=True)
class Criterion:
    """`min_points` is the lowest mark a judge may give; the mark needed to pass belongs to a LevelRule."""

    code: str
    label: str
    max_points: Decimal
    min_points: Decimal = Decimal(0)
    weight: Decimal = Decimal(1)
    step: Decimal = Decimal("0.5")
    bands: tuple[Band, ...] = ()


@dataclass(frozen=True)
class Mark:
    criterion: str
    points: Decimal
    remark: str = ""


@dataclass(frozen=True)
class Spread:
    """How far the judges are apart: highest less lowest, and the sample standard deviation."""

    width: Decimal
    stdev: Decimal


def parse_points(text: str) -> Decimal:
    """The mark in "8,5" or "8.5"; a date, an exponent or a sign is refused, never guessed at."""
    points = parse_number(text)
    if points is None:
        raise PointsError(
            Phrase(
                "«%(text)s» không phải là điểm. Hãy nhập một số không âm, ví dụ 8,5.", text=text.strip()[:40]
            )
        )
    if decimal_places(points) > 2:
        raise PointsError(
            Phrase(
                "Điểm %(points)s có quá hai chữ số thập phân. Hãy nhập lại, ví dụ 8,5.",
                points=vn_number(points),
            )
        )
    return points


def mark_problem(criterion: Criterion, points: Decimal, remark: str = "") -> Phrase:
    """Why this mark cannot be handed in; false when it can."""
    if not criterion.min_points <= points <= criterion.max_points:
        return Phrase(
            "%(label)s: điểm %(points)s nằm ngoài khoảng %(low)s đến %(high)s. Hãy chấm lại trong "
            "khoảng này.",
            label=criterion.label,
            points=vn_number(points),
            low=vn_number(criterion.min_points),
            high=vn_number(criterion.max_points),
        )
    if criterion.step > 0 and points % criterion.step:
        return Phrase(
            "%(label)s: điểm %(points)s không đúng bước chấm %(step)s. Hãy làm tròn theo bước chấm.",
            label=criterion.label,
            points=vn_number(points),
            step=vn_number(criterion.step),
        )
    if points in (0, criterion.max_points) and is_blank(remark):
        return Phrase(
            "%(label)s: chấm điểm 0 hoặc điểm tối đa thì phải ghi nhận xét nêu lý do.", label=criterion.label
        )
    return NO_OBJECTION


def sheet_problems(criteria: Sequence[Criterion], marks: Iterable[Mark]) -> dict[str, Phrase]:
    """What keeps a sheet from being handed in, by criterion; empty when it is complete."""
    given = {mark.criterion: mark for mark in marks}
    found = {criterion.code: _entry_problem(criterion, given.get(criterion.code)) for criterion in criteria}
    for stray in given.keys() - found.keys():
        found[stray] = Phrase("Phiếu có điểm cho tiêu chí «%(code)s» không thuộc bộ tiêu chí.", code=stray)
    return {code: phrase for code, phrase in found.items() if phrase}


def _entry_problem(criterion: Criterion, mark: Mark | None) -> Phrase:
    if mark is None:
        return Phrase("%(label)s: chưa chấm điểm.", label=criterion.label)
    return mark_problem(criterion, mark.points, mark.remark)


def sheet_total(criteria: Iterable[Criterion], marks: Iterable[Mark]) -> Decimal:
    """The weighted sum, exact: rounding waits until the sheets are combined."""
    weights = {criterion.code: criterion.weight for criterion in criteria}
    return sum((mark.points * weights[mark.criterion] for mark in marks), Decimal(0))


def top_total(criteria: Iterable[Criterion]) -> Decimal:
    """The highest total a sheet can reach."""
    return sum((criterion.max_points * criterion.weight for criterion in criteria), Decimal(0))


def band_of(criterion: Criterion, points: Decimal) -> Band | None:
    """The band the mark has reached; 39,5 between "30-39" and "40-50" is still in the lower one."""
    reached = [band for band in criterion.bands if band.low <= points <= criterion.max_points]
    return max(reached, key=lambda band: band.low, default=None)


def combine(totals: Sequence[Decimal], method: str = MEAN) -> Decimal:
    """One result out of the sheets' totals."""
    if method not in METHODS:
        raise ValueError(f"Unknown way to combine sheets: {method}")
    if not totals:
        raise ValueError("There is no sheet to combine.")
    kept = sorted(totals)
    if method == TRIMMED_MEAN and len(kept) >= TRIM_FROM:
        kept = kept[1:-1]
    return round_half_up(sum(kept, Decimal(0)) / len(kept))


def criterion_means(sheets: Iterable[Iterable[Mark]], method: str = MEAN) -> dict[str, Decimal]:
    """Each criterion over all sheets, combined in the same way as the totals."""
    points: dict[str, list[Decimal]] = {}
    for sheet in sheets:
        for mark in sheet:
            points.setdefault(mark.criterion, []).append(mark.points)
    return {code: combine(marks, method) for code, marks in points.items()}


def spread(totals: Sequence[Decimal]) -> Spread:
    """How much the judges disagree; nothing for a single sheet."""
    if len(totals) < 2:
        return Spread(Decimal(0), Decimal(0))
    return Spread(max(totals) - min(totals), round_half_up(statistics.stdev(totals)))


def labels_of(criteria: Iterable[Criterion]) -> Mapping[str, str]:
    """Names for the sentences of `levels` and `ranking`."""
    return {criterion.code: criterion.label for criterion in criteria}
