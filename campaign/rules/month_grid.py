"""The days of a month in weeks from Monday to Sunday, each with how much happened on it. Pure."""

import calendar
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from campaign.rules.calendar import add_months
from campaign.rules.phrase import Phrase

WEEKDAYS_SHORT = (
    (Phrase("T2"), Phrase("Thứ Hai")),
    (Phrase("T3"), Phrase("Thứ Ba")),
    (Phrase("T4"), Phrase("Thứ Tư")),
    (Phrase("T5"), Phrase("Thứ Năm")),
    (Phrase("T6"), Phrase("Thứ Sáu")),
    (Phrase("T7"), Phrase("Thứ Bảy")),
    (Phrase("CN"), Phrase("Chủ Nhật")),
)
FIRST_YEAR, LAST_YEAR = 1990, 2100


@dataclass(frozen=True)
class Day:
    day: date
    count: int


def weeks(month: date, counts: Mapping[date, int]) -> list[list[Day | None]]:
    """None stands for a day of another month."""
    found = calendar.Calendar().monthdatescalendar(month.year, month.month)
    return [
        [Day(day, counts.get(day, 0)) if day.month == month.month else None for day in week] for week in found
    ]


def month_of(text: str) -> date | None:
    """`2019-08`, or nothing."""
    year, _, month = text.partition("-")
    if len(text) != 7 or not (text.isascii() and year.isdigit() and month.isdigit()):
        return None
    if int(year) < 1 or int(month) not in range(1, 13):
        return None
    found = date(int(year), int(month), 1)
    return found if is_shown(found) else None


def is_shown(day: date) -> bool:
    """Far from both ends of what a calendar can reckon."""
    return FIRST_YEAR <= day.year <= LAST_YEAR


def key(month: date) -> str:
    return f"{month.year:04}-{month.month:02}"


def label(month: date) -> Phrase:
    return Phrase("Tháng %(month)s năm %(year)s", month=month.month, year=month.year)


def next_month(month: date) -> date:
    return add_months(month, 1)


def previous_month(month: date) -> date:
    return add_months(month, -1)
