"""A rubric as values for its page and its form, and what already rests on it."""

from typing import Any

from campaign.models.judging import Sheet as MarkSheet
from campaign.models.revision import Revision
from campaign.models.rulebook import Rubric
from campaign.rules.calendar import vn_number
from campaign.rules.levels import LevelRule
from campaign.rules.phrase import Phrase
from campaign.rules.rubric_check import Sheet
from campaign.rules.scoring import Band, Criterion

HEAD = ("name", "source", "effective_from")
CONTENT = ("criteria__bands", "levels__minimums__criterion")


def sheet_of(rubric: Rubric) -> Sheet:
    """The rubric's content; prefetch CONTENT first."""
    return Sheet(
        criteria=[_criterion(row) for row in rubric.criteria.all()],
        levels=[_level(row) for row in rubric.levels.all()],
        pass_total=rubric.pass_total,
        method=rubric.combination,
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
        max_points=row.max_points,
        min_points=row.min_points,
        weight=row.weight,
        step=row.step,
        bands=tuple(Band(band.label, band.low, band.high) for band in row.bands.all()),
    )


def _level(row: Any) -> LevelRule:
    minimums = tuple((minimum.criterion.code, minimum.points) for minimum in row.minimums.all())
    return LevelRule(row.code, row.label, row.total_min, minimums)
