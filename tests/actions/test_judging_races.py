"""Real processes at the same moment: the last two locks end the judging once."""

import threading
from decimal import Decimal

import pytest
from django.db import connection

from accounts.roles import Role
from campaign.actions.judging import Entry, lock, save_sheet
from campaign.models.audit import Event
from campaign.models.judging import CombinedScore
from campaign.models.submission import Submission
from tests.factories import make_assignment, make_panel, make_submission, make_user

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]

GOOD = {code: Entry(Decimal(20)) for code in ("novelty", "applicability", "benefit")}


def at_once(acts):
    """Run the acts in threads that start together; what each raised, or None."""
    barrier, outcomes = threading.Barrier(len(acts)), []

    def run(act):
        try:
            barrier.wait()
            act()
            outcomes.append(None)
        except Exception as error:
            outcomes.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=[act]) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return outcomes


def test_the_last_two_judges_lock_at_the_same_moment():
    submission = make_submission(state="assigned")
    judges = [make_user(Role.JUDGE) for _ in range(4)]
    panel = make_panel(submission.campaign, *judges)
    given = [make_assignment(submission, judge, panel=panel) for judge in judges]
    for one in given:
        save_sheet(one, by=one.judge, entries=GOOD, comment="", version=0)

    outcomes = at_once([lambda one=one: lock(one, by=one.judge, version=1) for one in given])

    assert outcomes == [None] * 4
    assert Submission.objects.get().state == "judged"
    assert CombinedScore.objects.get().sheets == 4
    assert Event.objects.filter(verb="finish_judging").count() == 1


def test_the_same_first_save_sent_twice_makes_one_sheet():
    submission = make_submission(state="assigned")
    assignment = make_assignment(submission, make_user(Role.JUDGE))

    def save():
        save_sheet(assignment, by=assignment.judge, entries=GOOD, comment="", version=0)

    outcomes = at_once([save, save])

    assert outcomes == [None, None]
    assert list(submission.sheets.values_list("version", flat=True)) == [1]
