"""Who acts next, the groups of the queues, and deadlines in words."""

from datetime import UTC, date, datetime, timedelta

import pytest

from campaign.rules.waiting import (
    OFFICE_GROUPS,
    UNIT_GROUPS,
    WAITS_FOR,
    check_due,
    time_left,
    waits_for,
    waits_for_outside,
)
from campaign.rules.workflow import ENDED, SEALED, State

NOW = datetime(2026, 5, 4, 3, 0, tzinfo=UTC)


@pytest.mark.parametrize("groups", [UNIT_GROUPS, OFFICE_GROUPS])
def test_every_submitted_state_is_in_exactly_one_group(groups):
    grouped = [state for _label, states in groups.values() for state in states]

    assert sorted(grouped) == sorted(set(State) - {State.DRAFT})


def test_somebody_acts_next_until_the_end():
    assert set(WAITS_FOR) == set(State) - ENDED - {State.DRAFT, State.PUBLISHED}


def test_nobody_acts_on_what_has_ended():
    assert not waits_for("withdrawn")


def test_all_sealed_states_read_alike_outside_the_office():
    assert {str(waits_for_outside(state)) for state in SEALED} == {"Thường trực và hội đồng xét"}


def test_what_is_not_sealed_reads_as_it_is():
    assert waits_for_outside("returned") == "Tác giả sửa và nộp lại"


def test_the_check_is_due_months_after_the_day_in_vietnam():
    late_evening_in_london = datetime(2026, 1, 30, 17, 30, tzinfo=UTC)

    assert check_due(late_evening_in_london, 1) == date(2026, 2, 28)


@pytest.mark.parametrize(
    ("left", "words"),
    [
        (timedelta(days=12, hours=3, minutes=59), "12 ngày 3 giờ"),
        (timedelta(days=1), "1 ngày 0 giờ"),
        (timedelta(hours=23, minutes=59, seconds=59), "23 giờ 59 phút"),
        (timedelta(seconds=59), "0 giờ 0 phút"),
        (timedelta(0), ""),
        (timedelta(seconds=-1), ""),
    ],
)
def test_time_left_in_its_two_largest_units(left, words):
    assert str(time_left(NOW, NOW + left)) == words
