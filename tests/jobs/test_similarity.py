"""Texts that were filed, published or brought in are indexed by the worker, without anybody asking."""

import pytest
from django.core.management import call_command
from django_tasks_db.models import DBTaskResult

from campaign.jobs.handlers import index_texts
from campaign.jobs.tick import tick
from campaign.models.similarity import IndexedText, SimilarPair
from tests.factories import make_submission
from tests.rules.test_similarity import LONG
from tests.similar_texts import filed, past, published

pytestmark = pytest.mark.django_db


def queued():
    return DBTaskResult.objects.filter(task_path=index_texts.module_path).count()


def test_waiting_texts_are_queued_once_and_nothing_is_queued_without_them():
    tick()
    before = queued()
    past("Cải tiến quy trình thu gom rác")

    tick()
    tick()

    assert (before, queued()) == (0, 1)


@pytest.mark.django_db(transaction=True)
def test_the_worker_leaves_no_text_waiting():
    published("Phiếu một cửa", LONG)
    past("Cải tiến quy trình thu gom rác")

    call_command("run_jobs", once=True)

    assert IndexedText.objects.waiting().count() == 0
    assert (
        sorted(IndexedText.objects.filter(size__gt=0).values_list("is_confidential", flat=True))
        == [False] * 3
    )


def test_what_was_stored_before_the_index_is_found_by_the_command(capsys):
    first, second = (make_submission(state="submitted", nature=LONG) for _ in range(2))
    make_submission(nature=LONG)

    call_command("index_similarity")
    call_command("index_similarity")
    call_command("index_similarity", again=True)

    assert capsys.readouterr().out.splitlines() == [f"{number} texts indexed." for number in (2, 0, 2)]
    assert [(pair.submission, pair.other) for pair in SimilarPair.objects.all()] == [(second, first)]


def test_a_text_that_nothing_changed_is_left_alone():
    filed(LONG)

    assert index_texts.func() == 0
