"""The calendar day of the city, whatever the time zone of the machine or of the reader."""

from datetime import date
from zoneinfo import ZoneInfo

from django.utils import timezone

CITY = ZoneInfo("Asia/Ho_Chi_Minh")


def today() -> date:
    return timezone.localdate(timezone=CITY)
