"""Does a rubric hold together before marks are given by it? Every problem as a sentence. Pure."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import pairwise

from campaign.rules.calendar import vn_number
from campaign.rules.combining import MEAN
from campaign.rules.levels import LevelRule
from campaign.rules.phrase import NO_OBJECTION, Phrase
from campaign.rules.ranking import chain_problem
from campaign.rules.scoring import Criterion, top_total

TOP = Decimal(1000)


@dataclass(frozen=True)
class Sheet:
    """The whole content of a rubric, as values. `helps` explains criteria to judges, by code."""

    criteria: Sequence[Criterion]
    levels: Sequence[LevelRule] = ()
    pass_total: Decimal = Decimal(0)
    method: str = MEAN
    chain: Sequence[str] = ()
    helps: dict[str, str] = field(default_factory=dict)


def rubric_problems(sheet: Sheet) -> list[Phrase]:
    if not sheet.criteria:
        return [Phrase("Bộ tiêu chí chưa có tiêu chí nào.")]
    codes = [criterion.code for criterion in sheet.criteria]
    chain = chain_problem(sheet.chain, codes) if sheet.chain else NO_OBJECTION
    found = [
        *_doubled([criterion.label for criterion in sheet.criteria]),
        *(phrase for criterion in sheet.criteria for phrase in _criterion_problems(criterion)),
        *_total_problems(sheet),
        *_doubled([level.label for level in sheet.levels]),
        *(phrase for level in sheet.levels for phrase in _minimum_problems(level, sheet)),
        chain,
    ]
    return [phrase for phrase in found if phrase]


def _doubled(labels: Sequence[str]) -> list[Phrase]:
    first_of = {label.casefold(): label for label in reversed(labels)}
    counted = Counter(label.casefold() for label in labels)
    twice = [label for folded, label in first_of.items() if counted[folded] > 1]
    return [Phrase("«%(label)s» được ghi hai lần. Hãy đặt tên khác nhau.", label=label) for label in twice]


def _criterion_problems(criterion: Criterion) -> Iterator[Phrase]:
    facts = {"label": criterion.label, "most": vn_number(criterion.max_points.normalize())}
    if criterion.min_points > criterion.max_points or criterion.max_points <= 0:
        yield Phrase("«%(label)s»: điểm tối thiểu không được lớn hơn điểm tối đa %(most)s.", **facts)
    if criterion.weight <= 0 or criterion.step <= 0:
        yield Phrase("«%(label)s»: hệ số và bước điểm phải lớn hơn 0.", label=criterion.label)
    if any(band.high > criterion.max_points or band.low > band.high for band in criterion.bands):
        yield Phrase("«%(label)s»: các mức phải nằm trong khoảng từ 0 đến %(most)s.", **facts)
    ordered = sorted(criterion.bands, key=lambda band: band.low)
    if any(lower.high >= upper.low for lower, upper in pairwise(ordered)):
        yield Phrase("«%(label)s»: các mức chồng lên nhau. Hãy sửa khoảng điểm.", label=criterion.label)


def _total_problems(sheet: Sheet) -> Iterator[Phrase]:
    top = top_total(sheet.criteria)
    if top > TOP:
        yield Phrase("Tổng điểm tối đa %(top)s vượt quá 1.000. Hãy giảm điểm hoặc hệ số.", top=vn_number(top))
    asked = [(Phrase("Điểm công nhận"), sheet.pass_total)]
    asked += [(Phrase("Mức «%(label)s»", label=level.label), level.total_min) for level in sheet.levels]
    for name, total in asked:
        if total > top:
            yield Phrase(
                "%(name)s cần %(total)s điểm, cao hơn tổng điểm tối đa %(top)s. Hãy sửa lại.",
                name=name,
                total=vn_number(total),
                top=vn_number(top),
            )


def _minimum_problems(level: LevelRule, sheet: Sheet) -> Iterator[Phrase]:
    most = {criterion.code: criterion.max_points for criterion in sheet.criteria}
    for code, points in level.minimums:
        if code not in most or points > most[code]:
            yield Phrase(
                "Mức «%(level)s»: điểm tối thiểu theo tiêu chí không đạt được hoặc tiêu chí không còn. Hãy sửa lại.",
                level=level.label,
            )
