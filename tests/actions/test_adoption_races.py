"""The desk and the head of one unit press the button at the same moment."""

import threading

import pytest

from accounts.roles import Role
from campaign.actions import adoption as acts
from campaign.models import clock
from campaign.models.adoption import Adoption
from tests.actions.test_publication_races import at_once
from tests.factories import make_user
from tests.showcase import make_entry, make_head

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


def pledge_twice() -> list[str]:
    entry, head = make_entry(), make_head()
    desk = make_user(Role.UNIT_DESK, unit=head.home_unit)
    wish = acts.Pledge(clock.today(), "Ông Tám", "Ở chợ.")
    return at_once(
        [lambda by=by: acts.pledge(entry, head.home_unit, by=by, wish=wish) for by in (head, desk)]
    )


def test_one_unit_pledges_once():
    assert pledge_twice() == ["Refused", "done"]
    assert Adoption.objects.count() == 1


def test_without_the_lock_the_second_meets_the_constraint_and_not_a_sentence(monkeypatch):
    """The negative control: both look before either writes."""
    both, look = threading.Barrier(2, timeout=10), acts._taken_before
    monkeypatch.setattr(acts, "locked_entry", lambda entry: entry)
    monkeypatch.setattr(acts, "_taken_before", lambda *asked: (look(*asked), both.wait())[0])
    assert pledge_twice() == ["IntegrityError", "done"]
