"""Until when a dossier may be filed: the timetable, more time granted to some, the silent grace, the reminders."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from campaign.rules.deadlines import Admission, Grant, admission, extended, make_up, reminder
from campaign.rules.phases import Window

END = datetime(2026, 11, 20, 10, tzinfo=UTC)
WINDOW = Window("submit", END - timedelta(days=30), END, None, timedelta(minutes=30))
SECOND = timedelta(seconds=1)
PLACE = {"campaign": 1, "strand": 2, "unit": 3, "person": 4}


def grant(pk=1, hours=24, **extra):
    return Grant(pk, END + timedelta(hours=hours), campaign=1, **({"unit": 3} | extra))


@pytest.mark.parametrize(
    ("now", "taken"),
    [
        (WINDOW.opens - SECOND, None),
        (WINDOW.opens, Admission()),
        (END - SECOND, Admission()),
        (END, Admission(is_late=True)),
        (END + timedelta(minutes=30) - SECOND, Admission(is_late=True)),
        (END + timedelta(minutes=30), None),
    ],
)
def test_what_comes_in_the_grace_is_taken_and_late(now, taken):
    assert admission(WINDOW, [], now) == taken


def test_who_has_more_time_is_in_time_where_others_are_late():
    longer = grant(hours=1)
    assert admission(WINDOW, [longer], END + timedelta(minutes=10)) == Admission(grant=longer)
    assert admission(WINDOW, [longer], END + timedelta(minutes=70)) == Admission(is_late=True, grant=longer)
    assert admission(WINDOW, [longer], END + timedelta(minutes=90)) is None


def test_before_the_end_of_all_nothing_is_used_up():
    assert admission(WINDOW, [grant(uses_left=1)], END - SECOND) == Admission()


def test_a_grant_for_any_number_is_spent_before_one_that_is_counted():
    counted, free = grant(1, 24, uses_left=1), grant(2, 48)
    assert admission(WINDOW, [counted, free], END + SECOND) == Admission(grant=free)


def test_a_grant_that_is_used_up_gives_nothing():
    assert extended(WINDOW, [grant(uses_left=0)]) == WINDOW
    assert admission(WINDOW, [grant(uses_left=0)], END + timedelta(hours=1)) is None


@pytest.mark.parametrize(
    ("own", "covered"),
    [
        ({}, True),
        ({"strand": 2}, True),
        ({"strand": 9}, False),
        ({"unit": 9}, False),
        ({"unit": None, "person": 4}, True),
        ({"unit": None, "person": 9}, False),
    ],
)
def test_a_grant_reaches_only_its_unit_or_person_and_its_strand(own, covered):
    assert grant(**own).covers(**PLACE) is covered


def test_a_grant_of_one_campaign_does_not_reach_another():
    assert grant().covers(**(PLACE | {"campaign": 9})) is False


@pytest.mark.parametrize(
    ("left", "hours"),
    [
        (timedelta(hours=48) + SECOND, None),
        (timedelta(hours=48), 48),
        (timedelta(hours=24) + SECOND, 48),
        (timedelta(hours=24), 24),
        (timedelta(hours=3), 3),
        (SECOND, 3),
        (timedelta(0), None),
        (-SECOND, None),
    ],
)
def test_the_nearest_reminder_that_is_due_is_the_one_to_send(left, hours):
    assert reminder(END, [48, 24, 3], END - left) == hours


MOMENTS = st.datetimes(datetime(2020, 1, 1), datetime(2035, 1, 1), timezones=st.just(UTC))
SPANS = st.timedeltas(timedelta(0), timedelta(days=90))
WINDOWS = st.builds(
    lambda opens, length, grace: Window("submit", opens, opens + length + SECOND, None, grace),
    MOMENTS,
    SPANS,
    st.timedeltas(timedelta(0), timedelta(days=2)),
)
GRANTS = st.lists(
    st.builds(
        Grant,
        pk=st.integers(1, 99),
        closes=MOMENTS,
        campaign=st.just(1),
        unit=st.just(3),
        uses_left=st.sampled_from([None, 0, 1, 5]),
    ),
    max_size=5,
)


@given(WINDOWS, GRANTS, SPANS)
def test_who_is_taken_agrees_with_the_end_that_was_told(window, grants, since):
    for now in (window.opens + since, window.closes, extended(window, grants).closes):
        told = extended(window, grants)
        taken = admission(window, grants, now)
        assert (taken is not None) == (told.opens <= now < told.closes + told.grace)
        assert taken is None or taken.is_late == (now >= told.closes)
        assert taken is None or taken.grant is None or taken.grant.uses_left != 0


@given(WINDOWS, GRANTS, GRANTS)
def test_more_time_never_takes_time_away(window, some, more):
    assert window.closes <= extended(window, some).closes <= extended(window, some + more).closes


@given(MOMENTS, SPANS, st.lists(st.integers(1, 200), max_size=5))
def test_as_the_end_comes_nearer_reminders_only_come_nearer(closes, left, hours):
    sent = [reminder(closes, hours, closes - left / part) for part in (1, 2, 4, 8) if left]
    reached = [hour for hour in sent if hour is not None]
    assert reached == sorted(reached, reverse=True)
    assert {*reached} <= {*hours}


@pytest.mark.parametrize(
    ("began", "ended", "now", "until"),
    [(-60, -20, -10, 45), (-30, 20, 25, 75), (-30, -10, 600, 630), (-30, 0, 0, 30)],
    ids=["before the end", "over the end", "looked at much later", "to the minute"],
)
def test_an_outage_is_made_up_for_from_when_people_can_file_again(began, ended, now, until):
    """Minutes from the end; the new end stands on a quarter of an hour."""
    moments = [END + timedelta(minutes=number) for number in (began, ended, now)]
    assert make_up(END, *moments) == END + timedelta(minutes=until)
