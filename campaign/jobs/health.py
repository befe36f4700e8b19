"""Is the portal ready to serve, and does the job worker keep up? For monitors, so in numbers and English words."""

from datetime import datetime
from typing import Any

from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor

from campaign.jobs import upkeep
from campaign.models import clock

LATE = 15 * 60


def readiness() -> dict[str, Any]:
    """`ready` is about this server; `late` is a worker that has stopped, for which the pages can do nothing."""
    try:
        now = clock.now()
        migrated = _migrated()
        queue, mail = _age(upkeep.oldest_waiting_task(), now), _age(upkeep.oldest_due_mail(now), now)
    except DatabaseError:
        return {"ready": False, "database": "unreachable"}
    return {
        "ready": migrated,
        "database": "ok",
        "migrations": "ok" if migrated else "missing",
        "jobs": "late" if max(queue, mail) > LATE else "ok",
        "queue_age": queue,
        "mail_age": mail,
    }


def _migrated() -> bool:
    executor = MigrationExecutor(connection)
    return not executor.migration_plan(executor.loader.graph.leaf_nodes())


def _age(since: datetime | None, now: datetime) -> int:
    """Whole seconds; 0 when nothing waits."""
    return max(0, int((now - since).total_seconds())) if since else 0
