"""Does a rubric hold together before marks are given by it? Every problem as a sentence. Pure."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import pairwise

from campaign.rules.calendar import vn_number
from campaign.rules.combining import MEAN, PERCENT, POINTS, TRIMMED_MEAN, WEIGHTED_MEAN
from campaign.rules.levels import LevelRule
from campaign.rules.phrase import NO_OBJECTION, Phrase
from campaign.rules.ranking import chain_problem
from campaign.rules.scoring import Criterion, top_total

TOP = Decimal(1000)


@dataclass(frozen=True)
class Sheet:
    """The whole content of a rubric, as values. `helps` explains criteria to judges, by code.

    `weights` as in the rulebook: by role or "@" and staff code, as text.
    """

    criteria: Sequence[Criterion]
    levels: Sequence[LevelRule] = ()
    pass_total: Decimal = Decimal(0)
    method: str = MEAN
    trim_from: int = 5
    trim_each: int = 1
    weights: dict[str, str] = field(default_factory=dict)
    vote_points: Decimal = Decimal(0)
    spread_limit: Decimal | None = None
    spread_unit: str = POINTS
    asks_verdict: bool = False
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
        *_left_out_problems(sheet),
        *_total_problems(sheet),
        *_combining_problems(sheet),
        _spread_problem(sheet),
        *_doubled([level.label for level in sheet.levels]),
        *(phrase for level in sheet.levels for phrase in _minimum_problems(level, sheet)),
        chain,
        _top_share_problem(sheet),
    ]
    return [phrase for phrase in found if phrase]


def _top_share_problem(sheet: Sheet) -> Phrase:
    if "top_share" not in sheet.chain or sheet.levels:
        return NO_OBJECTION
    return Phrase(
        "So theo tỷ lệ phiếu đạt mức cao nhất thì bộ tiêu chí phải có các mức. Hãy thêm mức hoặc bỏ căn cứ này."
    )


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
    if criterion.ticked:
        yield _ticked_problem(criterion)
    ordered = sorted(criterion.bands, key=lambda band: band.low)
    if any(lower.high >= upper.low for lower, upper in pairwise(ordered)):
        yield Phrase("«%(label)s»: các mức chồng lên nhau. Hãy sửa khoảng điểm.", label=criterion.label)


def _ticked_problem(criterion: Criterion) -> Phrase:
    fixed = [band.low for band in criterion.bands if band.low == band.high]
    if len(fixed) < 2 or len(fixed) < len(criterion.bands) or max(fixed) != criterion.max_points:
        return Phrase(
            "«%(label)s»: tiêu chí chọn mức phải có từ hai mức, mỗi mức một số điểm cố định và mức cao nhất bằng điểm "
            "tối đa. Hãy sửa các mức.",
            label=criterion.label,
        )
    return NO_OBJECTION


def _left_out_problems(sheet: Sheet) -> Iterator[Phrase]:
    """What may be left out cannot also be asked for."""
    asked = {code for level in sheet.levels for code, points in level.minimums if points}
    for criterion in sheet.criteria:
        if criterion.na_rule and (criterion.min_points or criterion.code in asked):
            yield Phrase(
                "«%(label)s»: tiêu chí được phép «Không áp dụng» thì không đặt điểm tối thiểu. Hãy bỏ một trong hai.",
                label=criterion.label,
            )
    if all(criterion.na_rule for criterion in sheet.criteria):
        yield Phrase(
            "Phải có ít nhất một tiêu chí luôn được chấm. Hãy bỏ quy định «Không áp dụng» ở một tiêu chí."
        )


def _combining_problems(sheet: Sheet) -> Iterator[Phrase]:
    weighted = sheet.method == WEIGHTED_MEAN
    if weighted and not sheet.weights:
        yield Phrase("Trung bình có trọng số thì phải ghi trọng số. Hãy ghi, ví dụ: Tổ trưởng: 2.")
    if sheet.weights and not weighted:
        yield Phrase(
            "Có ghi trọng số nhưng cách tổng hợp không dùng trọng số. Hãy bỏ trọng số hoặc đổi cách tổng hợp."
        )
    if any(Decimal(weight) <= 0 for weight in sheet.weights.values()):
        yield Phrase("Trọng số phải lớn hơn 0. Hãy sửa lại.")
    if sheet.method == TRIMMED_MEAN and not 0 < 2 * sheet.trim_each < sheet.trim_from:
        yield Phrase(
            "Bỏ %(each)s phiếu ở mỗi đầu thì chỉ áp dụng được từ %(least)s phiếu trở lên. Hãy sửa số phiếu.",
            each=sheet.trim_each,
            least=max(3, 2 * sheet.trim_each + 1),
        )


def _spread_problem(sheet: Sheet) -> Phrase:
    if sheet.spread_limit is None:
        return NO_OBJECTION
    most = Decimal(100) if sheet.spread_unit == PERCENT else top_total(sheet.criteria)
    if 0 < sheet.spread_limit < most:
        return NO_OBJECTION
    return Phrase(
        "Giới hạn chênh lệch phải lớn hơn 0 và nhỏ hơn %(most)s. Hãy sửa lại, hoặc để trống nếu không dùng.",
        most=vn_number(most.normalize()),
    )


def _total_problems(sheet: Sheet) -> Iterator[Phrase]:
    top = top_total(sheet.criteria) + sheet.vote_points
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
