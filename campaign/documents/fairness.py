"""What the fairness desk shows of one strand to one reader: judges by name, dossiers by number only.

Whose dossier it is stays off these pages, because the council chooses here how totals are made up.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import QuerySet

from accounts.models.user import User
from accounts.roles import Role
from campaign.documents.fairness_totals import UNFINISHED, adjusted_total, report_of
from campaign.models.campaign import Strand
from campaign.models.judging import Assignment, CombinedScore
from campaign.models.ranking import Ranking
from campaign.models.submission import Submission
from campaign.rules.calendar import round_half_up, vn_number
from campaign.rules.fairness import Disagreement, JudgeLine
from campaign.rules.fairness_report import Report
from campaign.rules.phrase import Phrase
from campaign.rules.workflow import State

WIDTH, ROW, MARGIN = 640, 26, 20
LEFT, RIGHT = 190, 24
NOTHING = "–"
READERS = (Role.OFFICER, Role.CHAIR)


@dataclass(frozen=True)
class JudgeRow:
    pk: int
    name: str
    sheets: int
    coverage: str
    mean: str
    spread: str
    severity: str
    agreement: str
    distance: str
    effect: str
    error: str


@dataclass(frozen=True)
class DossierRow:
    pk: int
    number: str
    sheets: int
    raw: str
    raw_error: str = NOTHING
    adjusted: str = NOTHING
    adjusted_error: str = NOTHING
    shift: str = NOTHING
    chance: str = NOTHING


@dataclass(frozen=True)
class ApartRow:
    pk: int
    number: str
    sheets: int
    mean: str
    width: str
    stdev: str
    relative: str


@dataclass(frozen=True)
class Bar:
    """A judge's effect on the chart with the ends of its 95 % interval, in units of the picture."""

    name: str
    y: int
    low: float
    at: float
    high: float
    text: str


@dataclass(frozen=True)
class Chart:
    bars: list[Bar]
    height: int
    zero: float
    ticks: list[tuple[float, str]]
    width: int = WIDTH
    left: int = LEFT


def strands(user: User) -> QuerySet[Strand]:
    """Those whose judging has ended; nobody meets here a strand in which they are a judge."""
    own = Assignment.objects.filter(judge=user).order_by().values("submission__strand")
    open_ones = Submission.objects.filter(state__in=UNFINISHED).order_by().values("strand")
    scored = CombinedScore.objects.order_by().values("submission__strand")
    found = Strand.objects.filter(campaign__announced_at__isnull=False, pk__in=scored)
    return found.exclude(pk__in=own).exclude(pk__in=open_ones).select_related("campaign", "rubric")


def comparable(user: User) -> frozenset[int]:
    """The strands whose desk this person may open."""
    if not user.has_role(*READERS):
        return frozenset()
    return frozenset(strands(user).values_list("pk", flat=True))


def is_closed(strand: Strand) -> bool:
    states = set(
        Submission.objects.filter(strand=strand).order_by().values_list("state", flat=True).distinct()
    )
    return State.JUDGED in states and not states & set(UNFINISHED)


def is_named(strand: Strand) -> bool:
    """A ranking or a sitting has shown whose dossier stands where."""
    return Ranking.objects.filter(strand=strand).exists() or strand.sittings.exists()


def report_for(strand: Strand, user: User) -> Report:
    """Without the dossiers that are barred to this reader, in every figure."""
    return report_of(strand, Submission.objects.for_office(user))


def judge_rows(report: Report, lines: Iterable[JudgeLine]) -> list[JudgeRow]:
    shown = list(lines)
    names = _names(line.judge for line in shown)
    return [_judge_row(line, names, report) for line in shown]


def dossier_order(report: Report) -> list[int]:
    """By number of the row in the database, which tells neither place nor author."""
    return sorted({dossier for part in report.parts for dossier in part.component.dossiers})


def dossier_rows(report: Report, dossiers: Sequence[int]) -> list[DossierRow]:
    scores = CombinedScore.objects.filter(submission__in=dossiers)
    known = {
        pk: (number, total, sheets)
        for pk, number, total, sheets in scores.values_list(
            "submission", "submission__register_number", "total", "sheets"
        )
    }
    return [_dossier_row(pk, known[pk], report) for pk in dossiers]


def apart_rows(lines: Iterable[Disagreement]) -> list[ApartRow]:
    shown = list(lines)
    numbers = dict(
        Submission.objects.filter(pk__in=[one.dossier for one in shown]).values_list("pk", "register_number")
    )
    return [
        ApartRow(
            pk=one.dossier,
            number=numbers[one.dossier],
            sheets=one.sheets,
            mean=_number(one.mean),
            width=_number(one.width),
            stdev=_number(one.stdev),
            relative=_number(one.relative),
        )
        for one in shown
    ]


def chart(rows: Sequence[JudgeRow], report: Report) -> Chart | None:
    """Dots with their intervals, a row each; nothing where no effect was estimated."""
    found = [(row, *report.effects[row.pk]) for row in rows if row.pk in report.effects]
    if not found:
        return None
    reach = max(abs(effect) + 1.96 * error for _, effect, error in found) or 1.0
    middle = (LEFT + WIDTH - RIGHT) / 2
    scale = (WIDTH - RIGHT - LEFT) / 2 / reach
    bars = [
        Bar(
            name=row.name,
            y=MARGIN + place * ROW,
            low=round(middle + (effect - 1.96 * error) * scale, 1),
            at=round(middle + effect * scale, 1),
            high=round(middle + (effect + 1.96 * error) * scale, 1),
            text=row.effect,
        )
        for place, (row, effect, error) in enumerate(found)
    ]
    ends = [(middle - reach * scale, -reach), (middle, 0.0), (middle + reach * scale, reach)]
    ticks = [(round(x, 1), _signed(value)) for x, value in ends]
    return Chart(bars, MARGIN * 2 + len(bars) * ROW, round(middle, 1), ticks)


def facts(report: Report) -> list[tuple[Phrase, str]]:
    """The strand in figures; those of the model are of its largest component."""
    known = [
        (Phrase("Hồ sơ"), vn_number(report.dossiers)),
        (Phrase("Phiếu chấm được tính"), vn_number(report.sheets)),
        (Phrase("Giám khảo"), vn_number(len(report.judges))),
        (Phrase("Nhóm giám khảo có hồ sơ chung"), vn_number(len(report.parts))),
        (Phrase("ICC(1,1): một phiếu, chưa tách giám khảo"), share(report.icc)),
    ]
    fitted = report.parts[0].fitted if report.parts else None
    if fitted is None:
        return known
    return [
        *known,
        (Phrase("ICC(2,1): mức thống nhất của một phiếu"), share(fitted.agreement())),
        (
            Phrase("ICC(2,%(k)s): của trung bình %(k)s phiếu", k=report.usual_sheets),
            share(fitted.agreement(report.usual_sheets)),
        ),
        (Phrase("Độ lệch chuẩn giữa hồ sơ"), _number(fitted.var_dossier**0.5)),
        (Phrase("Độ lệch chuẩn giữa giám khảo"), _number(fitted.var_judge**0.5)),
        (Phrase("Độ lệch chuẩn còn lại trong một phiếu"), _number(fitted.var_rest**0.5)),
    ]


def share(value: float | None) -> str:
    return NOTHING if value is None else _number(value)


def _names(judges: Iterable[int]) -> dict[int, str]:
    return {user.pk: user.get_full_name() for user in User.objects.filter(pk__in=list(judges))}


def _judge_row(line: JudgeLine, names: dict[int, str], report: Report) -> JudgeRow:
    effect = report.effects.get(line.judge)
    return JudgeRow(
        pk=line.judge,
        name=names[line.judge],
        sheets=line.sheets,
        coverage=_percent(line.coverage),
        mean=_number(line.mean),
        spread=_number(line.spread),
        severity=NOTHING if line.severity is None else _signed(line.severity),
        agreement=share(line.agreement),
        distance=share(line.distance),
        effect=_signed(effect[0]) if effect else NOTHING,
        error=_number(effect[1]) if effect else NOTHING,
    )


def _dossier_row(pk: int, known: tuple[str, Decimal, int], report: Report) -> DossierRow:
    number, raw, sheets = known
    line = report.totals.get(pk)
    if line is None:
        return DossierRow(pk, number, sheets, vn_number(raw, 2))
    adjusted = adjusted_total(raw, line)
    return DossierRow(
        pk=pk,
        number=number,
        sheets=sheets,
        raw=vn_number(raw, 2),
        raw_error=_number(line.raw_error),
        adjusted=vn_number(adjusted, 2),
        adjusted_error=_number(line.adjusted_error),
        shift=_signed(float(adjusted - raw)),
        chance=_percent(report.inside[pk]) if pk in report.inside else NOTHING,
    )


def _number(value: float) -> str:
    return vn_number(round_half_up(Decimal(repr(value))), 2)


def _signed(value: float) -> str:
    """With a sign, so that hard and mild are told apart without colour."""
    rounded = round_half_up(Decimal(repr(value)))
    sign = "+" if rounded > 0 else "−" if rounded < 0 else ""
    return sign + vn_number(abs(rounded), 2)


def _percent(value: float) -> str:
    return str(Phrase("%(value)s %%", value=vn_number(round_half_up(Decimal(repr(value * 100)), Decimal(1)))))
