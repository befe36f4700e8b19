"""The clock of the job worker: look what is due and put it into the queue."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from django.db.models import QuerySet
from django_tasks import TaskResultStatus
from django_tasks.base import Task
from django_tasks_db.models import DBTaskResult

from campaign.actions import clean_copies, file_words, publication_schedule
from campaign.jobs import adoption_reminders, reminders, upkeep
from campaign.jobs.handlers import (
    clean_up,
    deliver_mail,
    index_texts,
    make_papers,
    plan_assignments,
    prepare_files,
    publish_scheduled,
    remind,
    remind_units,
    send_digests,
)
from campaign.jobs.heartbeat import beat
from campaign.models import clock
from campaign.models.assignment import AssignmentPlan
from campaign.models.issued_paper import PaperBatch
from campaign.models.similarity import IndexedText

# Longer than one run of deliver_mail: a run that began earlier has died, and the next need not wait for the reaper.
MAIL_RUN = timedelta(minutes=3)
INDEX_RUN = timedelta(minutes=10)
PLAN_RUN = timedelta(minutes=5)
PAPERS_RUN = timedelta(minutes=10)
PUBLISH_RUN = timedelta(minutes=2)
FILES_RUN = timedelta(minutes=10)
REMIND_EVERY = timedelta(minutes=10)
# When people in Vietnam find the day's letter.
DIGEST_HOUR = timedelta(hours=7)


def tick() -> None:
    now = clock.now()
    beat(now)
    upkeep.reap()
    for waits, task, run in _work(now):
        if waits and not _under_way(task, now - run):
            task.enqueue()
    if not _started_since(remind, now - REMIND_EVERY) and reminders.is_due(now):
        remind.enqueue()
    _every_day(now)


def _every_day(now: datetime) -> None:
    if not _started_since(clean_up, _midnight(now)):
        clean_up.enqueue()
    morning = _midnight(now) + DIGEST_HOUR
    if now >= morning and not _started_since(send_digests, morning):
        send_digests.enqueue()
    asks_units = now >= morning and not _started_since(remind_units, morning)
    if asks_units and adoption_reminders.is_due(clock.today()):
        remind_units.enqueue()


def _work(now: datetime) -> Iterator[tuple[bool, Task, timedelta]]:
    """Whether something waits for the task, and how long one run of it may take."""
    yield publication_schedule.due(now).exists(), publish_scheduled, PUBLISH_RUN
    yield bool(upkeep.oldest_due_mail(now)), deliver_mail, MAIL_RUN
    yield IndexedText.objects.waiting().exists(), index_texts, INDEX_RUN
    yield AssignmentPlan.objects.waiting().exists(), plan_assignments, PLAN_RUN
    yield PaperBatch.objects.waiting().exists(), make_papers, PAPERS_RUN
    files_wait = clean_copies.is_work_waiting() or file_words.waiting().exists()
    yield files_wait, prepare_files, FILES_RUN


def _under_way(task: Task, since: datetime) -> bool:
    known = _results(task)
    return (
        known.filter(status=TaskResultStatus.READY).exists()
        or known.filter(status=TaskResultStatus.RUNNING, started_at__gte=since).exists()
    )


def _started_since(task: Task, moment: datetime) -> bool:
    return _results(task).filter(enqueued_at__gte=moment).exists()


def _results(task: Task) -> QuerySet[DBTaskResult]:
    return DBTaskResult.objects.filter(task_path=task.module_path)


def _midnight(now: datetime) -> datetime:
    return now.astimezone(clock.VIETNAM).replace(hour=0, minute=0, second=0, microsecond=0)
