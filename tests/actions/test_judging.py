"""Marking: drafts may be incomplete, locked sheets are final, the last one ends the judging."""

from decimal import Decimal

import pytest

from accounts.roles import Role
from campaign.actions.conflicts import declare_conflict
from campaign.actions.judging import Entry, StaleSheet, lock, save_sheet
from campaign.actions.refused import Refused
from campaign.actions.scoring import finish
from campaign.models import clock
from campaign.models.audit import Event
from campaign.models.conflict import Conflict
from campaign.models.judging import Assignment, CombinedScore, Mark, Sheet
from campaign.models.submission import Submission
from tests.factories import make_assignment, make_campaign, make_panel, make_submission, make_user

pytestmark = pytest.mark.django_db
GOOD = {
    "novelty": Entry(Decimal("35.5"), "Cách làm mới."),
    "applicability": Entry(Decimal(20)),
    "benefit": Entry(Decimal("24.5")),
}


def make_judging(judges=2, *, state="assigned", **campaign):
    submission = make_submission(campaign=make_campaign(**campaign), state=state)
    people = [make_user(Role.JUDGE, full_name=f"Lê Thị Giám Khảo {n}") for n in range(judges)]
    panel = make_panel(submission.campaign, *people)
    return submission, [make_assignment(submission, judge, panel=panel) for judge in people]


def mark(assignment, entries=GOOD, *, version=0, comment=""):
    return save_sheet(assignment, by=assignment.judge, entries=entries, comment=comment, version=version)


def mark_and_lock(assignment, entries=GOOD):
    sheet = mark(assignment, entries)
    return lock(assignment, by=assignment.judge, version=sheet.version)


def state_of(submission):
    return Submission.objects.get(pk=submission.pk).state


def test_the_first_saved_sheet_starts_the_judging():
    submission, [first, second] = make_judging()

    mark(first)
    mark(second)

    assert state_of(submission) == "judging"
    verbs = Event.objects.filter(submission=submission).order_by("number").values_list("verb", flat=True)
    assert list(verbs) == ["start_judging", "open_sheet", "open_sheet"]


def test_an_incomplete_draft_keeps_a_remark_without_points():
    _, [first, _] = make_judging()

    sheet = mark(first, {"novelty": Entry(None, "Cần xem lại tài liệu."), "benefit": Entry(Decimal(8))})

    rows = sheet.marks.values_list("criterion__code", "points", "remark")
    assert list(rows) == [("novelty", None, "Cần xem lại tài liệu."), ("benefit", Decimal(8), "")]


def test_a_mark_outside_the_range_is_refused_and_nothing_is_kept():
    submission, [first, _] = make_judging()

    with pytest.raises(Refused, match="Tính mới: điểm 41 nằm ngoài khoảng 0 đến 40"):
        mark(first, {"novelty": Entry(Decimal(41))})

    assert (state_of(submission), Sheet.objects.count()) == ("assigned", 0)


def test_marks_find_their_band():
    _, [first, _] = make_judging()

    sheet = mark(first)

    assert sheet.marks.get(criterion__code="novelty").band.label == "Hoàn toàn mới"


def test_a_form_from_before_another_save_is_refused():
    _, [first, _] = make_judging()
    mark(first)
    mark(first, GOOD | {"benefit": Entry(Decimal(9))}, version=1)

    with pytest.raises(StaleSheet):
        mark(first, GOOD | {"benefit": Entry(Decimal(11))}, version=1)

    assert Mark.objects.get(criterion__code="benefit").points == Decimal(9)


def test_the_same_save_twice_is_one_save():
    _, [first, _] = make_judging()

    versions = [mark(first).version, mark(first).version]

    assert versions == [1, 1]


def test_an_incomplete_sheet_does_not_lock():
    _, [first, _] = make_judging()
    sheet = mark(first, {"novelty": Entry(Decimal(30))})

    with pytest.raises(Refused, match=r"Khả năng áp dụng: chưa chấm điểm\. Hiệu quả: chưa chấm điểm\."):
        lock(first, by=first.judge, version=sheet.version)


def test_an_extreme_mark_needs_a_remark_before_locking():
    _, [first, _] = make_judging()
    sheet = mark(first, GOOD | {"benefit": Entry(Decimal(30))})

    with pytest.raises(Refused, match="Hiệu quả: chấm điểm 0 hoặc điểm tối đa thì phải ghi nhận xét"):
        lock(first, by=first.judge, version=sheet.version)


def test_a_locked_sheet_is_final():
    _, [first, _] = make_judging()
    sheet = mark_and_lock(first)

    with pytest.raises(Refused, match="Phiếu đã khóa lúc"):
        mark(first, version=1)
    with pytest.raises(Refused, match="Phiếu đã khóa lúc"):
        lock(first, by=first.judge, version=1)

    assert Sheet.objects.get(pk=sheet.pk).total == Decimal("80.00")


def test_the_last_lock_combines_the_sheets_and_ends_the_judging():
    submission, [first, second] = make_judging()

    mark_and_lock(first)
    between = state_of(submission)
    mark_and_lock(second, GOOD | {"novelty": Entry(Decimal(33))})

    assert (between, state_of(submission)) == ("judging", "judged")
    score = CombinedScore.objects.get(submission=submission)
    assert (score.sheets, score.total, score.spread) == (2, Decimal("78.75"), Decimal("2.50"))
    assert score.criterion_means == {"novelty": "34.25", "applicability": "20.00", "benefit": "24.50"}
    assert (score.level_code, score.level_label) == ("B", "Loại B")
    assert score.level_reason == (
        "Đạt mức Loại B: tổng điểm 78,75 ≥ 70,00. Chưa đạt mức Loại A: tổng điểm 78,75 < 85,00."
    )


def test_a_criterion_below_its_minimum_costs_the_recognition():
    submission, [only] = make_judging(1)

    mark_and_lock(only, GOOD | {"benefit": Entry(Decimal(9))})

    score = CombinedScore.objects.get(submission=submission)
    assert (score.level_code, score.level_reason) == (
        "",
        "Chưa đủ điều kiện công nhận: điểm tiêu chí Hiệu quả 9,00 < 10,00. Kết quả chấm vẫn được lưu.",
    )


def test_after_the_window_nothing_is_saved_or_locked():
    _, [first, _] = make_judging(open_windows=("submit",))

    with pytest.raises(Refused, match="Thời gian chấm điểm đã kết thúc"):
        mark(first)


def test_a_sheet_begun_in_time_is_not_locked_after_the_window():
    _, [first, _] = make_judging()
    sheet = mark(first)
    first.submission.campaign.windows.filter(kind="judge").update(closes=clock.now())

    with pytest.raises(Refused, match="Các điểm đã lưu trong phiếu chấm vẫn được giữ nguyên"):
        lock(first, by=first.judge, version=sheet.version)


def test_nobody_marks_with_another_judges_assignment():
    _, [first, second] = make_judging()

    with pytest.raises(Refused, match="không còn được phân công"):
        save_sheet(first, by=second.judge, entries=GOOD, comment="", version=0)


def test_a_declared_conflict_ends_the_assignment_and_voids_the_sheet():
    submission, [first, second] = make_judging()
    sheet = mark_and_lock(first)

    declare_conflict(first, by=first.judge, reason="Là em ruột của tác giả.")

    assert Conflict.objects.get().reason == "Là em ruột của tác giả."
    assert list(Assignment.objects.live().filter(submission=submission)) == [second]
    assert Sheet.objects.get(pk=sheet.pk).voided_at is not None


def test_after_a_conflict_the_judging_waits_for_the_officer():
    submission, [first, second] = make_judging()
    declare_conflict(first, by=first.judge, reason="Là em ruột của tác giả.")

    mark_and_lock(second)
    waiting = state_of(submission)
    finish(submission, by=make_user(Role.OFFICER), reason="Không còn giám khảo khác.")

    assert (waiting, state_of(submission)) == ("judging", "judged")
    assert CombinedScore.objects.get(submission=submission).sheets == 1


def test_an_officer_cannot_end_the_judging_over_an_open_sheet():
    submission, [first, _] = make_judging()
    mark_and_lock(first)

    with pytest.raises(Refused, match="mọi giám khảo đang được phân công phải khóa phiếu"):
        finish(submission, by=make_user(Role.OFFICER), reason="Gấp.")


def test_no_conflict_is_declared_after_the_council_has_met():
    dossier, [only] = make_judging(1)
    mark_and_lock(only)
    for state in ("ranked", "proposed"):
        Submission.objects.filter(pk=dossier.pk).update(state=state)

    with pytest.raises(Refused, match="hãy báo ngay cho bộ phận thường trực"):
        declare_conflict(only, by=only.judge, reason="Muộn.")
