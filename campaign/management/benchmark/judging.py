"""Three judges for every dossier that is judged: sheets, marks, and the combined result where all are locked."""

from collections.abc import Iterable
from datetime import datetime
from decimal import Decimal
from random import Random

from accounts.models.user import User
from campaign.management.benchmark import words
from campaign.management.benchmark.city import City
from campaign.management.benchmark.dossiers import Filed
from campaign.management.benchmark.plans import Plan
from campaign.models.judging import Assignment, CombinedScore, Mark, Panel, Sheet
from campaign.models.rounds import RoundResult
from campaign.models.rulebook import Criterion
from campaign.rules.combining import combine, spread
from campaign.rules.workflow import State

SHEETS = 3
JUDGED = frozenset({State.JUDGED, State.PUBLISHED})
FAVOURITE = 0.5  # how often the first judge of a panel is one of the three
LOWEST = {"novelty": 30, "applicability": 20, "benefit": 20}


def judge(city: City, plan: Plan, filed: Iterable[Filed]) -> None:
    """In the order that the database's guards allow: the marks, then the lock."""
    judged = [one for one in filed if one.state == State.JUDGING or one.state in JUDGED]
    assigned = [row for one in judged for row in _assignments(city, plan, one)]
    rngs = {one.submission.pk: one.rng for one in judged}
    Assignment.objects.bulk_create(assigned)
    marks = [_marks(rngs[row.submission_id], plan.criteria) for row in assigned]
    sheets = [
        _sheet(row, points, None if _stays_open(row, place) else plan.base)
        for place, (row, points) in enumerate(zip(assigned, marks, strict=True))
    ]
    Sheet.objects.bulk_create(sheets)
    Mark.objects.bulk_create(
        Mark(sheet=sheet, criterion=criterion, points=value, remark="Rõ ràng, có minh chứng.")
        for sheet, points in zip(sheets, marks, strict=True)
        for criterion, value in zip(plan.criteria, points, strict=True)
    )
    Sheet.objects.filter(pk__in=[sheet.pk for sheet in sheets if sheet.locked_at]).update(status="locked")
    _combine([one for one in judged if one.state in JUDGED], sheets, marks, plan)


def _assignments(city: City, plan: Plan, one: Filed) -> list[Assignment]:
    panel, members = plan.panels[plan.strands.index(one.submission.strand)]
    return [
        Assignment(
            submission=one.submission,
            judge=member,
            panel=panel,
            alias=words.token(one.rng),
            assigned_by=city.officer,
            assigned_at=one.submission.state_since,
            source="plan",
        )
        for member in _three(one.rng, panel, members)
    ]


def _three(rng: Random, panel: Panel, members: list[User]) -> list[User]:
    first = members[:1] if rng.random() < FAVOURITE else []
    return [*first, *rng.sample(members[1:], SHEETS - len(first))]


def _marks(rng: Random, criteria: list[Criterion]) -> list[Decimal]:
    """From the lowest good mark up to the most, in halves."""
    return [
        LOWEST[one.code] + Decimal(int(rng.random() * 2 * (int(one.max_points) - LOWEST[one.code]))) / 2
        for one in criteria
    ]


def _sheet(row: Assignment, points: list[Decimal], locked_at: datetime | None) -> Sheet:
    return Sheet(
        assignment=row,
        submission=row.submission,
        judge=row.judge,
        version=2,
        total=sum(points, Decimal(0)),
        comment="Giải pháp thiết thực, dễ nhân rộng.",
        saved_at=row.assigned_at,
        locked_at=locked_at,
    )


def _stays_open(row: Assignment, place: int) -> bool:
    """The first of three is still being written where judging goes on."""
    return row.submission.state == State.JUDGING and place % SHEETS == 0


def _combine(judged: list[Filed], sheets: list[Sheet], marks: list[list[Decimal]], plan: Plan) -> None:
    totals: dict[int, list[Decimal]] = {}
    points: dict[int, list[list[Decimal]]] = {}
    for sheet, values in zip(sheets, marks, strict=True):
        totals.setdefault(sheet.submission_id, []).append(sheet.total or Decimal(0))
        points.setdefault(sheet.submission_id, []).append(values)
    results = [
        {
            "submission": one.submission,
            "sheets": SHEETS,
            "method": "mean",
            "total": combine(totals[one.submission.pk]),
            "spread": spread(totals[one.submission.pk]).width,
            "criterion_means": _means(plan.criteria, points[one.submission.pk]),
            "level_code": "A",
            "level_label": "Loại A",
            "computed_at": plan.base,
        }
        for one in judged
    ]
    CombinedScore.objects.bulk_create(CombinedScore(**result) for result in results)
    RoundResult.objects.bulk_create(RoundResult(**result) for result in results)


def _means(criteria: list[Criterion], rows: list[list[Decimal]]) -> dict[str, str]:
    columns = zip(*rows, strict=True)
    return {one.code: str(combine(list(column))) for one, column in zip(criteria, columns, strict=True)}
