"""A rubric as values for its page and its form, and what already rests on it."""

from decimal import Decimal
from typing import Any

from campaign.models.judging import Sheet as MarkSheet
from campaign.models.revision import Revision
from campaign.models.rulebook import Rubric
from campaign.rules import combining
from campaign.rules.calendar import vn_number
from campaign.rules.levels import LevelRule
from campaign.rules.phrase import Phrase
from campaign.rules.rubric_check import Sheet
from campaign.rules.scoring import Band, Criterion

HEAD = ("name", "source", "effective_from")
RULES = (
    "pass_total",
    "trim_from",
    "trim_each",
    "weights",
    "vote_points",
    "spread_limit",
    "spread_unit",
    "asks_verdict",
)
POINTS_AND_RULES = (
    "max_points",
    "min_points",
    "weight",
    "step",
    "group",
    "na_rule",
    "evidence",
    "zero_is_copied",
    "ticked",
)
CONTENT = ("criteria__bands", "levels__minimums__criterion")


def sheet_of(rubric: Rubric) -> Sheet:
    """The rubric's content; prefetch CONTENT first."""
    return Sheet(
        criteria=[_criterion(row) for row in rubric.criteria.all()],
        levels=[_level(row) for row in rubric.levels.all()],
        method=rubric.combination,
        **{name: getattr(rubric, name) for name in RULES},
        chain=list(rubric.tie_chain),
        helps={row.code: row.help for row in rubric.criteria.all()},
    )


def head_of(rubric: Rubric) -> dict[str, Any]:
    return {name: getattr(rubric, name) for name in HEAD}


def has_sheets(rubric: Rubric) -> bool:
    """Marks given by a version keep their meaning, so the version is then read only."""
    return MarkSheet.objects.filter(submission__strand__rubric=rubric).exists()


def uses(rubric: Rubric) -> list[Phrase]:
    """Why this version cannot be removed; empty when nothing needs it."""
    strands = [
        Phrase("nội dung «%(strand)s» (%(campaign)s)", strand=strand.name, campaign=strand.campaign.title)
        for strand in rubric.strands.select_related("campaign")[:20]
    ]
    frozen = Revision.objects.filter(rubric=rubric).exists()
    return [*strands, *([Phrase("hồ sơ đã nộp theo bộ tiêu chí này")] if frozen else [])]


def level_lines(sheet: Sheet) -> list[Phrase]:
    """Each level with all that it asks for."""
    labels = {one.code: one.label for one in sheet.criteria}
    return [_level_line(level, labels) for level in sheet.levels]


def combining_lines(sheet: Sheet) -> list[Phrase]:
    """How sheets become one result, a sentence for each rule."""
    found = [combining.METHODS[sheet.method]]
    if sheet.method == combining.TRIMMED_MEAN:
        said = Phrase(
            "Bỏ %(each)s phiếu cao nhất và %(each)s phiếu thấp nhất khi có từ %(least)s phiếu.",
            each=sheet.trim_each,
            least=sheet.trim_from,
        )
        found.append(said)
    if sheet.weights:
        found.append(
            Phrase(
                "Trọng số: %(weights)s; người không được nêu là 1.", weights="; ".join(weight_lines(sheet))
            )
        )
    if sheet.vote_points:
        points = vn_number(sheet.vote_points.normalize())
        found.append(
            Phrase(
                "Bình chọn của cộng đồng: %(points)s × số phiếu / số phiếu cao nhất, làm tròn đến 0,1, cộng vào tổng.",
                points=points,
            )
        )
    if any(one.na_rule for one in sheet.criteria):
        found.append(
            Phrase(
                "Tiêu chí không áp dụng: tổng điểm phiếu được quy đổi theo tổng tối đa của các tiêu chí áp dụng."
            )
        )
    if sheet.spread_limit is not None:
        limit, unit = vn_number(sheet.spread_limit.normalize()), combining.UNITS[sheet.spread_unit]
        said = Phrase(
            "Chênh lệch giữa các phiếu trên %(limit)s %(unit)s thì đề xuất thêm giám khảo.",
            limit=limit,
            unit=unit,
        )
        found.append(said)
    return found


def weight_lines(sheet: Sheet) -> list[str]:
    """As they are typed: a role of the panel or a staff code, and the weight."""
    names = {key: key.removeprefix("@") for key in sheet.weights} | {
        role: str(name) for role, name in combining.ROLES.items()
    }
    return [f"{names[key]}: {vn_number(Decimal(weight))}" for key, weight in sheet.weights.items()]


def _level_line(level: LevelRule, labels: dict[str, str]) -> Phrase:
    facts = {"label": level.label, "total": vn_number(level.total_min.normalize())}
    if not level.minimums:
        return Phrase("%(label)s: tổng điểm từ %(total)s.", **facts)
    asked = [f"{labels[code]} ≥ {vn_number(points.normalize())}" for code, points in level.minimums]
    return Phrase("%(label)s: tổng điểm từ %(total)s và %(asked)s.", asked=", ".join(asked), **facts)


def _criterion(row: Any) -> Criterion:
    return Criterion(
        code=row.code,
        label=row.label,
        **{name: getattr(row, name) for name in POINTS_AND_RULES},
        bands=tuple(Band(band.label, band.low, band.high) for band in row.bands.all()),
    )


def _level(row: Any) -> LevelRule:
    minimums = tuple((minimum.criterion.code, minimum.points) for minimum in row.minimums.all())
    return LevelRule(row.code, row.label, row.total_min, minimums)
