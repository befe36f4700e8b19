"""The table of scores of a strand in one round: dossiers by judges, from the results that were computed. One source for
the page and the spreadsheet. A dossier has a line once its sheets are combined, never before."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Exists, Max, OuterRef, QuerySet

from accounts.models.user import User
from campaign.models.campaign import Strand
from campaign.models.judging import Sheet
from campaign.models.rounds import RoundResult
from campaign.models.submission import Submission


@dataclass(frozen=True)
class Cell:
    judge_pk: int
    judge: str
    total: Decimal
    weight: Decimal


@dataclass(frozen=True)
class Line:
    code: str
    register_number: str
    title: str
    cells: list[Cell]
    spread: Decimal
    vote_points: Decimal
    total: Decimal
    level: str
    is_official: bool


def dossiers(user: User, strand: Strand, number: int) -> QuerySet[Submission]:
    """What this person may see of the office's side; a barred dossier leaves neither line nor gap."""
    combined = RoundResult.objects.filter(submission=OuterRef("pk"), round=number)
    return Submission.objects.for_office(user).filter(Exists(combined), strand=strand).light()


def rounds_of(strand: Strand) -> list[int]:
    """The rounds that some dossier of the strand has a result of; the first is always one of them."""
    highest = RoundResult.objects.filter(submission__strand=strand).aggregate(highest=Max("round"))["highest"]
    return list(range(1, (highest or 1) + 1))


def lines(rows: Iterable[Submission], number: int) -> list[Line]:
    """In a fixed number of queries, whatever their number."""
    found = list(rows)
    results = _results(found, number)
    sheets = _sheets(found, number)
    return [_line(one, results[one.pk], sheets) for one in found if one.pk in results]


def _results(found: Sequence[Submission], number: int) -> dict[int, RoundResult]:
    """The last result of the round for each; the earlier ones are history."""
    kept = RoundResult.objects.filter(submission__in=[one.pk for one in found], round=number)
    return {
        one.submission_id: one for one in kept.select_related("submission__combined_score").order_by("pk")
    }


def _sheets(found: Sequence[Submission], number: int) -> dict[int, Sheet]:
    rows = Sheet.objects.filter(submission__in=[one.pk for one in found], round=number, status="locked")
    return {sheet.pk: sheet for sheet in rows.select_related("judge")}


def _line(one: Submission, result: RoundResult, sheets: dict[int, Sheet]) -> Line:
    cells = [
        Cell(sheets[pk].judge_id, sheets[pk].judge.full_name, Decimal(total), Decimal(weight))
        for pk, total, weight in result.inputs or _unweighted(one, sheets)
        if pk in sheets
    ]
    score = getattr(result.submission, "combined_score", None)
    return Line(
        code=one.code,
        register_number=one.register_number,
        title=one.title,
        cells=cells,
        spread=result.spread,
        vote_points=result.vote_points,
        total=result.total,
        level=result.level_label,
        is_official=score is not None and score.round == result.round,
    )


def _unweighted(one: Submission, sheets: dict[int, Sheet]) -> list[tuple[int, str, str]]:
    """For results from the time before they kept what went in."""
    own = [sheet for sheet in sheets.values() if sheet.submission_id == one.pk and not sheet.voided_at]
    return [(sheet.pk, str(sheet.total), "1") for sheet in own]
