"""Small rules of the news: the date line, the month as weeks, the cut of a picture, who is a reader."""

from datetime import UTC, date, datetime

import pytest

from campaign.rules.calendar import news_line
from campaign.rules.crop import crop_box
from campaign.rules.month_grid import month_of, weeks
from campaign.rules.readers import is_arrival, is_person

BROWSER = {"User-Agent": "Mozilla/5.0 Firefox/140.0", "Accept": "text/html"}


def test_the_date_line_is_that_of_the_source_page():
    assert str(news_line(datetime(2019, 8, 27, 12, 55, tzinfo=UTC))) == "Thứ Ba, 27/08/2019, 19:55"
    assert str(news_line(datetime(2026, 11, 28, 17, 5, tzinfo=UTC))) == "Chủ Nhật, 29/11/2026, 00:05"


def test_a_month_is_weeks_from_monday_with_gaps_for_other_months():
    grid = weeks(date(2019, 8, 1), {date(2019, 8, 27): 2})

    days = [[day.day.day if day else None for day in week] for week in grid]
    assert days[0] == [None, None, None, 1, 2, 3, 4]
    assert days[-1] == [26, 27, 28, 29, 30, 31, None]
    assert [(day.day.day, day.count) for week in grid for day in week if day and day.count] == [(27, 2)]


@pytest.mark.parametrize(
    "text", ["", "2019-13", "2019-00", "0000-01", "9999-01", "2019-8", "²019-08", "2019-08-27"]
)
def test_what_is_no_month_is_none(text):
    assert month_of(text) is None


@pytest.mark.parametrize(
    ("size", "ratio", "focus", "box"),
    [
        ((1600, 900), "whole", "left", (0, 0, 1600, 900)),
        ((1600, 900), "1:1", "left", (0, 0, 900, 900)),
        ((1600, 900), "1:1", "right", (700, 0, 1600, 900)),
        ((900, 1600), "16:9", "top", (0, 0, 900, 506)),
        ((900, 1600), "16:9", "centre", (0, 547, 900, 1053)),
        ((1, 1), "16:9", "bottom", (0, 0, 1, 1)),
    ],
)
def test_a_cut_is_the_largest_of_its_shape_around_what_matters(size, ratio, focus, box):
    assert crop_box(*size, ratio, focus) == box


@pytest.mark.parametrize(
    ("changed", "person"),
    [
        ({}, True),
        ({"User-Agent": ""}, False),
        ({"User-Agent": "Mozilla/5.0 (compatible; bingbot/2.0)"}, False),
        ({"User-Agent": "python-requests/2"}, False),
        ({"Sec-Purpose": "prefetch;prerender"}, False),
        ({"Accept": "image/webp"}, False),
    ],
)
def test_machines_are_no_readers(changed, person):
    assert is_person(BROWSER | changed) is person


def test_who_comes_from_a_page_of_the_portal_does_not_arrive():
    referrers = ["", "https://sangkien.vn/tin-tuc/", "https://timkiem.vn/?q=sangkien.vn", "https://[broken"]
    assert [is_arrival(one, "sangkien.vn") for one in referrers] == [True, False, True, True]
