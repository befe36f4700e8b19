"""The last use of an extension, wanted by two real processes at once; and what would happen without the lock.

The processes meet at the moment at which both have read how much is left. With the lock the second cannot come so far
before the first has committed, so the wait ends by itself.
"""

import os
from datetime import timedelta

import pytest
from django.db import connection, connections

from accounts.roles import Role
from campaign.actions import late, submission
from campaign.actions.late import TooLate
from campaign.models import clock
from campaign.models.deadline import Extension
from campaign.models.revision import LateCopy, Revision
from campaign.models.submission import Submission
from tests.factories import make_campaign, make_submission, make_unit, make_user
from tests.moment import FORK, Moment

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]
DONE = "done"


@pytest.fixture
def last_use():
    """Two dossiers of one unit that has one more use of its extension; the time of all is over."""
    campaign, unit = make_campaign(open_windows=["endorse"]), make_unit()
    dossiers = [make_submission(campaign=campaign, unit=unit) for _ in range(2)]
    Extension.objects.create(
        campaign=campaign, unit=unit, closes=clock.now() + timedelta(days=1), reason="Mưa lũ", most_uses=3,
        uses=2, granted_by=make_user(Role.OFFICER), granted_at=clock.now(),
    )  # fmt: skip
    return dossiers


def at_once(dossiers, *, locks=True):
    """How each ended, each in a process of its own with a connection of its own."""
    connections.close_all()
    moment, ends = Moment(), FORK.Queue()
    workers = [FORK.Process(target=_file, args=(one, moment, ends, locks)) for one in dossiers]
    for worker in workers:
        worker.start()
    found = sorted(ends.get(timeout=60) for _ in workers)
    for worker in workers:
        worker.join()
    return found


def _file(dossier, moment, ends, locks):
    if not locks:
        late.Extension.objects._queryset_class.select_for_update = lambda rows, **options: rows
    admission = late.admission

    def meet(*args):
        taken = admission(*args)
        moment.wait()
        return taken

    late.admission = meet
    try:
        patient(connection)
        owner = dossier.owner
        submission.submit(dossier, by=owner, version=dossier.version, declared=True)
        ends.put(DONE)
    except Exception as problem:
        ends.put(type(problem).__name__)
    finally:
        connection.close()
        ends.close()
        ends.join_thread()
        os._exit(0)


def patient(connection):
    """A slow machine must not make the second give up waiting for the first."""
    with connection.cursor() as cursor:
        cursor.execute("SET lock_timeout = '60s'; SET statement_timeout = '60s'")


def test_the_last_use_is_given_once_and_the_other_is_kept_as_late(last_use):
    assert at_once(last_use) == [TooLate.__name__, DONE]
    assert Extension.objects.get().uses == 3
    assert (Revision.objects.count(), LateCopy.objects.count()) == (1, 1)
    assert sorted(Submission.objects.values_list("state", flat=True)) == ["draft", "submitted"]


def test_without_the_lock_only_the_constraint_of_the_database_would_stop_the_second(last_use):
    assert at_once(last_use, locks=False) == ["IntegrityError", DONE]
    assert (Extension.objects.get().uses, Revision.objects.count(), LateCopy.objects.count()) == (3, 1, 0)
