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
        found = {
            "database": "ok",
            "migrations": "ok" if _migrated() else "missing",
            "queue_age": _age(upkeep.oldest_waiting_task(), now),
            "mail_age": _age(upkeep.oldest_due_mail(now), now),
        }
    except DatabaseError:
        return {"ready": False, "database": "unreachable"}
    late = max(found["queue_age"], found["mail_age"]) > LATE
    return {"ready": found["migrations"] == "ok", "jobs": "late" if late else "ok", **found}


def _migrated() -> bool:
    executor = MigrationExecutor(connection)
    return not executor.migration_plan(executor.loader.graph.leaf_nodes())


def _age(since: datetime | None, now: datetime) -> int:
    """Whole seconds; 0 when nothing waits."""
    return max(0, int((now - since).total_seconds())) if since else 0
