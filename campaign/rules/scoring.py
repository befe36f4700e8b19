"""One sheet: which marks may stand on it, and its total. Exact throughout; `combining` rounds once, at the end.

Where a criterion's written rule lets a judge leave it out as not applicable, the sheet's total is scaled to the
highest total of all criteria: points given x highest total / highest total of the criteria that apply.

Labels of criteria come from the rulebook that the city edits; the sentences around them are ours.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from accounts.text import is_blank
from campaign.rules.calendar import decimal_places, parse_number, vn_number
from campaign.rules.phrase import NO_OBJECTION, Phrase

ZERO = Decimal(0)


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
    """`min_points` is the lowest mark a judge may give; the mark needed to pass belongs to a LevelRule.

    `na_rule` says when the criterion may be left out (empty = never). A `ticked` one gives the fixed points of a band.
    """

    code: str
    label: str
    max_points: Decimal
    min_points: Decimal = Decimal(0)
    weight: Decimal = Decimal(1)
    step: Decimal = Decimal("0.5")
    bands: tuple[Band, ...] = ()
    group: str = ""
    na_rule: str = ""
    evidence: str = ""
    zero_is_copied: bool = False
    ticked: bool = False


@dataclass(frozen=True)
class Mark:
    """Left out as not applicable, a mark has no points that count.

    `copied_from` confirms that a 0 means "copied", and says from where.
    """

    criterion: str
    points: Decimal = Decimal(0)
    remark: str = ""
    not_applicable: bool = False
    copied_from: str = ""


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


def mark_problem(criterion: Criterion, points: Decimal, remark: str = "", copied_from: str = "") -> Phrase:
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
    if off := _off_the_scale(criterion, points):
        return off
    if points == 0 and criterion.zero_is_copied:
        return _copied_problem(criterion, copied_from)
    if points in (0, criterion.max_points) and is_blank(remark):
        return Phrase(
            "%(label)s: chấm điểm 0 hoặc điểm tối đa thì phải ghi nhận xét nêu lý do.", label=criterion.label
        )
    return NO_OBJECTION


def _off_the_scale(criterion: Criterion, points: Decimal) -> Phrase:
    fixed = sorted({band.low for band in criterion.bands})
    if criterion.ticked and points not in fixed and not (points == 0 and criterion.zero_is_copied):
        return Phrase(
            "%(label)s: chỉ chọn một trong các mức điểm %(fixed)s. Hãy chọn lại.",
            label=criterion.label,
            fixed="; ".join(vn_number(one.normalize()) for one in fixed),
        )
    if not criterion.ticked and criterion.step > 0 and points % criterion.step:
        return Phrase(
            "%(label)s: điểm %(points)s không đúng bước chấm %(step)s. Hãy làm tròn theo bước chấm.",
            label=criterion.label,
            points=vn_number(points),
            step=vn_number(criterion.step),
        )
    return NO_OBJECTION


def _copied_problem(criterion: Criterion, copied_from: str) -> Phrase:
    """The place it was copied from is the reason too; a remark is not asked for twice."""
    if not is_blank(copied_from):
        return NO_OBJECTION
    return Phrase(
        "%(label)s: điểm 0 nghĩa là sao chép. Hãy xác nhận và ghi rõ sao chép từ đâu, hoặc chấm điểm khác.",
        label=criterion.label,
    )


def left_out_problem(criterion: Criterion, remark: str = "") -> Phrase:
    """Why a judge cannot leave this criterion out; false when the written rule allows it and a reason is given."""
    if not criterion.na_rule:
        return Phrase(
            "%(label)s: tiêu chí này phải được chấm, không được để «Không áp dụng». Hãy cho điểm.",
            label=criterion.label,
        )
    if is_blank(remark):
        return Phrase(
            "%(label)s: chọn «Không áp dụng» thì phải ghi nhận xét nêu lý do theo quy định của tiêu chí.",
            label=criterion.label,
        )
    return NO_OBJECTION


def sheet_problems(criteria: Sequence[Criterion], marks: Iterable[Mark]) -> dict[str, Phrase]:
    """What keeps a sheet from being handed in, by criterion; empty when it is complete."""
    given = {mark.criterion: mark for mark in marks}
    found = {criterion.code: _entry_problem(criterion, given.get(criterion.code)) for criterion in criteria}
    for stray in given.keys() - found.keys():
        found[stray] = Phrase("Phiếu có điểm cho tiêu chí «%(code)s» không thuộc bộ tiêu chí.", code=stray)
    if criteria and all(code in given and given[code].not_applicable for code in found):
        found[criteria[0].code] = Phrase(
            "Phiếu phải chấm ít nhất một tiêu chí. Hãy cho điểm tiêu chí áp dụng được."
        )
    return {code: phrase for code, phrase in found.items() if phrase}


def _entry_problem(criterion: Criterion, mark: Mark | None) -> Phrase:
    if mark is None:
        return Phrase("%(label)s: chưa chấm điểm.", label=criterion.label)
    if mark.not_applicable:
        return left_out_problem(criterion, mark.remark)
    return mark_problem(criterion, mark.points, mark.remark, mark.copied_from)


def sheet_total(criteria: Iterable[Criterion], marks: Iterable[Mark]) -> Fraction:
    """The weighted sum, scaled to the criteria that apply; exact: rounding waits until the sheets are combined."""
    known = {criterion.code: criterion for criterion in criteria}
    given = list(marks)
    out = {mark.criterion for mark in given if mark.not_applicable}
    total = sum(
        (mark.points * known[mark.criterion].weight for mark in given if mark.criterion not in out), ZERO
    )
    if not out:
        return Fraction(total)
    applicable = top_total(one for one in known.values() if one.code not in out)
    return (
        Fraction(total) * Fraction(top_total(known.values())) / Fraction(applicable)
        if applicable
        else Fraction(0)
    )


def copied(criteria: Iterable[Criterion], marks: Iterable[Mark]) -> bool:
    """Does this sheet say, by an explicit zero, that the solution is copied?"""
    telling = {criterion.code for criterion in criteria if criterion.zero_is_copied}
    return any(mark.criterion in telling and not mark.not_applicable and mark.points == 0 for mark in marks)


def top_total(criteria: Iterable[Criterion]) -> Decimal:
    """The highest total a sheet can reach."""
    return sum((criterion.max_points * criterion.weight for criterion in criteria), Decimal(0))


def band_of(criterion: Criterion, points: Decimal) -> Band | None:
    """The band the mark has reached; 39,5 between "30-39" and "40-50" is still in the lower one."""
    reached = [band for band in criterion.bands if band.low <= points <= criterion.max_points]
    return max(reached, key=lambda band: band.low, default=None)


def labels_of(criteria: Iterable[Criterion]) -> Mapping[str, str]:
    """Names for the sentences of `levels` and `ranking`."""
    return {criterion.code: criterion.label for criterion in criteria}
