from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from campaign.rules.calendar import (
    add_months,
    date_line,
    decimal_places,
    document_number,
    official_date,
    parse_number,
    round_half_up,
    vn_date,
    vn_datetime,
    vn_day,
    vn_number,
    vn_stamp,
    vn_time,
    weekday_name,
)


@pytest.mark.parametrize(
    ("day", "written"),
    [
        (date(2026, 1, 5), "ngày 05 tháng 01 năm 2026"),
        (date(2026, 2, 10), "ngày 10 tháng 02 năm 2026"),
        (date(2026, 3, 9), "ngày 09 tháng 3 năm 2026"),
        (date(2026, 12, 31), "ngày 31 tháng 12 năm 2026"),
    ],
)
def test_official_date_puts_a_zero_before_small_days_and_the_first_two_months_only(day, written):
    assert official_date(day) == written


def test_date_line_names_the_place():
    assert date_line("Bạc Liêu", date(2020, 1, 5)) == "Bạc Liêu, ngày 05 tháng 01 năm 2020"


@pytest.mark.parametrize(("number", "written"), [(5, "05/QĐ-UBND"), (10, "10/QĐ-UBND"), (129, "129/QĐ-UBND")])
def test_document_number_below_ten_gets_a_zero(number, written):
    assert document_number(number, "QĐ-UBND") == written


def test_a_moment_late_in_the_utc_evening_is_the_next_day_in_vietnam():
    moment = datetime(2026, 11, 20, 17, 30, tzinfo=UTC)
    assert vn_day(moment) == date(2026, 11, 21)
    assert vn_date(moment) == "21/11/2026"


def test_a_moment_is_shown_in_vietnam_time_and_names_the_zone():
    moment = datetime(2026, 11, 20, 16, 59, 59, tzinfo=UTC)
    assert str(vn_datetime(moment)) == "23:59 ngày 20/11/2026 (giờ Việt Nam)"
    assert vn_stamp(moment) == "23:59 20/11/2026"
    assert str(vn_datetime(moment, seconds=True)) == "23:59:59 ngày 20/11/2026 (giờ Việt Nam)"


def test_a_time_alone_has_no_seconds_unless_they_are_asked_for():
    moment = datetime(2026, 11, 20, 16, 59, 59, tzinfo=UTC)
    assert (vn_time(moment), vn_time(moment, seconds=True)) == ("23:59", "23:59:59")


def test_a_moment_without_a_zone_is_refused():
    with pytest.raises(ValueError, match="time zone"):
        vn_day(datetime(2026, 11, 20, 16, 59))


@pytest.mark.parametrize(("day", "name"), [(16, "Thứ Hai"), (20, "Thứ Sáu"), (22, "Chủ Nhật")])
def test_weekday_has_its_vietnamese_name(day, name):
    assert str(weekday_name(date(2026, 11, day))) == name


@pytest.mark.parametrize(
    ("start", "months", "end"),
    [
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2024, 2, 29), 12, date(2025, 2, 28)),
        (date(2026, 11, 15), 2, date(2027, 1, 15)),
        (date(2026, 1, 15), -1, date(2025, 12, 15)),
    ],
)
def test_add_months_keeps_the_day_or_takes_the_last_of_the_month(start, months, end):
    assert add_months(start, months) == end


@pytest.mark.parametrize(
    ("number", "places", "written"),
    [
        (Decimal("1234.5"), None, "1.234,5"),
        (Decimal("1234567"), None, "1.234.567"),
        (Decimal("0.01"), None, "0,01"),
        (Decimal("85"), 2, "85,00"),
        (Decimal("8.125"), 2, "8,13"),
        (2530000, None, "2.530.000"),
    ],
)
def test_number_has_dots_between_thousands_and_a_decimal_comma(number, places, written):
    assert vn_number(number, places) == written


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("8,5", Decimal("8.5")),
        ("8.5", Decimal("8.5")),
        (" 8\u00a0", Decimal("8")),
        ("1.000,5", Decimal("1000.5")),
        ("1.234.567,25", Decimal("1234567.25")),
    ],
)
def test_both_decimal_marks_are_understood(text, number):
    assert parse_number(text) == number


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "NaN",
        "Infinity",
        "1e3",
        "-5",
        "+5",
        "8/5",
        "8-5",
        "8:5",
        "1,000.5",
        "1.00,5",
        "８",
        "8,5,5",
        "5.",
    ],
)
def test_what_is_not_a_plain_number_is_nothing(text):
    assert parse_number(text) is None


@given(st.decimals(min_value=0, max_value=10**9, places=2))
def test_a_number_written_is_read_back_when_its_decimals_are_shown(number):
    assert parse_number(vn_number(number, 2)) == number


def test_halves_are_rounded_up():
    assert round_half_up(Decimal("8.005")) == Decimal("8.01")
    assert round_half_up(Decimal("8.015")) == Decimal("8.02")


@pytest.mark.parametrize(("number", "places"), [("8.50", 1), ("8.25", 2), ("100", 0), ("1E+2", 0)])
def test_decimal_places_are_those_that_matter(number, places):
    assert decimal_places(Decimal(number)) == places
