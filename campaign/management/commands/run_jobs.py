"""The job worker: one process that looks what is due, does it, and checks the stored data once a day."""

import logging
import secrets
import time
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.db import OperationalError
from django_tasks import DEFAULT_TASK_BACKEND_ALIAS, DEFAULT_TASK_QUEUE_NAME
from django_tasks_db.management.commands.db_worker import Worker
from django_tasks_db.utils import is_locked_database_exception

from campaign import invariants
from campaign.actions import audit
from campaign.jobs.tick import tick

logger = logging.getLogger(__name__)


class Command(BaseCommand):
    help = "Send mail and run the other background tasks; SIGTERM lets the current task finish."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--once", action="store_true", help="do what is due now, then end")
        parser.add_argument(
            "--interval", type=float, default=2, help="seconds between two looks (default: 2)"
        )

    def handle(self, *, once: bool, interval: float, **options: Any) -> None:
        worker = _worker()
        if not once:
            worker.configure_signals()
            logger.info("job worker %s has started", worker.worker_id)
        while worker.running:
            _look()
            worker.run()
            if once:
                return
            if worker.running:
                time.sleep(interval)


def _worker() -> Worker:
    """The library's own, told to return when the queue is empty."""
    return Worker(
        queue_names=[DEFAULT_TASK_QUEUE_NAME],
        excluded_queue_names=[],
        interval=0.2,
        batch=True,
        backend_name=DEFAULT_TASK_BACKEND_ALIAS,
        startup_delay=False,
        max_tasks=None,
        worker_id=secrets.token_hex(8),
    )


def _look() -> None:
    """A database that is busy for a moment is no reason to end."""
    try:
        tick()
        if audit.check_is_due():
            audit.record_check(invariants.broken())
    except OperationalError as error:
        if not is_locked_database_exception(error):
            raise
        logger.warning("the database was busy; looking again soon")
