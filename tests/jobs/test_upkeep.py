"""The job worker: due work is queued once, a killed worker's task is run again, old things go."""

import os
import signal
import subprocess
import sys
import time
from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.core import mail
from django.core.management import call_command
from django.db import OperationalError, connection
from django.urls import reverse
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from campaign.actions.kept import keep
from campaign.jobs import upkeep
from campaign.jobs.handlers import clean_up, deliver_mail
from campaign.jobs.tick import tick
from campaign.models import clock
from campaign.models.audit import Event
from tests.factories import make_user
from tests.jobs.test_mail import queue_mail

pytestmark = pytest.mark.django_db


def paths():
    return sorted(DBTaskResult.objects.values_list("task_path", flat=True))


@pytest.fixture
def before_the_daily_letters():
    with clock.at(clock.now().astimezone(clock.VIETNAM).replace(hour=5)):
        yield


def running(task, *, started_at, starts=1):
    result = task.enqueue()
    DBTaskResult.objects.filter(id=result.id).update(
        status=TaskResultStatus.RUNNING, started_at=started_at, worker_ids=["x"] * starts
    )
    return result.id


def test_two_looks_queue_due_mail_once(before_the_daily_letters):
    queue_mail()

    tick()
    tick()

    assert paths() == [clean_up.module_path, deliver_mail.module_path]


def test_without_due_mail_only_the_daily_work_is_queued(before_the_daily_letters):
    tick()

    assert paths() == [clean_up.module_path]


def test_a_killed_delivery_does_not_hold_up_the_next():
    queue_mail()
    running(deliver_mail, started_at=clock.now() - timedelta(minutes=4))

    tick()

    assert DBTaskResult.objects.ready().filter(task_path=deliver_mail.module_path).count() == 1


def test_a_task_without_a_worker_is_run_again_and_given_up_after_three_starts():
    long_ago = clock.now() - timedelta(minutes=16)
    again = running(clean_up, started_at=long_ago)
    given_up = running(clean_up, started_at=long_ago, starts=3)
    alive = running(clean_up, started_at=clock.now())

    upkeep.reap()

    states = {str(pk): status for pk, status in DBTaskResult.objects.values_list("id", "status")}
    found = [states[pk] for pk in (again, given_up, alive)]
    assert found == [TaskResultStatus.READY, TaskResultStatus.FAILED, TaskResultStatus.RUNNING]


def test_old_results_and_ended_sessions_are_thrown_away():
    now = clock.now()
    for days in (1, 15):
        result = clean_up.enqueue()
        DBTaskResult.objects.filter(id=result.id).update(
            status=TaskResultStatus.SUCCESSFUL, finished_at=now - timedelta(days=days)
        )
    Session.objects.create(session_key="old", session_data="", expire_date=now - timedelta(days=1))
    Session.objects.create(session_key="new", session_data="", expire_date=now + timedelta(days=1))

    with clock.at(now - timedelta(days=31)):
        keep(make_user(), "unit:decide/x", "Ý kiến", "/", {})

    found = upkeep.clean_up()

    assert found == {"task_results": 1, "sessions": 1, "kept_forms": 1}
    assert list(Session.objects.values_list("session_key", flat=True)) == ["new"]


@pytest.mark.django_db(transaction=True)
def test_one_round_of_the_worker_sends_mail_and_checks_the_data_once_a_day():
    queue_mail()

    call_command("run_jobs", once=True)
    call_command("run_jobs", once=True)

    assert len(mail.outbox) == 1
    assert [event.verb for event in Event.objects.all()] == ["check_passed"]
    assert set(DBTaskResult.objects.values_list("status", flat=True)) == {TaskResultStatus.SUCCESSFUL}


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_the_worker_ends_at_once_and_cleanly_when_it_is_told_to():
    command = [sys.executable, "manage.py", "run_jobs", "--interval", "0.2"]
    worker = subprocess.Popen(command, env=worker_environment(), stderr=subprocess.PIPE, text=True)
    waited_until(lambda: DBTaskResult.objects.successful().exists())

    worker.send_signal(signal.SIGTERM)
    _, said = worker.communicate(timeout=20)

    assert (worker.returncode, "Traceback" in said) == (0, False)


def worker_environment():
    settings = connection.settings_dict
    if connection.vendor == "sqlite":
        url = f"sqlite:///{settings['NAME']}"
    else:
        url = "postgres://{USER}:{PASSWORD}@{HOST}:{PORT}/{NAME}".format(**settings)
    return os.environ | {"DJANGO_SETTINGS_MODULE": "tests.settings", "DATABASE_URL": url}


def waited_until(condition, seconds=20):
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "it did not happen in time"
        time.sleep(0.1)


def test_the_process_answers_without_asking_the_database(client, django_assert_num_queries):
    with django_assert_num_queries(0):
        page = client.get(reverse("healthz"))

    assert (page.status_code, page.content) == (200, b"ok")


def test_readiness_names_how_long_mail_and_tasks_have_waited(client):
    queue_mail(not_before=clock.now() - timedelta(hours=1))

    page = client.get(reverse("readyz"))

    found = page.json()
    assert (page.status_code, found["ready"], found["jobs"], found["migrations"]) == (200, True, "late", "ok")
    assert 3600 <= found["mail_age"] < 3700


def test_without_a_database_the_portal_is_not_ready(client, monkeypatch):
    monkeypatch.setattr("campaign.jobs.health.clock.now", out_of_reach)

    page = client.get(reverse("readyz"))

    assert (page.status_code, page.json()["ready"]) == (503, False)


def out_of_reach():
    raise OperationalError
