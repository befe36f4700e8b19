"""What is told of rewards after their release: to the office when their ground is lost, to holders in their data."""

import io
import json
import zipfile
from datetime import date

import pytest

from accounts.roles import Role
from campaign.actions import reward_decision as acts
from campaign.actions.publication import publish
from campaign.documents.rewards import sheet_of
from campaign.exchange.own_data import own_copy
from campaign.models import clock
from tests.decisions import take_back
from tests.factories import make_campaign, make_decision, make_user
from tests.rewards import decide, make_reward_list, publish_quietly

pytestmark = pytest.mark.django_db


@pytest.fixture
def decision():
    return make_decision(make_campaign(), "nhat", "recognised", shares=(6000, 4000))


@pytest.fixture
def listed(decision):
    return make_reward_list(decision.campaign)


def test_the_list_says_when_a_recognition_under_a_reward_was_taken_back(listed, decision):
    administrator = make_user(Role.ADMINISTRATOR)
    signed = decide(listed)
    publish(decision, by=administrator)
    acts.release_rewards(signed, by=administrator)
    take_back(decision.awards.first(), by=administrator, reason="Sao chép.")
    listed.refresh_from_db()
    first, second = listed.rewards.all()
    acts.revoke_reward(first, by=administrator, reason="Khai không đúng.")

    notes = {line.pk: line.notes for line in sheet_of(listed, clock.today()).lines}

    lost = "Công nhận của sáng kiến này đã bị thu hồi. Hãy xem xét thu hồi khen thưởng."
    assert notes == {first.pk: ("Khai không đúng.",), second.pk: (lost,)}


def test_the_own_data_tell_of_a_reward_from_its_release_on(listed, decision):
    signed = decide(listed, signed_on=date(2026, 6, 30))
    publish_quietly(decision)
    holder = listed.rewards.get(authorship__user__isnull=False).authorship.user
    before = rewards_in_copy(holder)
    acts.release_rewards(signed, by=make_user(Role.ADMINISTRATOR))

    assert (before, [(one["amount"], one["paid"]) for one in rewards_in_copy(holder)]) == (
        [],
        [(710_000, True)],
    )


def rewards_in_copy(person):
    packed = zipfile.ZipFile(io.BytesIO(own_copy(person).content))
    return json.loads(packed.read("du-lieu.json"))["khen-thuong"]
