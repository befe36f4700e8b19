"""Files sent at the same moment, and a server killed while it writes: one file, never too many, never half a one."""

import os
import signal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection, models

from campaign.actions import attachment as files
from campaign.actions import upload as acts
from campaign.models.attachment import Attachment, Upload
from campaign.models.submission import Submission
from tests.actions.test_races import DONE, REFUSED, at_once
from tests.factories import content_of, make_campaign, make_submission
from tests.moment import Moment
from tests.rules import corpus

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]
CONTENT = corpus.pdf(pages=40)
HALF = len(CONTENT) // 2


@pytest.fixture
def meeting(monkeypatch):
    """Both are past the question whether there is room before either has stored anything, if nothing holds them."""
    moment, asked = Moment(), files.require_room

    def meet(*args, **facts):
        asked(*args, **facts)
        moment.wait()

    monkeypatch.setattr(files, "require_room", meet)


@pytest.fixture
def unlocked(monkeypatch):
    def read(dossier):
        return Submission.objects.select_related("campaign", "strand", "owner").get(pk=dossier.pk)

    monkeypatch.setattr(files, "locked_submission", read)


def sending(draft, name, content=CONTENT):
    return lambda: files.attach(draft, by=draft.owner, upload=SimpleUploadedFile(name, content))


def small(draft):
    return [sending(draft, f"{size}.png", corpus.picture("PNG", (size, size))) for size in (5, 6)]


def test_the_same_file_twice_at_once_is_kept_once(meeting):
    draft = make_submission()
    assert at_once(sending(draft, "a.pdf"), sending(draft, "b.pdf")) == [DONE, DONE]
    assert draft.attachments.count() == 1


def test_without_the_lock_only_the_database_would_stop_the_second_copy(meeting, unlocked):
    draft = make_submission()
    assert at_once(sending(draft, "a.pdf"), sending(draft, "b.pdf")) == [DONE, "IntegrityError"]
    assert draft.attachments.count() == 1


def test_two_files_at_once_never_pass_the_number_allowed(meeting):
    draft = make_submission(campaign=make_campaign(max_files=1))
    assert at_once(*small(draft)) == [DONE, REFUSED]
    assert draft.attachments.count() == 1


def test_without_the_lock_there_would_be_one_file_too_many(meeting, unlocked):
    draft = make_submission(campaign=make_campaign(max_files=1))
    assert at_once(*small(draft)) == [DONE, DONE]
    assert draft.attachments.count() == 2


@pytest.fixture
def slow_disk(monkeypatch):
    """Both are writing before either has said so, if nothing holds them."""
    moment, write = Moment(), acts._write

    def meet(upload, part):
        write(upload, part)
        moment.wait()

    monkeypatch.setattr(acts, "_write", meet)


def begun(draft):
    return acts.begin(draft, by=draft.owner, key="khoa-cua-tep", name="a.pdf", size=len(CONTENT))


def part_of(draft, upload):
    return lambda: acts.receive(upload, by=draft.owner, offset=0, part=CONTENT[:HALF])


def test_a_part_sent_twice_at_once_counts_once(slow_disk):
    draft = make_submission()
    upload = begun(draft)
    assert at_once(part_of(draft, upload), part_of(draft, upload)) == [DONE, "OutOfStep"]
    upload.refresh_from_db()
    assert (upload.received, acts.place(upload).read_bytes()) == (HALF, CONTENT[:HALF])


def test_without_the_lock_both_would_believe_that_theirs_was_the_one(slow_disk, monkeypatch):
    draft = make_submission()
    upload = begun(draft)
    monkeypatch.setattr(models.QuerySet, "select_for_update", lambda self, **options: self)
    assert at_once(part_of(draft, upload), part_of(draft, upload)) == [DONE, DONE]


def test_the_last_part_sent_twice_at_once_gives_one_file():
    draft = make_submission()
    upload = acts.receive(begun(draft), by=draft.owner, offset=0, part=CONTENT)
    ends = at_once(*[lambda: acts.finish(upload, by=draft.owner)] * 2)
    assert (ends[0], draft.attachments.count(), Upload.objects.count()) == (DONE, 1, 0)


def killed_while(act, place, name):
    """Runs `act` in a process of its own, which dies by kill -9 when it comes to that function."""
    child = os.fork()
    if not child:
        connection.connection = None  # the parent's line to the database is not ours to close
        setattr(place, name, lambda *args, **facts: os.kill(os.getpid(), signal.SIGKILL))
        act()
        os._exit(0)
    return os.WTERMSIG(os.waitpid(child, 0)[1])


def test_a_server_killed_after_writing_a_part_loses_that_part_alone():
    draft = make_submission()
    upload = acts.receive(begun(draft), by=draft.owner, offset=0, part=CONTENT[:HALF])
    died = killed_while(
        lambda: acts.receive(upload, by=draft.owner, offset=HALF, part=CONTENT[HALF:]), Upload, "save"
    )
    again = begun(draft)
    whole = acts.receive(again, by=draft.owner, offset=again.received, part=CONTENT[again.received :])
    assert (died, again.received) == (signal.SIGKILL, HALF)
    assert content_of(acts.finish(whole, by=draft.owner).attachment.file) == CONTENT


def test_a_server_killed_while_it_stores_the_whole_file_leaves_no_row_and_the_next_try_succeeds():
    draft = make_submission()
    upload = acts.receive(begun(draft), by=draft.owner, offset=0, part=CONTENT)
    died = killed_while(lambda: acts.finish(upload, by=draft.owner), Attachment, "save")
    left = (draft.attachments.count(), begun(draft).received)
    assert (died, left) == (signal.SIGKILL, (0, len(CONTENT)))
    assert acts.finish(begun(draft), by=draft.owner).is_new is True
