"""What a judge does: mark and lock. The dossier's row is held first, so that two judges who
lock at the same moment end the judging once."""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import asdict, astuple, dataclass
from decimal import Decimal

from django.db import transaction

from accounts.models.user import User
from campaign.actions import gate, trail
from campaign.actions.refused import Refused, refuse_if
from campaign.actions.scoring import finish_if_complete
from campaign.actions.transition import locked_submission, perform
from campaign.documents.scoring import criteria_of, marks_of
from campaign.models import clock
from campaign.models.judging import Assignment, Mark, Sheet
from campaign.models.rounds import PanelClosing
from campaign.models.rulebook import Rubric
from campaign.models.submission import Submission
from campaign.rules import permissions, scoring
from campaign.rules.calendar import round_half_up, vn_datetime
from campaign.rules.phrase import NO_OBJECTION, Phrase
from campaign.rules.sheet_words import NOTHING_SAID, Said, said_problem
from campaign.rules.workflow import START_JUDGING, State

UNDER_WAY = frozenset({State.ASSIGNED, State.JUDGING})


@dataclass(frozen=True)
class Entry:
    """What a judge typed for one criterion; in a draft the points may still be missing."""

    points: Decimal | None = None
    remark: str = ""
    not_applicable: bool = False
    copied_from: str = ""


class StaleSheet(Refused):
    """The sheet was saved elsewhere meanwhile, for example in another tab."""


@transaction.atomic
def save_sheet(
    assignment: Assignment,
    *,
    by: User,
    entries: Mapping[str, Entry],
    comment: str,
    version: int,
    said: Said = NOTHING_SAID,
) -> Sheet:
    """Keep a sheet, complete or not. `entries` by criterion code; `version` is what the form showed (0 = none)."""
    submission, assignment = _hold(assignment, by)
    rubric = submission.strand.rubric
    sheet = current_sheet(assignment)
    _require_open(sheet)
    _require_marks(rubric, entries)
    if sheet and sheet.version != version:
        if content_of(sheet) == _typed(rubric, entries, comment, said):
            return sheet
        raise StaleSheet(
            Phrase(
                "Phiếu này đã được lưu ở nơi khác sau khi bạn mở trang. Bản đang lưu và bản bạn vừa nhập đều được giữ "
                "dưới đây; hãy so lại rồi bấm lưu để dùng bản bạn vừa nhập."
            )
        )
    if sheet is None:
        sheet = _open_sheet(submission, assignment, by)
    sheet.comment = comment
    return _write(sheet, rubric, entries, said)


@transaction.atomic
def lock(assignment: Assignment, *, by: User, version: int) -> Sheet:
    """Final: the marks count from now on. The last sheet ends the judging of the dossier."""
    submission, assignment = _hold(assignment, by)
    sheet = current_sheet(assignment)
    _require_open(sheet)
    if sheet is None or sheet.version != version:
        raise StaleSheet(
            Phrase("Phiếu đã thay đổi sau khi bạn mở trang nên chưa khóa. Hãy xem lại điểm rồi khóa.")
        )
    rubric = submission.strand.rubric
    criteria = criteria_of(rubric)
    if problems := problems_of(sheet, rubric):
        raise Refused(
            Phrase(
                "Phiếu chưa khóa vì còn thiếu: %(problems)s Điểm đã nhập vẫn được lưu.",
                problems=" ".join(map(str, problems)),
            )
        )
    sheet.status, sheet.locked_at = "locked", clock.now()
    sheet.total = round_half_up(scoring.sheet_total(criteria, marks_of(sheet)))
    sheet.save(update_fields=["status", "locked_at", "total"])
    facts = {"sheet": sheet.pk, "sha256": fingerprint(content_of(sheet))}
    trail.record("lock_sheet", by=by, submission=submission, facts=facts)
    finish_if_complete(submission, by=by)
    return sheet


def end(assignment: Assignment, *, reason: str) -> None:
    """Inside the act that ends it: the assignment stops and its sheet, if any, is kept but void."""
    now = clock.now()
    Assignment.objects.filter(pk=assignment.pk).update(ended_at=now, ended_reason=reason)
    Sheet.objects.filter(assignment=assignment, voided_at__isnull=True).update(voided_at=now)


def problems_of(sheet: Sheet, rubric: Rubric) -> list[Phrase]:
    """What keeps it from being locked."""
    found = [*scoring.sheet_problems(criteria_of(rubric), marks_of(sheet)).values()]
    other = said_problem(said_on(sheet), asks_verdict=rubric.asks_verdict)
    return [*found, other] if other else found


def said_on(sheet: Sheet) -> Said:
    return Said(sheet.verdict, sheet.papers_needed, sheet.violation_kind, sheet.violation_reason)


def bring_back_drafts(dossiers: Iterable[int]) -> None:
    """Inside the act that assigns: a judge who comes back finds the own unfinished sheet of the round again."""
    left = Sheet.objects.filter(submission__in=list(dossiers), status="draft", voided_at__isnull=False)
    for draft in left.order_by("-saved_at", "-pk"):
        same = {"submission": draft.submission_id, "judge": draft.judge_id, "round": draft.round}
        given = Assignment.objects.live().filter(**same, sheet=None).first()
        if given and not Sheet.objects.filter(**same, voided_at=None).exists():
            Sheet.objects.filter(pk=draft.pk).update(assignment=given, voided_at=None)


def current_sheet(assignment: Assignment) -> Sheet | None:
    return Sheet.objects.filter(assignment=assignment, voided_at__isnull=True).first()


def _hold(assignment: Assignment, by: User) -> tuple[Submission, Assignment]:
    """The dossier's row, then the assignment as it stands; the person, the state and the window allow marking."""
    submission = locked_submission(assignment.submission)
    assignment = own_assignment(assignment, by)
    refuse_if(permissions.start_judging(by, submission))
    if submission.state not in UNDER_WAY:
        raise Refused(
            Phrase("Việc chấm hồ sơ này đã kết thúc. Phiếu đã lưu được giữ nguyên, không sửa được nữa.")
        )
    gate.require_window(submission.campaign, "judge", submission.strand.code)
    refuse_if(_closed(submission, assignment))
    return submission, assignment


def _closed(submission: Submission, assignment: Assignment) -> Phrase:
    """Asked with the dossier's row held, which the close of the panel holds too: in before it, or never after."""
    if assignment.round != submission.judging_round:
        return Phrase(
            "Phiếu này thuộc vòng chấm trước, đã kết thúc. Phiếu được giữ nguyên; hãy mở lại danh sách chấm điểm."
        )
    closing = PanelClosing.objects.filter(panel=assignment.panel_id, reopened_at=None).first()
    if closing is None:
        return NO_OBJECTION
    return Phrase(
        "Tổ giám khảo đã đóng việc chấm lúc %(moment)s nên phiếu không lưu hay khóa được nữa. Bản đã lưu trước đó được "
        "giữ nguyên; nếu cần chấm tiếp, hãy báo chủ tịch hội đồng để mở lại.",
        moment=vn_datetime(closing.closed_at),
    )


def own_assignment(assignment: Assignment, by: User) -> Assignment:
    found = Assignment.objects.of_judge(by).filter(pk=assignment.pk).first()
    if found is None:
        raise Refused(
            Phrase(
                "Bạn không còn được phân công chấm hồ sơ này nên thao tác không được thực hiện. Hãy mở lại danh sách "
                "chấm điểm."
            )
        )
    return found


def _require_open(sheet: Sheet | None) -> None:
    if sheet and sheet.locked_at:
        raise Refused(
            Phrase(
                "Phiếu đã khóa lúc %(moment)s. Điểm được giữ nguyên và không sửa được nữa.",
                moment=vn_datetime(sheet.locked_at),
            )
        )


def _require_marks(rubric: Rubric, entries: Mapping[str, Entry]) -> None:
    """Points must be possible even in a draft; remarks may follow until the sheet is locked."""
    for criterion in criteria_of(rubric):
        entry = entries.get(criterion.code, Entry())
        if entry.not_applicable:
            refuse_if(scoring.left_out_problem(criterion, remark="-"))
        elif entry.points is not None:
            refuse_if(scoring.mark_problem(criterion, entry.points, remark="-", copied_from="-"))


def _open_sheet(submission: Submission, assignment: Assignment, by: User) -> Sheet:
    if submission.state == State.ASSIGNED:
        perform(START_JUDGING, submission, by=by)
    facts = {"assignment": assignment, "round": assignment.round, "submission": submission, "judge": by}
    sheet = Sheet(version=0, saved_at=clock.now(), **facts)
    sheet.save(force_insert=True)
    trail.record("open_sheet", by=by, submission=submission, facts={"sheet": sheet.pk})
    return sheet


def _write(sheet: Sheet, rubric: Rubric, entries: Mapping[str, Entry], said: Said) -> Sheet:
    sheet.version += 1
    sheet.saved_at = clock.now()
    for name, value in asdict(said).items():
        setattr(sheet, name, value)
    sheet.save(update_fields=["version", "comment", "saved_at", *asdict(said)])
    sheet.marks.all().delete()
    Mark.objects.bulk_create(_marks(sheet, rubric, entries))
    return sheet


def _marks(sheet: Sheet, rubric: Rubric, entries: Mapping[str, Entry]) -> list[Mark]:
    marks = []
    rules = criteria_of(rubric)
    for criterion, rule in zip(rubric.criteria.all(), rules, strict=True):
        entry = entries.get(criterion.code, Entry())
        if entry == Entry():
            continue
        points = None if entry.not_applicable else entry.points
        reached = None if points is None else scoring.band_of(rule, points)
        band = next((row for row in criterion.bands.all() if reached and row.low == reached.low), None)
        marks.append(
            Mark(
                sheet=sheet,
                criterion=criterion,
                points=points,
                band=band,
                remark=entry.remark,
                not_applicable=entry.not_applicable,
                copied_from=entry.copied_from,
            )
        )
    return marks


def content_of(sheet: Sheet) -> list[object]:
    """All that its judge put on it, in one order."""
    rows = sheet.marks.select_related("criterion")
    return [[_line(row.criterion.code, row) for row in rows], sheet.comment, list(astuple(said_on(sheet)))]


def fingerprint(content: list[object]) -> str:
    return hashlib.sha256(trail.canonical(content)).hexdigest()


def _typed(rubric: Rubric, entries: Mapping[str, Entry], comment: str, said: Said) -> list[object]:
    codes = rubric.criteria.values_list("code", flat=True)
    given = [(code, entries[code]) for code in codes if entries.get(code, Entry()) != Entry()]
    return [[_line(code, entry) for code, entry in given], comment, list(astuple(said))]


def _line(code: str, mark: Mark | Entry) -> list[str]:
    return [code, _plain(mark.points, mark.not_applicable), mark.remark, mark.copied_from]


def _plain(points: Decimal | None, not_applicable: bool) -> str:
    if not_applicable:
        return "-"
    return "" if points is None else format(points, ".2f")
