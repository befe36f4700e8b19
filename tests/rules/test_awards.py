"""Awards in rank order under caps; what happens to equals at the end."""

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from campaign.rules.awards import (
    BALLOT,
    CHAIN,
    CUT,
    EXTEND,
    AwardLevel,
    Cap,
    allocate,
    bonus_amount,
    exceeded,
)
from campaign.rules.ranking import Candidate, Lots, grouped, rank, settled
from campaign.rules.ranking_words import award_facts, award_sentence

FIRST = AwardLevel("first", "Giải nhất", 1, minimum_total=Decimal(85))
SECOND = AwardLevel("second", "Giải nhì", 2, minimum_total=Decimal(70))
ONE_FIRST = Cap("Giải nhất", {"": 1}, level="first")
TWO_SECOND = Cap("Giải nhì", {"": 2}, level="second")
CAPS = [ONE_FIRST, TWO_SECOND]


def ranked(*totals, level_codes=(), units=()):
    codes, homes = ([*given, *[""] * (len(totals) - len(given))] for given in (level_codes, units))
    return rank(
        [
            Candidate(f"HS-{number}", Decimal(total), level_code=code, unit=unit)
            for number, (total, code, unit) in enumerate(zip(totals, codes, homes, strict=True), start=1)
        ],
        ["total"],
    )


def given_levels(allocations):
    return {one.key: one.level.code if one.level else None for one in allocations}


def reasons(found, allocations):
    return {
        one.key: str(award_sentence(award_facts(answer), one.position, one.candidate.total))
        for one, answer in zip(found, allocations, strict=True)
    }


def codes(allocations):
    return [one.code for one in allocations]


def reserves(allocations):
    return [one.key for one in allocations if one.reserve]


def test_the_best_level_goes_to_the_first_in_rank():
    allocations = allocate(ranked(80, 90, 75, 72), [SECOND, FIRST], CAPS)
    assert given_levels(allocations) == {"HS-2": "first", "HS-1": "second", "HS-3": "second", "HS-4": None}
    assert reserves(allocations) == ["HS-4"]


def test_every_candidate_gets_a_code_and_a_reason_with_the_cap_that_bound():
    found = ranked(92, 88, 75, 72, 60)
    allocations = allocate(found, [FIRST, SECOND], CAPS)
    assert codes(allocations) == ["awarded", "awarded", "awarded", "reserve", "unqualified"]
    assert reasons(found, allocations) == {
        "HS-1": "Giải nhất: hạng 1 với 92,00 điểm (trong chỉ tiêu; đạt ngưỡng 85,00 điểm).",
        "HS-2": "Giải nhì: hạng 2 với 88,00 điểm (trong chỉ tiêu; đạt ngưỡng 70,00 điểm). "
        "Dự bị Giải nhất: hạng 2 với 88,00 điểm, chỉ tiêu «Giải nhất» (1) đã đủ.",
        "HS-3": "Giải nhì: hạng 3 với 75,00 điểm (trong chỉ tiêu; đạt ngưỡng 70,00 điểm). "
        "Không xếp Giải nhất: hạng 3 với 75,00 điểm, chưa đạt ngưỡng 85,00 điểm.",
        "HS-4": "Dự bị Giải nhì: hạng 4 với 72,00 điểm, chỉ tiêu «Giải nhì» (2) đã đủ.",
        "HS-5": "Không xếp Giải nhì: hạng 5 với 60,00 điểm, chưa đạt ngưỡng 70,00 điểm.",
    }


def test_the_threshold_itself_is_enough():
    allocations = allocate(ranked("85", "84.99"), [FIRST], CAPS)
    assert given_levels(allocations) == {"HS-1": "first", "HS-2": None}
    assert reserves(allocations) == []


def test_a_tie_across_the_cut_is_left_to_the_council():
    found = ranked(90, 80, 80, 80, 75)
    allocations = allocate(found, [FIRST, SECOND], CAPS, CUT)
    assert [*given_levels(allocations).values()] == ["first", None, None, None, None]
    assert reserves(allocations) == ["HS-2", "HS-3", "HS-4", "HS-5"]
    assert reasons(found, allocations)["HS-2"] == (
        "Dự bị Giải nhì: hạng 2 với 80,00 điểm; 3 hồ sơ đồng hạng mà chỉ tiêu «Giải nhì» (2) chỉ còn 2, "
        "chờ hội đồng quyết định."
    )


def test_a_tie_across_the_cut_may_be_taken_whole():
    found = ranked(90, 80, 80, 80, 75)
    allocations = allocate(found, [FIRST, SECOND], CAPS, EXTEND)
    assert [*given_levels(allocations).values()] == ["first", "second", "second", "second", None]
    assert codes(allocations) == ["awarded", "beyond_cap", "beyond_cap", "beyond_cap", "reserve"]
    assert reasons(found, allocations)["HS-2"].startswith(
        "Giải nhì: hạng 2 với 80,00 điểm (vượt chỉ tiêu «Giải nhì» vì lấy cả nhóm đồng hạng; đạt ngưỡng 70,00 điểm)."
    )


def test_a_tie_across_the_cut_may_wait_for_lots_and_takes_the_level_when_they_are_drawn():
    found = ranked(90, 80, 80, 80, 75)
    waiting = allocate(
        found, [FIRST, SECOND], CAPS, BALLOT, settle=lambda group: settled(group, "ballot", Lots())
    )
    assert codes(waiting) == ["awarded", "awaits_ballot", "awaits_ballot", "awaits_ballot", "reserve"]
    assert reasons(found, waiting)["HS-2"].startswith("Chờ bốc thăm hoặc bỏ phiếu cho Giải nhì: hạng 2")
    drawn = Lots([["HS-4", "HS-2", "HS-3"]])
    after = allocate(
        found, [FIRST, SECOND], CAPS, BALLOT, settle=lambda group: settled(group, "ballot", drawn)
    )
    assert given_levels(after) == {
        "HS-1": "first",
        "HS-2": "second",
        "HS-3": None,
        "HS-4": "second",
        "HS-5": None,
    }


def test_a_tie_across_the_cut_may_be_compared_further_for_this_alone():
    found = rank(
        [
            Candidate("HS-1", Decimal(80)),
            Candidate("HS-2", Decimal(80), female=True),
            Candidate("HS-3", Decimal(79)),
        ],
        ["total"],
    )
    caps = [replace(TWO_SECOND, places={"": 1})]
    answers = allocate(found, [SECOND], caps, CHAIN, settle=lambda group: grouped(group, ["female"]))
    assert [one.position for one in found] == [1, 1, 3]
    assert given_levels(answers) == {"HS-1": None, "HS-2": "second", "HS-3": None}


def test_a_chain_that_still_finds_equals_takes_none_of_them():
    answers = allocate(ranked(80, 80), [SECOND], [replace(TWO_SECOND, places={"": 1})], CHAIN)
    assert codes(answers) == ["reserve", "reserve"]


def test_a_tie_that_starts_after_a_full_quota_is_not_taken():
    allocations = allocate(ranked(90, 88, 88), [FIRST], CAPS, EXTEND)
    assert given_levels(allocations) == {"HS-1": "first", "HS-2": None, "HS-3": None}


def test_a_tie_left_out_of_one_level_may_fit_the_next():
    allocations = allocate(ranked(90, 90, 75), [FIRST, SECOND], CAPS)
    assert given_levels(allocations) == {"HS-1": "second", "HS-2": "second", "HS-3": None}


def test_a_level_may_require_a_recognised_level():
    found, only_a = ranked(90, 88, level_codes=["B", "A"]), AwardLevel("first", "Giải nhất", 1, None, ("A",))
    allocations = allocate(found, [only_a], [ONE_FIRST])
    assert given_levels(allocations) == {"HS-1": None, "HS-2": "first"}
    assert reserves(allocations) == []
    assert reasons(found, allocations) == {
        "HS-1": "Không xếp Giải nhất: hạng 1 với 90,00 điểm, chưa đạt mức sáng kiến mà giải này yêu cầu.",
        "HS-2": "Giải nhất: hạng 2 với 88,00 điểm (trong chỉ tiêu; không đặt ngưỡng điểm).",
    }


def test_only_those_of_a_tie_who_qualify_count_against_the_quota():
    only_a = AwardLevel("first", "Giải nhất", 1, None, ("A",))
    allocations = allocate(ranked(90, 90, level_codes=["B", "A"]), [only_a], [ONE_FIRST])
    assert given_levels(allocations) == {"HS-1": None, "HS-2": "first"}


def test_a_unit_may_win_so_many_across_levels():
    found = ranked(95, 90, 88, 80, units=["U", "U", "U", "V"])
    of_unit = Cap("Mỗi đơn vị", {"U": 2, "V": 2}, each="unit")
    allocations = allocate(found, [FIRST, SECOND], [*CAPS, of_unit])
    assert given_levels(allocations) == {"HS-1": "first", "HS-2": "second", "HS-3": None, "HS-4": "second"}
    assert reasons(found, allocations)["HS-3"] == (
        "Dự bị Giải nhì: hạng 3 với 88,00 điểm, chỉ tiêu «Mỗi đơn vị» (2) đã đủ."
    )


def test_a_level_may_be_capped_in_a_strand_and_in_the_whole_campaign():
    found = rank(
        [Candidate(f"HS-{n}", Decimal(100 - n), strand="x" if n < 4 else "y") for n in range(1, 7)], ["total"]
    )
    caps = [Cap("mỗi nội dung", {"x": 2, "y": 2}, "first", each="strand"), Cap("chung", {"": 3}, "first")]
    assert given_levels(allocate(found, [FIRST], caps)) == {
        "HS-1": "first",
        "HS-2": "first",
        "HS-3": None,
        "HS-4": "first",
        "HS-5": None,
        "HS-6": None,
    }


def test_a_tie_that_only_a_unit_cap_divides_leaves_the_others_alone():
    found = ranked(90, 90, 90, units=["U", "U", "V"])
    caps = [Cap("Giải nhất", {"": 3}, "first"), Cap("Mỗi đơn vị", {"U": 1, "V": 1}, each="unit")]
    assert given_levels(allocate(found, [FIRST], caps)) == {"HS-1": None, "HS-2": None, "HS-3": "first"}


def test_what_a_council_already_gave_uses_its_place_and_stays():
    allocations = allocate(ranked(90, 88), [FIRST, SECOND], CAPS, taken={"HS-2": "first"})
    assert given_levels(allocations) == {"HS-1": "second", "HS-2": "first"}
    assert codes(allocations) == ["awarded", "decided"]


def test_who_is_in_reserve_for_a_better_level_stays_so_when_a_lower_one_does_not_fit():
    found, only_b = ranked(90, 88, level_codes=["A", "A"]), AwardLevel("second", "Giải nhì", 2, None, ("B",))
    allocations = allocate(found, [FIRST, only_b], CAPS)
    assert reserves(allocations) == ["HS-2"]
    assert reasons(found, allocations)["HS-2"] == (
        "Dự bị Giải nhất: hạng 2 với 88,00 điểm, chỉ tiêu «Giải nhất» (1) đã đủ."
    )


def test_without_a_quota_everybody_who_qualifies_is_given_the_award():
    found, everybody = ranked(90, 50, 50), AwardLevel("merit", "Công nhận", 1)
    allocations = allocate(found, [everybody])
    assert given_levels(allocations) == {"HS-1": "merit", "HS-2": "merit", "HS-3": "merit"}


def test_without_levels_nothing_is_proposed():
    found = ranked(90)
    allocations = allocate(found, [])
    assert codes(allocations) == ["no_levels"]
    assert reasons(found, allocations) == {"HS-1": "Chưa có mức khen thưởng nào để xét."}


def test_an_unknown_policy_is_an_error():
    with pytest.raises(ValueError, match="Unknown policy"):
        allocate([], [], [], "lottery")


def test_what_goes_beyond_a_cap_is_named_unless_the_ranking_itself_proposed_it():
    one, other = (row.candidate for row in ranked(90, 88))
    both = [(one, "first"), (other, "first")]
    assert [(cap.label, cell, number) for cap, cell, number in exceeded(CAPS, both, both[:1])] == [
        ("Giải nhất", "", 2)
    ]
    assert list(exceeded(CAPS, both, both)) == []


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
