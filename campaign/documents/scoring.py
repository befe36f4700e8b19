"""The rulebook and the sheets as the scoring rules read them, and what a round's locked sheets make together."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django.conf import settings
from django.db.models import Max, prefetch_related_objects
from django.utils.translation import override

from campaign.models import clock
from campaign.models.judging import PanelMember, Sheet
from campaign.models.rounds import CommunityVote
from campaign.models.rulebook import Rubric
from campaign.models.submission import Submission
from campaign.rules import combining, levels, scoring
from campaign.rules.phrase import NO_OBJECTION, Phrase


def criteria_of(rubric: Rubric) -> list[scoring.Criterion]:
    """A judge may give anything from 0; the rulebook's minimum is what recognition asks for."""
    prefetch_related_objects([rubric], "criteria__bands")
    return [
        scoring.Criterion(
            code=row.code,
            label=row.label,
            max_points=row.max_points.normalize(),
            weight=row.weight,
            step=row.step.normalize(),
            bands=tuple(scoring.Band(band.label, band.low, band.high) for band in row.bands.all()),
            group=row.group,
            na_rule=row.na_rule,
            evidence=row.evidence,
            zero_is_copied=row.zero_is_copied,
            ticked=row.ticked,
        )
        for row in rubric.criteria.all()
    ]


def marks_of(sheet: Sheet) -> list[scoring.Mark]:
    """The marks that have points or are left out; a remark alone is not a mark yet."""
    return [
        scoring.Mark(
            mark.criterion.code,
            mark.points or Decimal(0),
            mark.remark,
            not_applicable=mark.not_applicable,
            copied_from=mark.copied_from,
        )
        for mark in sheet.marks.select_related("criterion")
        if mark.points is not None or mark.not_applicable
    ]


def method_of(rubric: Rubric) -> combining.Method:
    return combining.Method(rubric.combination, rubric.trim_from, rubric.trim_each)


def combined(submission: Submission, number: int) -> dict[str, Any] | None:
    """The fields of a Combination for this round, from the sheets that count; nothing without a sheet."""
    rubric = submission.strand.rubric
    criteria, method = criteria_of(rubric), method_of(rubric)
    found = Sheet.objects.counting(submission, number).select_related("assignment", "judge").order_by("pk")
    sheets = list(found)
    if not sheets:
        return None
    marks = [marks_of(sheet) for sheet in sheets]
    totals = [scoring.sheet_total(criteria, given) for given in marks]
    weights = _weights(rubric, sheets)
    means = combining.criterion_means(marks, method, weights)
    votes = _votes(submission, rubric)
    total = combining.combine(totals, method, weights) + votes["vote_points"]
    copied = sum(scoring.copied(criteria, given) for given in marks)
    return {
        "round": number,
        "sheets": len(sheets),
        "method": method.name,
        "total": total,
        "spread": combining.spread([sheet.total or Decimal(0) for sheet in sheets]).width,
        "criterion_means": {code: str(points) for code, points in means.items()},
        "inputs": [
            [sheet.pk, str(sheet.total), str(weight)] for sheet, weight in zip(sheets, weights, strict=True)
        ],
        "copied": copied,
        "computed_at": clock.now(),
        **votes,
        **_level(rubric, total, means, (copied, len(sheets))),
    }


def is_spread_too_wide(rubric: Rubric, width: Decimal) -> bool:
    top = scoring.top_total(criteria_of(rubric))
    return combining.is_too_wide(width, rubric.spread_limit, rubric.spread_unit, top)


def _weights(rubric: Rubric, sheets: Sequence[Sheet]) -> list[Decimal]:
    """By staff code first, then by the role in the panel that gave the dossier; 1 for whoever is not named."""
    if rubric.combination != combining.WEIGHTED_MEAN:
        return [Decimal(1)] * len(sheets)
    panels = {sheet.assignment.panel_id for sheet in sheets}
    seated = PanelMember.objects.filter(panel__in=panels, user__in=[sheet.judge_id for sheet in sheets])
    roles = {(panel, user): role for panel, user, role in seated.values_list("panel", "user", "role")}
    return [
        Decimal(
            rubric.weights.get(f"@{sheet.judge.staff_code}")
            or rubric.weights.get(roles.get((sheet.assignment.panel_id, sheet.judge_id), ""), "1")
        )
        for sheet in sheets
    ]


def _votes(submission: Submission, rubric: Rubric) -> dict[str, Any]:
    """What the community's votes add, where the rubric has a part for them; no votes recorded count as none."""
    if not rubric.vote_points:
        return {"votes": None, "top_votes": None, "vote_points": Decimal(0)}
    counted = CommunityVote.objects.filter(submission__strand=submission.strand_id)
    top = counted.aggregate(top=Max("votes"))["top"] or 0
    votes = counted.filter(submission=submission).values_list("votes", flat=True).first() or 0
    points = combining.vote_score(votes, top, rubric.vote_points)
    return {"votes": votes, "top_votes": top, "vote_points": points}


def _level(
    rubric: Rubric, total: Decimal, means: dict[str, Decimal], copied: tuple[int, int]
) -> dict[str, str]:
    labels = dict(rubric.criteria.values_list("code", "label"))
    level, why = None, _copied_reason(*copied)
    if not combining.is_copied(*copied):
        needed = tuple(rubric.criteria.filter(min_points__gt=0).values_list("code", "min_points"))
        lacking = levels.pass_problem(total, means, levels.PassRule(rubric.pass_total, needed), labels)
        found, reached = levels.level_of(total, means, _level_rules(rubric), labels)
        level = None if lacking else found
        why = (
            Phrase("%(reason)s %(copied)s", reason=lacking or reached, copied=why)
            if why
            else lacking or reached
        )
    with override(settings.LANGUAGE_CODE):  # kept as a record, so in the language of the office
        reason = str(why).strip()
    return {
        "level_code": level.code if level else "",
        "level_label": level.label if level else "",
        "level_reason": reason,
    }


def _copied_reason(copied: int, sheets: int) -> Phrase:
    if not copied:
        return NO_OBJECTION
    facts = {"copied": copied, "sheets": sheets}
    if combining.is_copied(copied, sheets):
        return Phrase(
            "Không đủ điều kiện công nhận: %(copied)s trong %(sheets)s phiếu kết luận giải pháp sao chép (điểm 0).",
            **facts,
        )
    return Phrase("Lưu ý: %(copied)s trong %(sheets)s phiếu kết luận giải pháp sao chép (điểm 0).", **facts)


def _level_rules(rubric: Rubric) -> list[levels.LevelRule]:
    return [
        levels.LevelRule(
            row.code,
            row.label,
            row.total_min,
            tuple((minimum.criterion.code, minimum.points) for minimum in row.minimums.all()),
        )
        for row in rubric.levels.prefetch_related("minimums__criterion")
    ]
