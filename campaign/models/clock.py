"""The one source of the time by which people are judged: the database's clock.

Two application servers may disagree; the database is one. `at(moment)` moves the clock for a rehearsal, a
demo or a test; no page can reach it.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from django.db import connection
from django.db.models import DateTimeField, Value
from django.db.models.expressions import Combinable
from django.db.models.functions import Now

from accounts.clock import moved as moved_day

VIETNAM = ZoneInfo("Asia/Ho_Chi_Minh")
_moved: ContextVar[datetime | None] = ContextVar("moved_clock", default=None)


def now() -> datetime:
    moved = _moved.get()
    if moved is not None:
        return moved
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT strftime('%Y-%m-%d %H:%M:%f', 'now')")
            return datetime.fromisoformat(cursor.fetchone()[0]).replace(tzinfo=UTC)
        cursor.execute("SELECT clock_timestamp()")
        return cursor.fetchone()[0]


def column() -> Combinable:
    """The same moment as a column, for a question that is asked anyway."""
    moved = _moved.get()
    return Now() if moved is None else Value(moved, output_field=DateTimeField())


def today() -> date:
    return now().astimezone(VIETNAM).date()


@contextmanager
def at(moment: datetime) -> Iterator[None]:
    token, day = _moved.set(moment), moved_day.set(moment.astimezone(VIETNAM).date())
    try:
        yield
    finally:
        _moved.reset(token)
        moved_day.reset(day)
