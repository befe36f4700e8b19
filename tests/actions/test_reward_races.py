"""Two officers lean on the same initiative at the same moment: one decision uses it, the other is refused."""

import pytest
from django.db.models import QuerySet

from accounts.roles import Role
from campaign.actions import reward_decision, trail
from campaign.models.audit import Event
from campaign.models.reward import InitiativeUse
from tests.actions.test_publication_races import at_once
from tests.factories import make_campaign, make_decision, make_user
from tests.rewards import decide, make_reward_list

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def lists():
    """Two open lists with the same initiative."""
    campaign = make_campaign()
    make_decision(campaign, "nhat")
    return [make_reward_list(campaign, name=name) for name in ("Đợt 1", "Đợt 2")]


def both(lists):
    officers = [make_user(Role.OFFICER) for _ in lists]
    return at_once(
        [lambda one=one, by=by: decide(one, by=by) for one, by in zip(lists, officers, strict=True)]
    )


def test_two_officers_use_the_same_initiative_once(lists):
    assert (both(lists), InitiativeUse.objects.count()) == (["Refused", "done"], 1)


def test_without_the_lock_only_the_database_stops_the_second_use(lists, crossing, unheld_numbers):
    """The control: both see the initiative free, so the constraint answers where the refusal should have."""
    crossing((reward_decision, "sheet_of"))
    assert (both(lists), InitiativeUse.objects.count()) == (["IntegrityError", "done"], 1)


@pytest.fixture
def unheld_numbers(monkeypatch):
    """Neither rows nor the trail are held; the register of numbers is, as it is taken after the look."""
    held = QuerySet.select_for_update

    def hold(rows, **options):
        return held(rows, **options) if rows.model.__name__ == "Counter" else rows

    monkeypatch.setattr(QuerySet, "select_for_update", hold)
    monkeypatch.setattr(trail, "record", lambda *args, **kwargs: Event(number=1))
