"""The calendar day of the city, whatever the time zone of the machine or of the reader.

`moved` is set by the campaign's clock alone, so that posts and units of a rehearsal are those of its day.
"""

from contextvars import ContextVar
from datetime import date
from zoneinfo import ZoneInfo

from django.utils import timezone

CITY = ZoneInfo("Asia/Ho_Chi_Minh")
moved: ContextVar[date | None] = ContextVar("moved_day", default=None)


def today() -> date:
    return moved.get() or timezone.localdate(timezone=CITY)
