"""What keeps the queue healthy: take up tasks that a killed worker left behind, throw away what is old."""

from datetime import datetime, timedelta

from django.contrib.sessions.models import Session
from django.db import transaction
from django.db.models import Min
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from campaign.actions import kept
from campaign.models import clock
from campaign.models.message import Message

LONGEST_TASK = timedelta(minutes=15)
MOST_STARTS = 3
KEPT = timedelta(days=14)


@transaction.atomic
def reap() -> int:
    """A task that has been running for too long lost its worker: run it again, or after three starts give up."""
    now = clock.now()
    dead = DBTaskResult.objects.running().filter(started_at__lt=now - LONGEST_TASK)
    tasks = list(dead.select_for_update(skip_locked=True))
    for task in tasks:
        again = len(task.worker_ids) < MOST_STARTS
        task.status = TaskResultStatus.READY if again else TaskResultStatus.FAILED
        task.finished_at = None if again else now
        task.traceback = "" if again else "The worker ended before the task did."
        task.save(update_fields=["status", "finished_at", "traceback"])
    return len(tasks)


def clean_up() -> dict[str, int]:
    now = clock.now()
    results, _ = DBTaskResult.objects.finished().filter(finished_at__lt=now - KEPT).delete()
    sessions, _ = Session.objects.filter(expire_date__lt=now).delete()
    return {"task_results": results, "sessions": sessions, "kept_forms": kept.sweep()}


def oldest_waiting_task() -> datetime | None:
    return DBTaskResult.objects.ready().order_by().aggregate(at=Min("enqueued_at"))["at"]


def oldest_due_mail(now: datetime) -> datetime | None:
    return Message.objects.waiting().filter(not_before__lte=now).aggregate(at=Min("not_before"))["at"]
