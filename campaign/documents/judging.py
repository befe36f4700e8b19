"""What a judge's pages show: the own list and, after the own lock, the other locked sheets without names."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from string import ascii_uppercase

from django.db.models import Count, Exists, F, OuterRef, Prefetch, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from accounts.models.user import User
from campaign.documents import blind_copy
from campaign.documents.bench import demand_of
from campaign.models.judging import Assignment, Mark, Sheet
from campaign.models.rounds import PanelClosing
from campaign.models.sheet_history import SheetRevision, ViolationAnswer
from campaign.models.submission import Submission
from campaign.rules.calendar import round_half_up, vn_datetime, vn_number
from campaign.rules.phrase import Phrase
from campaign.rules.sheet_words import VERDICTS, VIOLATIONS, Verdict, Violation
from campaign.rules.workflow import State

MARKABLE = (State.ASSIGNED, State.JUDGING)
FEWEST_MARKS = "it-diem"
OPEN, LOCKED, PAST = "", "da-khoa", "phong-trao-truoc"
UNTOUCHED = Phrase("Chưa chấm")
LEFT_OUT = Phrase("không áp dụng")
SHEET_LABELS = {
    "locked": ("good", Phrase("Đã khóa phiếu")),
    "draft": ("warn", Phrase("Đang chấm")),
}


@dataclass(frozen=True)
class Row:
    """`campaign` is named only where campaigns stand side by side."""

    alias: str
    title: str
    strand: str
    campaign: str
    tone: str
    label: Phrase
    saved: Phrase


@dataclass(frozen=True)
class Progress:
    total: int
    locked: int
    started: int

    @property
    def waiting(self) -> int:
        return self.total - self.locked


@dataclass(frozen=True)
class ScoreLine:
    label: str
    points: str
    max_points: str
    value: Decimal
    top: Decimal
    band: str
    remark: str
    group: str
    copied_from: str


@dataclass(frozen=True)
class OtherSheet:
    """Another judge's locked sheet; the letter follows the random aliases and names nobody."""

    label: Phrase
    total: str
    lines: list[ScoreLine]


@dataclass(frozen=True)
class Held:
    """An assignment as the office sees it: how far, never which marks."""

    pk: int
    name: str
    panel: str
    tone: str
    label: Phrase
    started: bool
    ended: Phrase
    reason: str
    is_closed: bool


@dataclass(frozen=True)
class Desk:
    held: list[Held]
    ended: list[Held]
    conflicts: list[tuple[str, Phrase, str]]
    required: int

    @property
    def locked(self) -> int:
        return sum(one.tone == SHEET_LABELS["locked"][0] for one in self.held)

    @property
    def counted(self) -> tuple[int, int]:
        """As `actions.scoring.counts`: the open sheets of a closed panel are waited for no more."""
        late = sum(one.is_closed and one.tone != SHEET_LABELS["locked"][0] for one in self.held)
        return len(self.held) - late, self.locked


def desk(submission: Submission) -> Desk:
    """Who has the dossier in the current round, who had it, and who declared a conflict."""
    mine = submission.assignments.filter(round=submission.judging_round)
    closed = Exists(PanelClosing.objects.filter(panel=OuterRef("panel"), reopened_at=None))
    found = mine.annotate(sheet_status=F("sheet__status"), is_closed=closed).select_related("judge", "panel")
    held = [_held(one) for one in found.order_by("ended_at", "pk")]
    declared = submission.conflicts.barring().select_related("person").order_by("declared_at")
    return Desk(
        held=[one for one in held if not one.ended],
        ended=[one for one in held if one.ended],
        conflicts=[(one.person.full_name, vn_datetime(one.declared_at), one.reason) for one in declared],
        required=demand_of(submission),
    )


def _held(assignment: Assignment) -> Held:
    tone, label = SHEET_LABELS.get(assignment.sheet_status, ("info", UNTOUCHED))
    ended_at = assignment.ended_at
    return Held(
        pk=assignment.pk,
        name=assignment.judge.full_name,
        panel=assignment.panel.name,
        tone=tone,
        label=label,
        started=assignment.sheet_status is not None,
        ended=Phrase("Kết thúc lúc %(moment)s", moment=vn_datetime(ended_at)) if ended_at else Phrase(""),
        reason=assignment.ended_reason,
        is_closed=assignment.is_closed,
    )


def assignments_of(user: User) -> QuerySet[Assignment]:
    """Live ones with the state of the own sheet and the number of its marks, never of another's."""
    given = Q(points__isnull=False) | Q(not_applicable=True)
    rows = Mark.objects.filter(given, sheet__assignment=OuterRef("pk")).order_by().values("sheet")
    marks = Coalesce(Subquery(rows.annotate(number=Count("pk")).values("number")), 0)
    return (
        Assignment.objects.of_judge(user)
        .annotate(sheet_status=F("sheet__status"), sheet_saved_at=F("sheet__saved_at"), marks=marks)
        .select_related("submission__strand", "submission__campaign")
    )


def group(found: QuerySet[Assignment], name: str) -> QuerySet[Assignment]:
    """What waits, what is locked, and the campaigns that are over stand apart."""
    if name == PAST:
        return found.filter(submission__campaign__closed_at__isnull=False)
    running = found.filter(submission__campaign__closed_at=None)
    return (
        running.filter(sheet__status="locked") if name == LOCKED else running.exclude(sheet__status="locked")
    )


def progress(user: User) -> Progress:
    """Of the campaigns that run."""
    mine = Assignment.objects.of_judge(user).filter(submission__campaign__closed_at=None)
    counts = mine.aggregate(
        total=Count("pk"),
        locked=Count("pk", filter=Q(sheet__status="locked")),
        started=Count("pk", filter=Q(sheet__status="draft")),
    )
    return Progress(**counts)


def rows(assignments: Iterable[Assignment]) -> list[Row]:
    """Under the titles that judges may read."""
    found = list(assignments)
    titles = blind_copy.titles(assignment.submission for assignment in found)
    return [_row(assignment, titles[assignment.submission_id]) for assignment in found]


def next_open(user: User, after: Assignment) -> Assignment | None:
    """The next of the own dossiers that still waits, going round at the end of the list."""
    waiting = Assignment.objects.of_judge(user).filter(submission__state__in=MARKABLE).exclude(pk=after.pk)
    waiting = waiting.exclude(sheet__status="locked")
    return waiting.filter(pk__gt=after.pk).first() or waiting.first()


def with_neighbours(user: User, found: QuerySet[Assignment]) -> QuerySet[Assignment]:
    """Each with the aliases of what waits `before` and `after` it in the order of the list."""
    mine = Assignment.objects.of_judge(user).filter(submission__state__in=MARKABLE)
    waiting = mine.exclude(sheet__status="locked")
    same, pk = Q(assigned_at=OuterRef("assigned_at")), OuterRef("pk")
    earlier = waiting.filter(Q(assigned_at__lt=OuterRef("assigned_at")) | same & Q(pk__lt=pk))
    later = waiting.filter(Q(assigned_at__gt=OuterRef("assigned_at")) | same & Q(pk__gt=pk))
    return found.annotate(
        before=Subquery(earlier.order_by("-assigned_at", "-pk").values("alias")[:1]),
        after=Subquery(later.order_by("assigned_at", "pk").values("alias")[:1]),
    )


def with_answers(found: QuerySet[Assignment]) -> QuerySet[Assignment]:
    """Each with the reason why the own sheet came back last, and the answer to the own report."""
    last = SheetRevision.objects.filter(sheet__assignment=OuterRef("pk")).order_by("-pk")
    answer = ViolationAnswer.objects.filter(sheet__assignment=OuterRef("pk"))
    return found.annotate(
        returned_reason=Subquery(last.values("reason")[:1]),
        returned_at=Subquery(last.values("returned_at")[:1]),
        violation_answer=Subquery(answer.values("text")[:1]),
    )


def said_lines(sheet: Sheet) -> list[tuple[Phrase, str]]:
    """What the judge said beside the marks, with its label."""
    verdict = VERDICTS.get(Verdict(sheet.verdict), "")
    kind = VIOLATIONS.get(Violation(sheet.violation_kind), "")
    lines = [
        (Phrase("Đề nghị của giám khảo"), str(verdict)),
        (Phrase("Giấy tờ cần bổ sung"), sheet.papers_needed),
        (Phrase("Báo cáo vi phạm"), f"{kind}: {sheet.violation_reason}" if kind else ""),
    ]
    return [(label, text) for label, text in lines if text]


def score_lines(marks: Iterable[Mark]) -> list[ScoreLine]:
    """Wants marks with their criterion and band."""
    return [
        ScoreLine(
            label=mark.criterion.label,
            points=_points_said(mark),
            max_points=vn_number(mark.criterion.max_points.normalize()),
            value=mark.points or Decimal(0),
            top=mark.criterion.max_points,
            band=mark.band.label if mark.band else "",
            remark=mark.remark,
            group=mark.criterion.group,
            copied_from=mark.copied_from,
        )
        for mark in marks
    ]


def _points_said(mark: Mark) -> str:
    if mark.not_applicable:
        return str(LEFT_OUT)
    return "–" if mark.points is None else vn_number(mark.points.normalize())


def other_sheets(own: Sheet) -> list[OtherSheet]:
    """Nothing at all before the own sheet is locked."""
    if own.status != "locked":
        return []
    others = (
        Assignment.objects.live()
        .filter(submission=own.submission_id, round=own.round)
        .exclude(pk=own.assignment_id)
        .order_by("alias")
        .prefetch_related(Prefetch("sheet__marks", Mark.objects.select_related("criterion", "band")))
        .select_related("sheet")
    )
    return [
        OtherSheet(
            label=Phrase("Giám khảo %(letter)s", letter=letter),
            total=vn_number(one.sheet.total, 2),
            lines=score_lines(one.sheet.marks.all()),
        )
        for letter, one in zip(ascii_uppercase, others, strict=False)
        if hasattr(one, "sheet") and one.sheet.status == "locked"
    ]


def top_total(marks: Iterable[Mark]) -> str:
    tops = (mark.criterion.max_points * mark.criterion.weight for mark in marks)
    return vn_number(round_half_up(sum(tops, Decimal(0))).normalize())


def _row(assignment: Assignment, title: str) -> Row:
    saved_at = assignment.sheet_saved_at
    tone, label = SHEET_LABELS.get(assignment.sheet_status, ("info", UNTOUCHED))
    submission = assignment.submission
    return Row(
        alias=assignment.alias,
        title=title,
        strand=submission.strand.name,
        campaign=submission.campaign.title,
        tone=tone,
        label=label,
        saved=Phrase("Lưu lúc %(moment)s", moment=vn_datetime(saved_at)) if saved_at else Phrase(""),
    )
