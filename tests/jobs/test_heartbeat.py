"""Silence of the clock is an outage, unless somebody acted or a task ended meanwhile."""

from datetime import UTC, datetime, timedelta

import pytest

from campaign.actions import trail
from campaign.documents.outages import proposals
from campaign.jobs.handlers import clean_up
from campaign.jobs.heartbeat import beat
from campaign.models import clock
from campaign.models.audit import Event
from campaign.models.health import Heartbeat, Outage
from tests.factories import make_campaign, make_user

pytestmark = pytest.mark.django_db
START = datetime(2026, 5, 4, 3, 0, tzinfo=UTC)


def minutes(number):
    return timedelta(minutes=number)


def noted():
    return list(Outage.objects.values_list("began_at", "ended_at"))


def test_a_beat_a_minute_is_one_row_and_no_outage():
    for number in range(4):
        beat(START + minutes(number))
    assert (list(Heartbeat.objects.values_list("at", flat=True)), noted()) == ([START + minutes(3)], [])


def test_a_second_look_within_the_minute_writes_nothing(django_assert_num_queries):
    beat(START)
    with django_assert_num_queries(3):  # its savepoint and the one row
        beat(START + timedelta(seconds=2))
    assert Heartbeat.objects.get().at == START


def test_silence_is_noted_from_the_last_sign_to_the_next():
    beat(START)
    beat(START + minutes(40))
    assert noted() == [(START, START + minutes(40))]


def test_a_restart_is_no_outage():
    beat(START)
    beat(START + minutes(4))
    assert noted() == []


def test_a_clock_that_was_set_back_is_no_outage():
    beat(START)
    beat(START - minutes(60))
    assert (Heartbeat.objects.get().at, noted()) == (START - minutes(60), [])


def test_who_acted_meanwhile_proves_that_the_portal_was_there():
    with clock.at(START):
        beat(START)
    with clock.at(START + minutes(20)):
        trail.record("check_passed", by=make_user(), facts={})
    assert Event.objects.get().at == START + minutes(20)
    beat(START + minutes(40))
    assert noted() == []


def test_a_worker_that_was_busy_was_not_away():
    beat(START)
    task = clean_up.enqueue()
    type(task.db_result).objects.update(finished_at=START + minutes(30))
    beat(START + minutes(40))
    assert noted() == []


@pytest.fixture
def campaign():
    """Its filing ends in an hour."""
    found = make_campaign()
    found.windows.filter(kind="submit").update(closes=clock.now() + timedelta(hours=1))
    return found


def outage(began, ended):
    now = clock.now()
    return Outage.objects.create(began_at=now + began, ended_at=now + ended)


@pytest.mark.parametrize(
    ("began", "ended", "counts"),
    [
        (minutes(-40), minutes(-10), True),
        (minutes(-90), minutes(-59), True),
        (minutes(-180), minutes(-61), False),
    ],
)
def test_only_the_last_two_hours_before_the_end_count(campaign, began, ended, counts):
    outage(began, ended)
    assert [one.campaign for one in proposals(clock.now())] == ([campaign.pk] if counts else [])


def test_a_closed_campaign_proposes_nothing(campaign):
    outage(minutes(-40), minutes(-10))
    type(campaign).objects.update(closed_at=clock.now())
    assert proposals(clock.now()) == []


def test_the_proposal_gives_back_the_time_that_was_lost(campaign):
    found = outage(minutes(-40), minutes(-10))
    [one] = proposals(clock.now())
    end = campaign.windows.get(kind="submit").closes
    assert timedelta(minutes=30) <= one.closes - end < timedelta(minutes=45)
    assert (one.outage, one.closes.minute % 15, "(30 phút)" in str(one.reason)) == (found.pk, 0, True)
