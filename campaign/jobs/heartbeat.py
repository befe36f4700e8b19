"""The health log: a sign of life every minute; where there was none, an outage is noted."""

from datetime import datetime, timedelta

from django.db import transaction
from django_tasks_db.models import DBTaskResult

from campaign.models.audit import Event
from campaign.models.health import Heartbeat, Outage

EVERY = timedelta(minutes=1)
SILENCE = timedelta(minutes=5)


@transaction.atomic
def beat(now: datetime) -> Outage | None:
    """The outage that ends with this sign of life, if there was one.

    A worker that was busy with a long task was silent too: whoever acted meanwhile, or a task that ended, says that
    the portal was there.
    """
    last = Heartbeat.objects.select_for_update().order_by("pk").first()
    if last is None:
        Heartbeat.objects.create(at=now)
        return None
    since, silence = last.at, now - last.at
    if timedelta(0) <= silence < EVERY:
        return None
    last.at = now
    last.save(update_fields=["at"])
    if silence < SILENCE or _was_alive(since + EVERY, now):
        return None
    return Outage.objects.create(began_at=since, ended_at=now)


def _was_alive(since: datetime, until: datetime) -> bool:
    meanwhile = (since, until - EVERY)
    return (
        Event.objects.filter(at__range=meanwhile).exists()
        or DBTaskResult.objects.filter(finished_at__range=meanwhile).exists()
    )
