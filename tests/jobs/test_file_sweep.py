"""Stored files that belong to nothing are found after a day, told, and thrown away only when asked."""

import io
from datetime import timedelta

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command

from campaign.actions import clean_copies
from campaign.actions.attachment import attach
from campaign.jobs.file_sweep import sweep
from campaign.jobs.handlers import prepare_files
from campaign.jobs.tick import tick
from campaign.models import clock
from campaign.models.attachment import Attachment, CopyState
from tests.factories import make_submission
from tests.jobs.test_upkeep import paths
from tests.rules import corpus

pytestmark = pytest.mark.django_db
LOST = ("dossiers/ab/mat", "copies/ab/mat", "previews/ab/mat", "uploads-tmp/mat")


@pytest.fixture(autouse=True)
def own_storage(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def lost():
    return [default_storage.save(name, ContentFile(b"x")) for name in LOST]


def tomorrow():
    return clock.at(clock.now() + timedelta(hours=25))


def picture():
    draft = make_submission()
    return attach(draft, by=draft.owner, upload=SimpleUploadedFile("a.jpg", corpus.photo())).attachment


def test_lost_files_go_after_a_day_and_no_other(lost):
    kept = picture()
    known = [kept.file.name, kept.copy.name, kept.preview.name]

    early = sweep()
    with tomorrow():
        late = sweep()

    assert (early["orphan_files"], late["orphan_files"]) == (0, 4)
    assert [default_storage.exists(name) for name in [*lost, *known]] == [False] * 4 + [True] * 3


def test_the_command_only_counts_unless_it_is_told_to_delete(lost):
    told = io.StringIO()
    with tomorrow():
        call_command("sweep_files", stdout=told)
        there = [default_storage.exists(name) for name in lost]
        call_command("sweep_files", "--delete", stdout=told)

    assert told.getvalue().splitlines() == [
        "stale_uploads 0, orphan_files 4 (found, nothing deleted)",
        "stale_uploads 0, orphan_files 4 (deleted)",
    ]
    assert (there, [default_storage.exists(name) for name in lost]) == ([True] * 4, [False] * 4)


def test_a_file_without_its_copy_is_work_for_the_worker():
    waiting = picture()
    Attachment.objects.filter(pk=waiting.pk).update(copy="", preview="", copy_state=CopyState.WAITING)

    tick()
    done = prepare_files.func()
    waiting.refresh_from_db()

    assert prepare_files.module_path in paths()
    assert (done["copies"], waiting.copy_state, clean_copies.is_work_waiting()) == (1, CopyState.READY, False)


def test_a_file_that_is_gone_from_the_disk_does_not_hold_up_the_others():
    gone = picture()
    Attachment.objects.filter(pk=gone.pk).update(copy="", copy_state=CopyState.WAITING)
    default_storage.delete(gone.file.name)

    clean_copies.make_copies()
    gone.refresh_from_db()

    assert gone.copy_state == CopyState.FAILED
