"""Bonus money: the table of NĐ 152/2025, the rounding, and which of several rewards is paid."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from campaign.rules.bonus import STEP, Claim, bonus, of_household, settle

BASE_2024, BASE_2026, BASE_2019 = 2_340_000, 2_530_000, 1_490_000
D = Decimal


@pytest.mark.parametrize(
    ("coefficient", "in_2019", "in_2024", "in_2026"),
    [
        ("0.15", 230_000, 360_000, 380_000),
        ("0.3", 450_000, 710_000, 760_000),
        ("0.45", 680_000, 1_060_000, 1_140_000),
        ("0.6", 900_000, 1_410_000, 1_520_000),
        ("0.8", 1_200_000, 1_880_000, 2_030_000),
        ("1.0", 1_490_000, 2_340_000, 2_530_000),
        ("1.5", 2_240_000, 3_510_000, 3_800_000),
        ("3.0", 4_470_000, 7_020_000, 7_590_000),
        ("3.5", 5_220_000, 8_190_000, 8_860_000),
        ("4.5", 6_710_000, 10_530_000, 11_390_000),
        ("7.0", 10_430_000, 16_380_000, 17_710_000),
    ],
)
def test_the_whole_table_at_three_base_salaries(coefficient, in_2019, in_2024, in_2026):
    found = [bonus(D(coefficient), base) for base in (BASE_2019, BASE_2024, BASE_2026)]
    assert found == [in_2019, in_2024, in_2026]


@given(st.decimals("0.01", 20, places=3), st.integers(1, 10**8))
def test_a_bonus_is_the_next_ten_thousand_and_never_one_more(coefficient, base):
    exact, found = coefficient * base, bonus(coefficient, base)
    assert (found % STEP, found - exact < STEP, found >= exact) == (0, True, True)


def test_a_household_has_half_as_much_again_rounded_once():
    assert (of_household(D("0.3")), bonus(of_household(D("0.3")), BASE_2024)) == (D("0.45"), 1_060_000)


def claim(key, amount, *, sort="title", holder="an", year=2026, achievement="", decided_in=""):
    return Claim(key, holder, sort, f"Khen {key}", year, achievement, amount, decided_in)


def unpaid(*claims):
    return {key: str(settled.unpaid) for key, settled in settle(claims).items() if settled.unpaid}


def test_of_titles_of_one_year_only_the_highest_is_paid():
    said = "Nhiều danh hiệu của năm 2026: chỉ chi mức cao nhất, là «Khen 2»."
    assert unpaid(claim(1, 710_000), claim(2, 2_340_000), claim(3, 710_000)) == {1: said, 3: said}


def test_titles_of_different_years_are_each_paid():
    assert unpaid(claim(1, 710_000, year=2025), claim(2, 2_340_000)) == {}


def test_forms_for_different_achievements_are_each_paid():
    claims = [claim(n, 710_000, sort="form", achievement=f"sáng kiến {n}") for n in (1, 2)]
    assert unpaid(*claims) == {}


def test_of_forms_for_one_achievement_only_the_highest_is_paid():
    claims = [claim(n, n * 710_000, sort="form", achievement="một việc") for n in (1, 2)]
    assert unpaid(*claims) == {
        1: "Nhiều hình thức cho cùng một thành tích: chỉ chi mức cao nhất, là «Khen 2»."
    }


def test_a_title_and_a_form_are_both_paid():
    assert unpaid(claim(1, 710_000), claim(2, 710_000, sort="form", achievement="2026")) == {}


def test_different_holders_do_not_compete():
    assert unpaid(claim(1, 710_000), claim(2, 2_340_000, holder="bình")) == {}


def test_of_equals_the_one_that_was_paid_before_stays_paid():
    paid = claim(1, 710_000, decided_in="05/QĐ-UBND")
    assert unpaid(paid, claim(2, 710_000)) == {
        2: "Nhiều danh hiệu của năm 2026: chỉ chi mức cao nhất, là «Khen 1 (05/QĐ-UBND)»."
    }


def test_a_lower_title_paid_before_is_told_to_whoever_pays():
    settled = settle([claim(1, 710_000, decided_in="05/QĐ-UBND"), claim(2, 2_340_000)])
    assert {key: (str(one.unpaid), str(one.note)) for key, one in settled.items()} == {
        2: (
            "",
            "Quyết định 05/QĐ-UBND đã chi 710.000 đồng cho «Khen 1» thấp hơn; "
            "cơ quan chi tiền cần bù trừ hoặc thu lại.",
        )
    }
