from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from campaign.rules.phases import (
    KEPT,
    KINDS,
    LABELS,
    PERIODS,
    Window,
    closed_reason,
    current,
    is_open,
    shift,
    stepper,
    timetable_problems,
    window_for,
)


def at(day, hour=0, month=11):
    return datetime(2026, month, day, hour, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh"))


SUBMIT = Window("submit", at(1), at(20, 17))
TEACHERS = Window("submit", at(1), at(25, 17), "teachers")
JUDGE = Window("judge", at(21), at(28))
COUNCIL = Window("council", at(28), at(29))
PUBLISH = Window("publish", at(29), at(30))
WINDOWS = [SUBMIT, TEACHERS, JUDGE, COUNCIL, PUBLISH]


@pytest.mark.parametrize(
    ("now", "opened"),
    [
        (at(1) - timedelta(seconds=1), False),
        (at(1), True),
        (at(20, 17) - timedelta(microseconds=1), True),
        (at(20, 17), False),
    ],
)
def test_a_window_is_open_from_its_first_moment_and_not_at_its_last(now, opened):
    assert is_open(WINDOWS, "submit", now) == opened
    assert bool(closed_reason(WINDOWS, "submit", now)) != opened


def test_the_same_moment_in_utc_gives_the_same_answer():
    assert is_open(WINDOWS, "submit", datetime(2026, 11, 20, 9, 59, 59, tzinfo=UTC)) is True
    assert is_open(WINDOWS, "submit", datetime(2026, 11, 20, 10, 0, 0, tzinfo=UTC)) is False


@pytest.mark.parametrize("windows", [WINDOWS, WINDOWS[::-1]])
def test_a_strand_may_have_a_window_of_its_own(windows):
    assert window_for(windows, "submit", "teachers") == TEACHERS
    assert window_for(windows, "submit", "workers") == SUBMIT
    assert is_open(windows, "submit", at(22), "teachers") is True
    assert is_open(windows, "submit", at(22), "workers") is False


def test_after_the_end_the_reason_names_the_moment_and_what_was_kept():
    assert closed_reason(WINDOWS, "submit", at(20, 18)) == (
        "Thời gian nộp hồ sơ đã kết thúc lúc 17:00 ngày 20/11/2026 (giờ Việt Nam). Hồ sơ vẫn được giữ ở dạng nháp. "
        "Nếu có lý do chính đáng, hãy liên hệ cơ quan thường trực của phong trào."
    )


def test_before_the_beginning_the_reason_says_when_to_come_back():
    assert closed_reason(WINDOWS, "judge", at(20)) == (
        "Thời gian chấm điểm chưa bắt đầu; mở lúc 00:00 ngày 21/11/2026 (giờ Việt Nam). "
        "Các điểm đã lưu trong phiếu chấm vẫn được giữ nguyên. Hãy quay lại từ thời điểm đó."
    )


def test_without_a_window_nothing_is_open():
    assert is_open(WINDOWS, "appeal", at(20)) is False
    assert closed_reason(WINDOWS, "appeal", at(20)) == (
        "Thời gian tiếp nhận kiến nghị chưa được ấn định. Kiến nghị chưa được gửi; kết quả đã công bố không thay đổi. "
        "Hãy hỏi cơ quan thường trực của phong trào hoặc quay lại sau."
    )


def test_an_open_window_gives_no_reason():
    assert closed_reason(WINDOWS, "submit", at(20)) == ""


def test_every_kind_has_its_words():
    assert [set(words) == set(KINDS) for words in (LABELS, PERIODS, KEPT)] == [True, True, True]


def test_the_stepper_shows_every_part_in_order_over_all_strands():
    assert [(step.kind, step.state) for step in stepper(WINDOWS, at(22))] == [
        ("submit", "current"),
        ("endorse", "unset"),
        ("check", "unset"),
        ("judge", "current"),
        ("council", "upcoming"),
        ("publish", "upcoming"),
        ("appeal", "unset"),
    ]
    first = stepper(WINDOWS, at(26))[0]
    assert (first.state, first.opens, first.closes, str(first.label)) == (
        "past",
        at(1),
        at(25, 17),
        "Nộp hồ sơ",
    )


@pytest.mark.parametrize(
    ("now", "kind"), [(at(1) - timedelta(1), "submit"), (at(5), "submit"), (at(22), "judge"), (at(30), None)]
)
def test_the_current_part_is_the_furthest_open_or_else_the_next(now, kind):
    assert current(WINDOWS, now) == kind


def test_between_two_parts_the_next_one_is_current():
    assert current([SUBMIT, PUBLISH], at(25)) == "publish"
    assert current([], at(25)) is None


def test_a_sound_timetable_has_no_problem():
    assert timetable_problems(WINDOWS) == []


def test_a_window_that_ends_before_it_begins_is_refused():
    assert timetable_problems([Window("submit", at(20), at(20))]) == [
        "«Nộp hồ sơ»: thời điểm kết thúc (00:00 ngày 20/11/2026 (giờ Việt Nam)) phải sau thời điểm bắt đầu "
        "(00:00 ngày 20/11/2026 (giờ Việt Nam))."
    ]


def test_results_may_not_be_published_while_the_council_still_sits():
    assert timetable_problems([COUNCIL, Window("publish", at(28, 12), at(30))]) == [
        "«Công bố kết quả» mở lúc 12:00 ngày 28/11/2026 (giờ Việt Nam), trước khi «Hội đồng họp xét» kết thúc lúc "
        "00:00 ngày 29/11/2026 (giờ Việt Nam). Hãy lùi thời điểm mở."
    ]


def test_parts_may_overlap_but_keep_their_order():
    assert timetable_problems([SUBMIT, Window("endorse", at(5), at(22))]) == []
    assert timetable_problems([SUBMIT, Window("endorse", at(1), at(20, 17))]) == []
    assert timetable_problems([SUBMIT, Window("endorse", at(1) - timedelta(1), at(22))]) == [
        "«Đơn vị xác nhận» không được mở trước «Nộp hồ sơ». Hãy lùi thời điểm mở."
    ]
    assert timetable_problems([SUBMIT, Window("endorse", at(5), at(19))]) == [
        "«Đơn vị xác nhận» không được kết thúc trước «Nộp hồ sơ». Hãy lùi thời điểm kết thúc."
    ]


def test_a_strand_is_held_against_the_windows_it_shares():
    late = Window("judge", at(21), at(28, 1), "teachers")
    assert timetable_problems([*WINDOWS, late]) == [
        "«Hội đồng họp xét» mở lúc 00:00 ngày 28/11/2026 (giờ Việt Nam), trước khi «Chấm điểm» kết thúc lúc "
        "01:00 ngày 28/11/2026 (giờ Việt Nam). Hãy lùi thời điểm mở."
    ]


def test_the_same_part_set_twice_is_refused_once():
    assert timetable_problems([SUBMIT, SUBMIT, TEACHERS]) == [
        "«Nộp hồ sơ» được đặt thời gian hai lần cho cùng một nội dung thi đua. Hãy giữ lại một."
    ]


def test_a_timetable_is_moved_as_a_whole_and_keeps_its_hours():
    assert shift([SUBMIT, TEACHERS], 7) == [
        Window("submit", at(8), at(27, 17)),
        Window("submit", at(8), at(2, 17, month=12), "teachers"),
    ]


@given(st.integers(-3000, 3000))
def test_moving_a_timetable_changes_no_answer(days):
    assert timetable_problems(shift(WINDOWS, days)) == timetable_problems(WINDOWS)
    assert shift(shift(WINDOWS, days), -days) == WINDOWS
