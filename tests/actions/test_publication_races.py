"""Two browsers press the button at the same moment."""

import threading

import pytest
from django.db import connection

from accounts.roles import Role
from campaign.actions.publication import publish
from campaign.models.message import Message
from campaign.models.publication import Certificate, Publication
from tests.factories import make_campaign, make_decision, make_user

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


def at_once(acts):
    """Run the acts in threads that start together; the kind of what each raised, or "done"."""
    barrier, outcomes = threading.Barrier(len(acts)), []

    def run(act):
        try:
            barrier.wait()
            act()
            outcomes.append("done")
        except Exception as error:
            outcomes.append(type(error).__name__)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=[act]) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sorted(outcomes)


def test_the_same_decision_is_published_once():
    decision = make_decision(make_campaign(), "nhat", "not_recognised")
    people = [make_user(Role.ADMINISTRATOR) for _ in range(2)]

    outcomes = at_once([lambda by=by: publish(decision, by=by) for by in people])

    assert outcomes == ["Refused", "done"]
    assert [Publication.objects.count(), Certificate.objects.count(), Message.objects.count()] == [1, 1, 2]


def test_two_decisions_of_one_campaign_share_no_number():
    campaign = make_campaign()
    second = campaign.strands.create(code="b", order=2, name="B", rubric=campaign.strands.first().rubric)
    decisions = [
        make_decision(campaign, "nhat", "nhi"),
        make_decision(campaign, "nhat", number=6, strand=second),
    ]
    by = make_user(Role.ADMINISTRATOR)

    outcomes = at_once([lambda one=one: publish(one, by=by) for one in decisions])

    assert outcomes == ["done", "done"]
    assert sorted(campaign.publications.values_list("version", flat=True)) == [1, 2]
    assert list(campaign.results.values_list("line", flat=True)) == [1, 2, 3]
