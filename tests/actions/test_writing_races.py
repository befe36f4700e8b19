"""Double clicks and two tabs as two real processes at once; and what would happen without the lock.

The processes meet at the moment at which both have read what stands. With the lock the second cannot come so far
before the first has committed, so the wait ends by itself.
"""

import os

import pytest
from django.db import connection, connections, models

from accounts.models.user import User
from campaign.actions import gate, sections, submission, transition
from campaign.actions.application import standing
from campaign.models.audit import Event
from campaign.models.campaign import Counter
from campaign.models.message import Message
from campaign.models.revision import Revision
from campaign.models.submission import Submission
from campaign.rules.sections import tags
from tests.factories import make_campaign, make_submission, make_user
from tests.moment import FORK, Moment

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


def at_once(*acts, meet, locks=True):
    """What each act returned or raised, each in a process of its own; they meet once, after `meet = (place, name)`."""
    connections.close_all()
    moment, ends = Moment(), FORK.Queue()
    workers = [FORK.Process(target=_run, args=(act, meet, moment, ends, locks)) for act in acts]
    for worker in workers:
        worker.start()
    found = sorted(ends.get(timeout=60) for _ in workers)
    for worker in workers:
        worker.join()
    return found


def _run(act, meet, moment, ends, locks):
    if not locks:
        _unlock(Submission, User)
    place, name = meet
    original = getattr(place, name)

    def waiting(*args, **facts):
        setattr(place, name, original)
        result = original(*args, **facts)
        moment.wait()
        return result

    setattr(place, name, waiting)
    try:
        with connection.cursor() as cursor:  # a slow machine must not make the second give up
            cursor.execute("SET lock_timeout = '60s'; SET statement_timeout = '60s'")
        ends.put(str(act()))
    except Exception as problem:
        ends.put(type(problem).__name__)
    finally:
        connection.close()
        ends.close()
        ends.join_thread()
        os._exit(0)


def _unlock(*loose):
    """Rows of these are read but not held; the trail and the registers keep their own locks."""
    held = models.QuerySet.select_for_update
    models.QuerySet.select_for_update = lambda rows, **how: rows if rows.model in loose else held(rows, **how)


@pytest.fixture
def draft():
    return make_submission()


def filing(draft):
    owner = draft.owner
    return lambda: submission.submit(draft, by=owner, version=1, declared=True).register_number


def filed():
    acts, letters = Event.objects.filter(verb="submit"), Message.objects.filter(event="submitted")
    return Revision.objects.count(), acts.count(), letters.count()


READ_DOSSIER = (submission, "locked_submission")


def test_a_double_click_on_submit_is_one_number_one_revision_one_mail(draft):
    assert at_once(filing(draft), filing(draft), meet=READ_DOSSIER) == ["0001/2026", "0001/2026"]
    assert (Counter.objects.get().last, *filed()) == (1, 1, 1, 1)


def test_a_double_click_that_files_again_is_one_revision_too():
    returned = make_submission(state="returned")
    number = returned.register_number
    assert at_once(filing(returned), filing(returned), meet=READ_DOSSIER) == [number, number]
    assert filed() == (1, 1, 1)


def test_without_the_lock_it_would_be_filed_twice(monkeypatch):
    """Of a dossier with a number, and without the mark of lateness: the locks of those writes would stand in."""
    monkeypatch.setattr(submission.late, "use", lambda taken, locked: {})
    returned = make_submission(state="returned")
    at_once(filing(returned), filing(returned), meet=(gate, "require"), locks=False)
    assert filed() == (2, 2, 2)


def saving(draft, **content):
    """In a tab that was opened before the other one saved; how it ended, by section."""
    owner, shown = draft.owner, tags(standing(draft))
    typed = {"noi-dung": content} if "nature" in content else {"chung": content}

    def save():
        done = sections.save_sections(draft, by=owner, typed=typed, shown=shown, chosen={})
        return ",".join(f"{anchor}:{fate.value}" for anchor, fate in done.fates.items())

    return save


READ_SECTIONS = (sections, "locked_submission")


def test_two_tabs_that_save_one_section_at_once_lose_no_text(draft):
    tabs = saving(draft, nature="Bản của thẻ một."), saving(draft, nature="Bản của thẻ hai.")
    assert at_once(*tabs, meet=READ_SECTIONS) == ["noi-dung:conflict", "noi-dung:write"]
    assert Submission.objects.get().version == 2


def test_without_the_lock_one_tab_would_write_over_the_other(draft):
    tabs = saving(draft, nature="Bản của thẻ một."), saving(draft, nature="Bản của thẻ hai.")
    assert at_once(*tabs, meet=READ_SECTIONS, locks=False) == ["noi-dung:write", "noi-dung:write"]


def test_two_tabs_that_save_different_sections_at_once_are_both_stored(draft):
    tabs = saving(draft, nature="Bản chất mới."), saving(draft, title="Tên mới")
    assert at_once(*tabs, meet=READ_SECTIONS) == ["chung:write", "noi-dung:write"]
    stored = Submission.objects.get()
    assert (stored.nature, stored.title, stored.version) == ("Bản chất mới.", "Tên mới", 3)


def starting(campaign, author):
    strand = campaign.strands.get()
    return lambda: submission.start(campaign, by=author, strand=strand).pk


READ_UNIT = (submission, "why_not_start")


def test_a_double_click_on_start_is_one_draft():
    campaign, author = make_campaign(), make_user()
    first, second = at_once(*[starting(campaign, author)] * 2, meet=READ_UNIT)
    assert (first, Submission.objects.count()) == (second, 1)


def test_without_the_lock_a_double_click_on_start_would_be_two_drafts():
    campaign, author = make_campaign(), make_user()
    at_once(*[starting(campaign, author)] * 2, meet=READ_UNIT, locks=False)
    assert Submission.objects.count() == 2


def test_the_lock_is_the_one_that_every_act_on_a_dossier_takes():
    assert (submission.locked_submission, sections.locked_submission) == (transition.locked_submission,) * 2
