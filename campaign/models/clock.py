"""The one source of the time by which people are judged: the database's clock.

Two application servers may disagree; the database is one. `at(moment)` moves the clock for a rehearsal, a
demo or a test; no page can reach it.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.db import connection
from django.db.models import DateTimeField, Expression, Value
from django.db.models.expressions import RawSQL

from accounts.clock import moved as moved_day

VIETNAM = ZoneInfo("Asia/Ho_Chi_Minh")
NOW = {"sqlite": "strftime('%Y-%m-%d %H:%M:%f', 'now')", "postgresql": "clock_timestamp()"}
_moved: ContextVar[datetime | None] = ContextVar("moved_clock", default=None)


def now() -> datetime:
    return _moved.get() or beside("SELECT {now}")[0]


def beside(question: str) -> list[Any]:
    """The row found, with the moment as its last column, or []. Plain SQL: asked for every page, it must be quick."""
    with connection.cursor() as cursor:
        cursor.execute(question.replace("{now}", NOW[connection.vendor]))
        *found, moment = cursor.fetchone() or [None]
    return [*found, _moved.get() or _aware(moment)] if moment else []


def along() -> Expression:
    """The moment as a column of another query, so that a page need not ask for it alone."""
    moved = _moved.get()
    if moved:
        return Value(moved, output_field=DateTimeField())
    moment = NOW[connection.vendor].replace("%", "%%")  # other columns have parameters
    return RawSQL(moment, [], output_field=DateTimeField())  # noqa: S611


def _aware(moment: datetime | str) -> datetime:
    return datetime.fromisoformat(moment).replace(tzinfo=UTC) if isinstance(moment, str) else moment


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
