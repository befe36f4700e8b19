from collections import Counter
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from campaign.rules.awards import CUT_BELOW, EXTEND, AwardLevel, allocate, bonus_amount
from campaign.rules.ranking import Candidate, rank

FIRST = AwardLevel("first", "Giải nhất", 1, quota=1, minimum_total=Decimal(85))
SECOND = AwardLevel("second", "Giải nhì", 2, quota=2, minimum_total=Decimal(70))


def ranked(*totals, level_codes=()):
    codes = [*level_codes, *[""] * (len(totals) - len(level_codes))]
    found = [
        Candidate(f"HS-{number}", Decimal(total), level_code=code)
        for number, (total, code) in enumerate(zip(totals, codes, strict=True), start=1)
    ]
    return rank(found, ["total"])


def given_levels(allocations):
    return {one.key: one.level.code if one.level else None for one in allocations}


def reasons(allocations):
    return {one.key: str(one.reason) for one in allocations}


def reserves(allocations):
    return [one.key for one in allocations if one.reserve]


RANKED = st.lists(st.integers(40, 60), max_size=15).map(lambda totals: ranked(*totals))
LEVELS = st.lists(
    st.tuples(st.none() | st.integers(0, 4), st.none() | st.integers(40, 60).map(Decimal)), max_size=4
).map(lambda rows: [AwardLevel(f"L{order}", f"Giải {order}", order, *row) for order, row in enumerate(rows)])


def test_the_best_level_goes_to_the_first_in_rank():
    allocations = allocate(ranked(80, 90, 75, 72), [SECOND, FIRST])
    assert given_levels(allocations) == {"HS-2": "first", "HS-1": "second", "HS-3": "second", "HS-4": None}
    assert reserves(allocations) == ["HS-4"]


def test_every_candidate_gets_a_reason_with_total_rank_quota_and_threshold():
    assert reasons(allocate(ranked(92, 88, 75, 72, 60), [FIRST, SECOND])) == {
        "HS-1": "Giải nhất: hạng 1 với 92,00 điểm (trong chỉ tiêu 1; đạt ngưỡng 85,00 điểm).",
        "HS-2": "Giải nhì: hạng 2 với 88,00 điểm (trong chỉ tiêu 2; đạt ngưỡng 70,00 điểm). "
        "Dự bị Giải nhất: hạng 2 với 88,00 điểm, chỉ tiêu 1 đã đủ.",
        "HS-3": "Giải nhì: hạng 3 với 75,00 điểm (trong chỉ tiêu 2; đạt ngưỡng 70,00 điểm). "
        "Không xếp Giải nhất: hạng 3 với 75,00 điểm, chưa đạt ngưỡng 85,00 điểm.",
        "HS-4": "Dự bị Giải nhì: hạng 4 với 72,00 điểm, chỉ tiêu 2 đã đủ.",
        "HS-5": "Không xếp Giải nhì: hạng 5 với 60,00 điểm, chưa đạt ngưỡng 70,00 điểm.",
    }


def test_the_threshold_itself_is_enough():
    allocations = allocate(ranked("85", "84.99"), [FIRST])
    assert given_levels(allocations) == {"HS-1": "first", "HS-2": None}
    assert reserves(allocations) == []


def test_a_tie_across_the_cut_is_left_to_the_council():
    allocations = allocate(ranked(90, 80, 80, 80, 75), [FIRST, SECOND], CUT_BELOW)
    assert given_levels(allocations) == {
        "HS-1": "first",
        "HS-2": None,
        "HS-3": None,
        "HS-4": None,
        "HS-5": None,
    }
    assert reserves(allocations) == ["HS-2", "HS-3", "HS-4", "HS-5"]
    assert reasons(allocations)["HS-2"] == (
        "Dự bị Giải nhì: hạng 2 với 80,00 điểm; 3 hồ sơ đồng hạng mà chỉ tiêu 2 chỉ còn 2, chờ hội đồng quyết định."
    )


def test_a_tie_across_the_cut_may_be_taken_whole():
    allocations = allocate(ranked(90, 80, 80, 80, 75), [FIRST, SECOND], EXTEND)
    assert given_levels(allocations) == {
        "HS-1": "first",
        "HS-2": "second",
        "HS-3": "second",
        "HS-4": "second",
        "HS-5": None,
    }
    assert reasons(allocations)["HS-2"].startswith(
        "Giải nhì: hạng 2 với 80,00 điểm (vượt chỉ tiêu 2 vì lấy cả nhóm đồng hạng; đạt ngưỡng 70,00 điểm)."
    )


def test_a_tie_that_starts_after_a_full_quota_is_not_taken():
    allocations = allocate(ranked(90, 88, 88), [FIRST], EXTEND)
    assert given_levels(allocations) == {"HS-1": "first", "HS-2": None, "HS-3": None}


def test_a_tie_left_out_of_one_level_may_fit_the_next():
    allocations = allocate(ranked(90, 90, 75), [FIRST, SECOND])
    assert given_levels(allocations) == {"HS-1": "second", "HS-2": "second", "HS-3": None}


def test_a_level_may_require_a_recognised_level():
    only_a = AwardLevel("first", "Giải nhất", 1, quota=1, required_level_codes=("A",))
    allocations = allocate(ranked(90, 88, level_codes=["B", "A"]), [only_a])
    assert given_levels(allocations) == {"HS-1": None, "HS-2": "first"}
    assert reserves(allocations) == []
    assert reasons(allocations) == {
        "HS-1": "Không xếp Giải nhất: hạng 1 với 90,00 điểm, chưa đạt mức sáng kiến mà giải này yêu cầu.",
        "HS-2": "Giải nhất: hạng 2 với 88,00 điểm (trong chỉ tiêu 1; không đặt ngưỡng điểm).",
    }


def test_only_those_of_a_tie_who_qualify_count_against_the_quota():
    only_a = AwardLevel("first", "Giải nhất", 1, quota=1, required_level_codes=("A",))
    allocations = allocate(ranked(90, 90, level_codes=["B", "A"]), [only_a])
    assert given_levels(allocations) == {"HS-1": None, "HS-2": "first"}


def test_who_is_in_reserve_for_a_better_level_stays_so_when_a_lower_one_does_not_fit():
    only_b = AwardLevel("second", "Giải nhì", 2, required_level_codes=("B",))
    allocations = allocate(ranked(90, 88, level_codes=["A", "A"]), [FIRST, only_b])
    assert reserves(allocations) == ["HS-2"]
    assert reasons(allocations)["HS-2"] == "Dự bị Giải nhất: hạng 2 với 88,00 điểm, chỉ tiêu 1 đã đủ."


def test_without_a_quota_everybody_who_qualifies_is_given_the_award():
    everybody = AwardLevel("merit", "Công nhận", 1)
    allocations = allocate(ranked(90, 50, 50), [everybody])
    assert given_levels(allocations) == {"HS-1": "merit", "HS-2": "merit", "HS-3": "merit"}
    assert reasons(allocations)["HS-2"] == (
        "Công nhận: hạng 2 với 50,00 điểm (không giới hạn chỉ tiêu; không đặt ngưỡng điểm)."
    )


def test_without_levels_nothing_is_proposed():
    allocations = allocate(ranked(90), [])
    assert given_levels(allocations) == {"HS-1": None}
    assert reasons(allocations) == {"HS-1": "Chưa có mức khen thưởng nào để xét."}


def test_an_unknown_policy_is_an_error():
    with pytest.raises(ValueError, match="Unknown policy"):
        allocate([], [], "lottery")


@given(RANKED, LEVELS)
def test_no_quota_is_ever_exceeded_when_ties_are_cut(found, levels):
    counts = Counter(given_levels(allocate(found, levels, CUT_BELOW)).values())
    assert [
        level.code for level in levels if level.quota is not None and counts[level.code] > level.quota
    ] == []


@given(RANKED, LEVELS, st.sampled_from([CUT_BELOW, EXTEND]))
def test_equals_are_treated_alike_and_nobody_overtakes(found, levels, ties):
    levels = sorted(levels, key=lambda level: level.minimum_total or Decimal(0), reverse=True)
    levels = [
        AwardLevel(level.code, level.label, order, level.quota, level.minimum_total)
        for order, level in enumerate(levels)
    ]
    orders = [one.level.order if one.level else len(levels) for one in allocate(found, levels, ties)]
    positions = [one.position for one in found]
    assert {(order, position) for order, position in zip(orders, positions, strict=True)} == {
        (orders[positions.index(position)], position) for position in positions
    }


@given(RANKED, LEVELS, st.sampled_from([CUT_BELOW, EXTEND]))
def test_everybody_is_answered_once_with_a_reason(found, levels, ties):
    allocations = allocate(found, levels, ties)
    assert [one.key for one in allocations] == [one.key for one in found]
    assert all(one.reason and str(one.reason) for one in allocations)
    assert not any(one.reserve and one.level for one in allocations)


@pytest.mark.parametrize(
    ("coefficient", "salary", "amount"),
    [
        ("0.3", 2_340_000, 710_000),
        ("0.3", 2_530_000, 760_000),
        ("0.3", 1_490_000, 450_000),
        ("1.0", 2_340_000, 2_340_000),
        ("1.5", 2_530_000, 3_800_000),
    ],
)
def test_a_bonus_is_rounded_up_to_the_next_ten_thousand(coefficient, salary, amount):
    assert bonus_amount(Decimal(coefficient), salary) == amount


@given(st.decimals(min_value=0, max_value=10, places=2), st.integers(1, 10**8))
def test_a_bonus_is_never_less_and_never_ten_thousand_more_than_the_product(coefficient, salary):
    amount = bonus_amount(coefficient, salary)
    assert amount % 10_000 == 0
    assert 0 <= amount - coefficient * salary < 10_000
