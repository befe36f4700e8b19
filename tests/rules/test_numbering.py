"""Numbers that a year of a series has left out."""

import pytest

from campaign.rules.numbering import missing, register_name


@pytest.mark.parametrize(
    ("numbers", "words"),
    [([], ""), ([1, 2, 3], ""), ([1, 2, 4], "03"), ([3], ""), ([1, 3, 7, 12], "02, 04-06, 08-11")],
)
def test_numbers_left_out(numbers, words):
    assert missing(numbers) == words


def test_a_series_runs_on_one_counter_in_a_year():
    assert register_name("quyet-dinh", 2026) == "so-van-ban/quyet-dinh/2026"
