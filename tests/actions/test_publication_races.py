"""Two browsers press the button at the same moment."""

import contextlib
import threading
from datetime import timedelta

import pytest
from django.db import connection

from accounts.roles import Role
from campaign.actions import publication_schedule
from campaign.actions.publication import publish
from campaign.actions.publication_schedule import cancel, publish_due, schedule
from campaign.documents.publication_rehearsal import rehearse
from campaign.models import clock
from campaign.models.message import Message
from campaign.models.publication import Certificate, Publication, ScheduledPublication
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


def order_due(administrator):
    """One that two workers find due; its hour has just come."""
    decision = make_decision(make_campaign(), "nhat", "not_recognised")
    soon = clock.now() + timedelta(minutes=2)
    order = schedule([decision], by=administrator, at=soon, seen=rehearse(decision).digest)
    type(order).objects.filter(pk=order.pk).update(at=clock.now())
    return order


def attempts(monkeypatch):
    """Who came as far as publishing."""
    came, whole = [], publication_schedule.publish_together

    def counted(*args, **kwargs):
        came.append(threading.get_ident())
        return whole(*args, **kwargs)

    monkeypatch.setattr(publication_schedule, "publish_together", counted)
    return came


def test_two_workers_carry_out_an_order_once(monkeypatch):
    order_due(make_user(Role.ADMINISTRATOR))
    came = attempts(monkeypatch)

    outcomes = at_once([publish_due, publish_due])

    assert (outcomes, len(came)) == (["done", "done"], 1)
    assert [Publication.objects.count(), Certificate.objects.count(), Message.objects.count()] == [1, 1, 2]
    assert ScheduledPublication.objects.get().status == "done"


def test_without_the_lock_on_the_order_both_would_come_to_publish(monkeypatch):
    """The negative control."""
    order_due(make_user(Role.ADMINISTRATOR))
    came, both = attempts(monkeypatch), threading.Barrier(2)

    def unlocked(pk):
        order = ScheduledPublication.objects.select_related("campaign", "made_by").get(pk=pk)
        with contextlib.suppress(threading.BrokenBarrierError):
            both.wait(timeout=2)
        return order

    monkeypatch.setattr(publication_schedule, "_held", unlocked)
    at_once([publish_due, publish_due])

    assert len(came) == 2


def test_a_cancelled_order_and_a_published_one_exclude_each_other():
    administrator = make_user(Role.ADMINISTRATOR)
    order = order_due(administrator)

    at_once([publish_due, lambda: cancel(order, by=administrator)])

    found = (ScheduledPublication.objects.get().status, Publication.objects.count())
    assert found in {("done", 1), ("cancelled", 0)}
