"""From locked sheets to one result: the rulebook as the rules read it, and the end of judging."""

from decimal import Decimal

from django.conf import settings
from django.db import transaction
from django.db.models import Count, Q, prefetch_related_objects
from django.utils.translation import override

from accounts.models.user import User
from campaign.actions import gate
from campaign.actions.refused import Refused, refuse_if
from campaign.actions.transition import locked_submission, perform
from campaign.models import clock
from campaign.models.judging import Assignment, CombinedScore, Sheet
from campaign.models.rulebook import Rubric
from campaign.models.submission import Submission
from campaign.rules import levels, scoring
from campaign.rules.phrase import NO_OBJECTION, Phrase
from campaign.rules.workflow import FINISH_JUDGING


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
        )
        for row in rubric.criteria.all()
    ]


def marks_of(sheet: Sheet) -> list[scoring.Mark]:
    """The marks that have points; a remark alone is not a mark yet."""
    return [
        scoring.Mark(mark.criterion.code, mark.points, mark.remark)
        for mark in sheet.marks.select_related("criterion")
        if mark.points is not None
    ]


def finish_objection(live: int, locked: int) -> Phrase:
    """What an officer must wait for before judging can end: `live` assignments, `locked` sheets."""
    if locked and live == locked:
        return NO_OBJECTION
    return Phrase(
        "Chưa thể kết thúc chấm: mọi giám khảo đang được phân công phải khóa phiếu. Các phiếu được giữ nguyên; hãy "
        "chờ, hoặc thay giám khảo kèm lý do."
    )


@transaction.atomic
def finish(submission: Submission, *, by: User, reason: str) -> Submission:
    """The officer ends judging with fewer sheets than the plan asked for, and says why."""
    locked = locked_submission(submission)
    gate.require(FINISH_JUDGING.name, by, locked)
    refuse_if(finish_objection(*_counts(locked)))
    if not reason:
        raise Refused(Phrase("Hãy ghi lý do kết thúc chấm với số phiếu hiện có. Chưa có gì thay đổi."))
    return _finish(locked, by=by, reason=reason)


def finish_if_complete(submission: Submission, *, by: User) -> bool:
    """After a lock, with the dossier's row held: the last sheet ends judging.

    Not when a judge has left and too few remain: then the officer finds another or ends it with a reason.
    """
    live, locked = _counts(submission)
    left = Assignment.objects.filter(submission=submission, ended_at__isnull=False).exists()
    short = left and live < submission.strand.judges_per_dossier
    if not locked or live != locked or short or gate.why_not(FINISH_JUDGING.name, by, submission):
        return False
    _finish(submission, by=by, reason="")
    return True


def _counts(submission: Submission) -> tuple[int, int]:
    locked = Q(sheet__status="locked", sheet__voided_at__isnull=True)
    live = Assignment.objects.live().filter(submission=submission)
    counts = live.aggregate(live=Count("pk"), locked=Count("pk", filter=locked))
    return counts["live"], counts["locked"]


def _finish(submission: Submission, *, by: User, reason: str) -> Submission:
    score = _combine(submission)
    score.save(force_insert=True)
    facts = {"sheets": score.sheets, "method": score.method}
    return perform(FINISH_JUDGING, submission, by=by, facts=facts | ({"reason": reason} if reason else {}))


def _combine(submission: Submission) -> CombinedScore:
    rubric = submission.strand.rubric
    criteria = criteria_of(rubric)
    locked = Sheet.objects.filter(submission=submission, status="locked", voided_at__isnull=True)
    sheets = [marks_of(sheet) for sheet in locked.order_by("pk")]
    totals = [scoring.sheet_total(criteria, marks) for marks in sheets]
    means = scoring.criterion_means(sheets, rubric.combination)
    total = scoring.combine(totals, rubric.combination)
    level, why = _level(rubric, criteria, total, means)
    with override(settings.LANGUAGE_CODE):  # kept as a record, so in the language of the office
        reason = str(why)
    return CombinedScore(
        submission=submission,
        sheets=len(sheets),
        method=rubric.combination,
        total=total,
        spread=scoring.spread(totals).width,
        criterion_means={code: str(points) for code, points in means.items()},
        level_code=level.code if level else "",
        level_label=level.label if level else "",
        level_reason=reason,
        computed_at=clock.now(),
    )


def _level(
    rubric: Rubric, criteria: list[scoring.Criterion], total: Decimal, means: dict[str, Decimal]
) -> tuple[levels.LevelRule | None, Phrase]:
    labels = scoring.labels_of(criteria)
    needed = rubric.criteria.filter(min_points__gt=0).values_list("code", "min_points")
    lacking = levels.pass_problem(total, means, levels.PassRule(rubric.pass_total, tuple(needed)), labels)
    if lacking:
        return None, lacking
    return levels.level_of(total, means, _level_rules(rubric), labels)


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
