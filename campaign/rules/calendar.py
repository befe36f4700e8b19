"""Dates, times and numbers as Vietnamese readers and official papers write them.

What goes on paper (`official_date`, `date_line`, `document_number`) is plain text: a decision is Vietnamese
whatever language its reader has chosen. What goes on a page is a Phrase.
"""

import calendar
import math
import re
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from zoneinfo import ZoneInfo

from campaign.rules.phrase import Phrase

VIETNAM = ZoneInfo("Asia/Ho_Chi_Minh")
CENT = Decimal("0.01")

WEEKDAYS = (
    Phrase("Thứ Hai"),
    Phrase("Thứ Ba"),
    Phrase("Thứ Tư"),
    Phrase("Thứ Năm"),
    Phrase("Thứ Sáu"),
    Phrase("Thứ Bảy"),
    Phrase("Chủ Nhật"),
)

# A comma is always the decimal mark, and only then may dots group thousands; a lone dot is a decimal mark.
NUMBER = re.compile(
    r"([0-9]{1,3}(?:\.[0-9]{3}){1,3}|[0-9]{1,12}),([0-9]{1,6})|([0-9]{1,12})(?:\.([0-9]{1,6}))?"
)


def vn_day(moment: date | datetime) -> date:
    """The day on the calendar in Vietnam."""
    if not isinstance(moment, datetime):
        return moment
    if moment.tzinfo is None:
        raise ValueError("A moment without a time zone has no day in Vietnam.")
    return moment.astimezone(VIETNAM).date()


def vn_date(moment: date | datetime) -> str:
    day = vn_day(moment)
    return f"{day.day:02}/{day.month:02}/{day.year:04}"


def vn_time(moment: datetime, *, seconds: bool = False) -> str:
    """Hours and minutes in Vietnam; seconds only where two moments must be told apart."""
    return moment.astimezone(VIETNAM).strftime("%H:%M:%S" if seconds else "%H:%M")


def vn_datetime(moment: datetime, *, seconds: bool = False) -> Phrase:
    """Always names the zone, because a reader may be elsewhere."""
    time = vn_time(moment, seconds=seconds)
    return Phrase("%(time)s ngày %(date)s (giờ Việt Nam)", time=time, date=vn_date(moment))


def vn_stamp(moment: datetime, *, seconds: bool = False) -> str:
    """The same moment for a record, which is kept in no language."""
    return f"{vn_time(moment, seconds=seconds)} {vn_date(moment)}"


def weekday_name(moment: date | datetime) -> Phrase:
    return WEEKDAYS[vn_day(moment).weekday()]


def news_line(moment: datetime) -> Phrase:
    """`Thứ Ba, 27/08/2019, 19:55`, as portals date their news."""
    return Phrase(
        "%(weekday)s, %(date)s, %(time)s",
        weekday=weekday_name(moment),
        date=vn_date(moment),
        time=vn_time(moment),
    )


def official_date(moment: date | datetime) -> str:
    """NĐ 30/2020: a leading zero for days below 10 and for months 1 and 2 only."""
    day = vn_day(moment)
    month = f"{day.month:02}" if day.month <= 2 else f"{day.month}"
    return f"ngày {day.day:02} tháng {month} năm {day.year}"


def date_line(place: str, moment: date | datetime) -> str:
    return f"{place}, {official_date(moment)}"


def document_number(number: int, symbol: str) -> str:
    """`05/QĐ-UBND`: NĐ 30/2020 puts a zero before numbers below 10."""
    return f"{number:02}/{symbol}"


def add_months(day: date, months: int) -> date:
    """The same day so many months later, or the month's last day (Civil Code 2015, Art. 148.3)."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def round_half_up(value: Decimal | Fraction, unit: Decimal = CENT) -> Decimal:
    """The one rounding rule for marks: halves go up, to a hundredth. A fraction is rounded from its exact value."""
    if isinstance(value, Fraction):
        steps = math.floor(abs(value) / Fraction(unit) + Fraction(1, 2))
        return (steps if value >= 0 else -steps) * unit
    return value.quantize(unit, rounding=ROUND_HALF_UP)


def vn_number(value: Decimal | int, places: int | None = None) -> str:
    """1234.5 as "1.234,5"; with `places`, exactly so many decimals."""
    number = Decimal(value)
    if places is not None:
        number = round_half_up(number, Decimal(1).scaleb(-places))
    return f"{number:,f}".translate(str.maketrans(",.", ".,"))


def parse_number(text: str) -> Decimal | None:
    """What a person typed, if it is a plain number that is not negative: no exponent, no date, no NaN."""
    match = NUMBER.fullmatch(text.replace("\u00a0", " ").strip())
    if match is None:
        return None
    grouped, fraction, whole, decimals = match.groups()
    return Decimal(f"{(grouped or whole).replace('.', '')}.{fraction or decimals or '0'}")


def decimal_places(value: Decimal) -> int:
    """How many decimals are needed to write the value: 2 for 8.25, 0 for 8.00."""
    exponent = value.normalize().as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0
