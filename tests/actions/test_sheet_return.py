"""A locked sheet goes back to its judge: by whom, what is kept, and that nobody else ever writes a mark."""

import ast
from decimal import Decimal
from pathlib import Path

import pytest

from accounts.roles import Role
from campaign.actions import judging
from campaign.actions.judging import Entry, content_of, fingerprint
from campaign.actions.refused import Refused
from campaign.actions.sheet_return import return_sheet
from campaign.actions.violation import answer_violation
from campaign.models import clock
from campaign.models.audit import Event
from campaign.models.judging import CombinedScore, Mark, Sheet
from campaign.models.message import Message
from campaign.models.rounds import PanelClosing
from campaign.models.sheet_history import SheetRevision, ViolationAnswer
from campaign.models.submission import Submission
from campaign.rules.sheet_words import Said
from tests.factories import make_assignment, make_campaign, make_panel, make_submission, make_user

pytestmark = pytest.mark.django_db
GOOD = {
    "novelty": Entry(Decimal(30)),
    "applicability": Entry(Decimal(20)),
    "benefit": Entry(Decimal(20)),
}
ACTIONS = Path(__file__).resolve().parent.parent.parent / "campaign"


@pytest.fixture
def officer():
    return make_user(Role.OFFICER)


@pytest.fixture
def chair():
    return make_user(Role.CHAIR)


@pytest.fixture
def given():
    """One dossier with two judges."""
    judges = make_user(Role.JUDGE), make_user(Role.JUDGE)
    submission = make_submission(state="assigned")
    panel = make_panel(submission.campaign, *judges)
    return [make_assignment(submission, judge, panel=panel) for judge in judges]


def locked(assignment, said=None):
    facts = {"entries": GOOD, "comment": "Tốt.", "version": 0, "said": said or Said()}
    sheet = judging.save_sheet(assignment, by=assignment.judge, **facts)
    return judging.lock(assignment, by=assignment.judge, version=sheet.version)


def test_the_judge_finds_the_sheet_as_a_draft_and_the_old_one_is_kept(officer, given):
    sheet = locked(given[0])
    before = content_of(sheet)

    kept = return_sheet(sheet, by=officer, reason="Chấm nhầm hồ sơ.")

    sheet.refresh_from_db()
    assert (sheet.status, sheet.total, content_of(sheet)) == ("draft", None, before)
    assert (kept.total, kept.content, kept.sha256) == (Decimal(70), before, fingerprint(before))
    assert Event.objects.get(verb="return_sheet").facts["reason"] == "Chấm nhầm hồ sơ."
    (letter,) = Message.objects.filter(event="sheet_returned")
    assert "Chấm nhầm hồ sơ." in letter.body


def test_the_judge_changes_it_locks_it_and_it_may_come_back_again(officer, given):
    for time in range(2):
        sheet = judging.current_sheet(given[0]) if time else locked(given[0])
        return_sheet(sheet, by=officer, reason="Xem lại.")
        sheet = judging.current_sheet(given[0])
        entries = GOOD | {"novelty": Entry(Decimal(31 + time))}
        sheet = judging.save_sheet(
            given[0], by=given[0].judge, entries=entries, comment="", version=sheet.version
        )
        judging.lock(given[0], by=given[0].judge, version=sheet.version)
    assert [kept.total for kept in SheetRevision.objects.all()] == [Decimal(70), Decimal(71)]
    assert Sheet.objects.get().total == Decimal(72)


def test_a_page_opened_before_the_return_does_not_write_over_it(officer, given):
    sheet = locked(given[0])
    return_sheet(sheet, by=officer, reason="Xem lại.")
    entries = GOOD | {"novelty": Entry(Decimal(1))}
    with pytest.raises(judging.StaleSheet):
        judging.save_sheet(given[0], by=given[0].judge, entries=entries, comment="", version=sheet.version)


def test_where_the_others_could_be_read_only_the_chair_gives_it_back(officer, chair, given):
    third = make_assignment(given[0].submission, make_user(Role.JUDGE), panel=given[0].panel)
    sheet = locked(given[0])
    locked(third)

    with pytest.raises(Refused, match="chỉ chủ tịch hội đồng"):
        return_sheet(sheet, by=officer, reason="Xem lại.")
    return_sheet(sheet, by=chair, reason="Xem lại.")

    assert SheetRevision.objects.get().returned_by == chair


def test_after_the_last_lock_the_result_goes_and_comes_again_with_the_new_sheet(chair, given):
    locked(given[0])
    sheet = locked(given[1])
    assert CombinedScore.objects.get().total == Decimal(70)

    return_sheet(sheet, by=chair, reason="Xem lại.")
    assert (Submission.objects.get().state, CombinedScore.objects.count()) == ("judging", 0)

    sheet = judging.current_sheet(given[1])
    entries = GOOD | {"novelty": Entry(Decimal(34))}
    sheet = judging.save_sheet(
        given[1], by=given[1].judge, entries=entries, comment="", version=sheet.version
    )
    judging.lock(given[1], by=given[1].judge, version=sheet.version)
    assert CombinedScore.objects.get().total == Decimal(72)


@pytest.mark.parametrize(
    "role", [Role.JUDGE, Role.ADMINISTRATOR, Role.INSPECTOR, Role.UNIT_HEAD, Role.AUTHOR]
)
def test_nobody_else_gives_a_sheet_back(given, role):
    sheet = locked(given[0])
    with pytest.raises(Refused):
        return_sheet(sheet, by=make_user(role), reason="Xem lại.")
    assert Sheet.objects.get().status == "locked"


def test_a_reason_is_needed_and_a_draft_is_not_given_back(officer, given):
    sheet = locked(given[0])
    with pytest.raises(Refused, match="Hãy ghi lý do trả phiếu"):
        return_sheet(sheet, by=officer, reason="")
    return_sheet(sheet, by=officer, reason="Xem lại.")
    with pytest.raises(Refused, match="không còn khóa"):
        return_sheet(sheet, by=officer, reason="Xem lại.")


def test_to_a_judge_who_can_no_longer_save_a_sheet_is_not_given_back(officer, given):
    sheet = locked(given[0])
    facts = {"closed_by": officer, "closed_at": clock.now(), "reason": "Hết hạn."}
    PanelClosing.objects.create(panel=given[0].panel, **facts)
    with pytest.raises(Refused, match="hãy mở lại tổ"):
        return_sheet(sheet, by=officer, reason="Xem lại.")


def test_a_report_is_answered_once_and_the_sheet_is_not_touched(officer, given):
    sheet = locked(given[0], Said("", "", "duplicate", "Trùng hồ sơ năm ngoái."))
    before = content_of(sheet)

    answer_violation(sheet, by=officer, text="Đã so: không trùng.")

    assert ViolationAnswer.objects.get().text == "Đã so: không trùng."
    assert content_of(Sheet.objects.get()) == before
    with pytest.raises(Refused, match="đã được trả lời"):
        answer_violation(sheet, by=officer, text="Lần hai.")


def test_without_a_report_there_is_nothing_to_answer(officer, given):
    with pytest.raises(Refused, match="không còn báo cáo"):
        answer_violation(locked(given[0]), by=officer, text="Không.")


def test_marks_are_written_in_one_place_only():
    """`_write` and `_marks` of actions/judging.py, behind `_hold`, which asks for the judge's own assignment."""
    writers = {
        "create",
        "bulk_create",
        "update",
        "bulk_update",
        "update_or_create",
        "get_or_create",
        "delete",
    }
    found = set()
    for path in ACTIONS.rglob("*.py"):
        if "migrations" in path.parts or "management" in path.parts:
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            called = node.func if isinstance(node, ast.Call) else None
            words = ast.unparse(called) if called else ""
            is_mark = words == "Mark" or (
                (words.startswith("Mark.objects") or ".marks." in words)
                and words.rpartition(".")[2] in writers
            )
            if is_mark and "scoring" not in words:
                found.add(path.relative_to(ACTIONS).as_posix())
    assert found == {"actions/judging.py"}


def test_no_other_person_saves_or_locks_the_sheet_whatever_the_role(given):
    sheet = locked(given[0])
    return_sheet(sheet, by=make_user(Role.OFFICER), reason="Xem lại.")
    before = list(Mark.objects.values_list("pk", "points"))
    version = judging.current_sheet(given[0]).version
    for role in Role:
        person = make_user(role)
        with pytest.raises(Refused):
            judging.save_sheet(given[0], by=person, entries={}, comment="", version=version)
        with pytest.raises(Refused):
            judging.lock(given[0], by=person, version=version)
    assert list(Mark.objects.values_list("pk", "points")) == before


def test_after_the_window_a_sheet_is_not_given_back(officer):
    submission = make_submission(state="judging", campaign=make_campaign(open_windows=("submit",)))
    given = make_assignment(submission, make_user(Role.JUDGE))
    sheet = Sheet.objects.create(
        assignment=given, submission=submission, judge=given.judge, saved_at=clock.now(),
        status="locked", locked_at=clock.now(), total=Decimal(1),
    )  # fmt: skip
    with pytest.raises(Refused, match="Thời gian chấm điểm đã kết thúc"):
        return_sheet(sheet, by=officer, reason="Xem lại.")
