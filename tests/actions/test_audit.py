"""The proof of the trail: nothing changed, nothing missing, nothing cut off."""

import importlib
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.db import connection

from accounts.roles import Role
from campaign.actions import audit, trail
from campaign.actions.refused import Refused
from campaign.models import clock
from campaign.models.audit import ChainHead, Event
from tests.factories import make_campaign, make_submission, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def chain():
    """Ten events without the guards that would keep a test from tampering with them."""
    campaign = make_campaign()
    for number in range(10):
        trail.record("found_panel", by=None, campaign=campaign, facts={"panel": number})
    importlib.import_module("campaign.migrations.0002_guards").remove(connection)


def test_an_untouched_chain_is_whole(chain):
    assert audit.prove() == audit.Proof(first=1, last=10, broken=[])


def test_an_empty_chain_is_whole():
    assert audit.prove() == audit.Proof(first=1, last=0, broken=[])


def test_a_changed_event_is_named(chain):
    Event.objects.filter(number=4).update(facts={"panel": "khác"})

    assert audit.prove().broken == [4]


def test_a_removed_event_is_noticed_by_the_next(chain):
    Event.objects.filter(number=4).delete()

    assert audit.prove().broken == [5]


def test_a_tail_that_was_cut_off_is_noticed(chain):
    Event.objects.filter(number__gt=8).delete()

    assert audit.prove().broken == [10]


def test_a_lost_head_is_noticed(chain):
    ChainHead.objects.all().delete()

    assert not audit.prove().whole


def test_the_latest_part_is_proved_alone_when_asked(chain):
    Event.objects.filter(number=2).update(facts={})

    assert audit.prove(at_most=5) == audit.Proof(first=6, last=10, broken=[])


def test_the_zone_in_which_a_moment_was_said_makes_no_difference():
    with clock.at(datetime(2026, 3, 1, 8, 30, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh"))):
        trail.record("found_panel", by=None)

    assert audit.prove().whole


def test_the_proof_of_a_dossier_looks_at_its_own_events_only(chain):
    dossier = make_submission(state="submitted")
    mine = trail.record("submit", by=dossier.owner, submission=dossier)
    Event.objects.filter(number=3).update(facts={})
    before = audit.prove_dossier(dossier)
    Event.objects.filter(pk=mine.pk).update(actor_name="Người khác")

    assert (before.broken, audit.prove_dossier(dossier).broken) == ([], [mine.number])


def test_a_check_becomes_part_of_the_trail(chain):
    inspector = make_user(Role.INSPECTOR)

    audit.check_chain(by=inspector)

    last = Event.objects.first()
    assert (last.verb, last.actor, last.facts) == (
        audit.PASSED,
        inspector,
        {"first": 1, "last": 10, "broken": []},
    )


def test_an_officer_may_not_check(chain):
    with pytest.raises(Refused):
        audit.check_chain(by=make_user(Role.OFFICER))


def test_the_full_check_is_due_once_a_day():
    now, due = clock.now(), []
    for hours in (0, 23, 25):
        with clock.at(now + timedelta(hours=hours)):
            due.append(audit.check_is_due())
            if due[-1]:
                audit.record_check({})

    assert due == [True, False, True]
