"""Sheets, their sums and results, and who may not judge."""

from collections.abc import Iterator
from decimal import Decimal

from django.db.models import Exists, F, OuterRef, Sum

from campaign.documents import scoring
from campaign.invariants.states import JUDGED, Checks, codes, in_states
from campaign.models.conflict import Conflict
from campaign.models.judging import Assignment, CombinedScore, Sheet
from campaign.models.rulebook import Rubric
from campaign.rules import combining
from campaign.rules import scoring as score_rules
from campaign.rules.calendar import round_half_up
from campaign.rules.phrase import Phrase

ROUNDING = Decimal("0.0051")  # half of the last place, and a little for SQLite's sums of floats


def _locked_sheet_adds_up() -> Iterator[str]:
    scaled = Sheet.objects.filter(status="locked", marks__not_applicable=True).distinct()
    for sheet in scaled.select_related("submission__strand__rubric").iterator(500):
        criteria = scoring.criteria_of(sheet.submission.strand.rubric)
        if round_half_up(score_rules.sheet_total(criteria, scoring.marks_of(sheet))) != sheet.total:
            yield str(sheet.pk)
    plain = Sheet.objects.filter(status="locked").exclude(pk__in=scaled.values("pk"))
    locked = plain.annotate(sum=Sum(F("marks__points") * F("marks__criterion__weight")))
    for pk, total, made in locked.values_list("pk", "total", "sum").iterator(2000):
        if abs(Decimal(made or 0) - Decimal(total or 0)) > ROUNDING:
            yield str(pk)


def _judged_has_its_combined_score() -> Iterator[str]:
    yield from codes(in_states(JUDGED).filter(combined_score=None))
    scores = CombinedScore.objects.select_related("submission__strand__rubric")
    criteria: dict[int, list[score_rules.Criterion]] = {}
    for score in scores.iterator(500):
        rubric = score.submission.strand.rubric
        if rubric.pk not in criteria:
            criteria[rubric.pk] = scoring.criteria_of(rubric)
        if (score.total, score.sheets) != _recomputed(score, rubric, criteria[rubric.pk]):
            yield score.submission.code


def _recomputed(
    score: CombinedScore, rubric: Rubric, criteria: list[score_rules.Criterion]
) -> tuple[Decimal, int] | None:
    """Total and number of today's sheets, with the weights and votes that were frozen with the result."""
    weights = {pk: Decimal(weight) for pk, _, weight in score.inputs}
    sheets = Sheet.objects.counting(score.submission_id, score.round).order_by("pk")
    totals = [score_rules.sheet_total(criteria, scoring.marks_of(sheet)) for sheet in sheets]
    if not totals:
        return None
    weighed = [weights.get(sheet.pk, Decimal(1)) for sheet in sheets]
    total = combining.combine(totals, scoring.method_of(rubric), weighed) + score.vote_points
    return total, len(totals)


def _conflicted_has_no_work() -> Iterator[str]:
    """From the moment that a conflict counts, its person has neither the dossier nor a sheet that counts."""
    barring = Conflict.objects.barring().filter(submission=OuterRef("submission"), person=OuterRef("judge"))
    found = Assignment.objects.live().filter(Exists(barring)).values_list("submission__code", flat=True)
    sheets = Sheet.objects.filter(Exists(barring), voided_at__isnull=True)
    yield from sorted({*found, *sheets.values_list("submission__code", flat=True)})


CHECKS: Checks = {
    "locked_sheet_adds_up": (Phrase("Phiếu chấm đã khóa cộng đúng tổng điểm"), _locked_sheet_adds_up),
    "judged_has_combined_score": (
        Phrase("Hồ sơ chấm xong có điểm tổng hợp tính lại đúng"),
        _judged_has_its_combined_score,
    ),
    "conflicted_has_no_work": (
        Phrase("Người có xung đột lợi ích không còn phân công hay phiếu được tính"),
        _conflicted_has_no_work,
    ),
}
