from decimal import Decimal
from fractions import Fraction
from math import floor

import pytest
from hypothesis import given
from hypothesis import strategies as st

from campaign.rules.calendar import round_half_up
from campaign.rules.combining import (
    PERCENT,
    POINTS,
    Method,
    Spread,
    combine,
    criterion_means,
    is_copied,
    is_too_wide,
    spread,
    vote_score,
)
from campaign.rules.scoring import Mark

MARKS = st.decimals(min_value=0, max_value=100, places=2)
WEIGHTS = st.decimals(min_value=Decimal("0.1"), max_value=5, places=1)
EXACT = st.fractions(min_value=0, max_value=1000, max_denominator=9999)
TRIMMED, WEIGHTED = Method("trimmed_mean"), Method("weighted_mean")


def decimals(*values):
    return [Decimal(value) for value in values]


def rounded(exact, places=2):
    """Half up, written another way than the rule."""
    return Decimal(floor(exact * 10**places + Fraction(1, 2))).scaleb(-places)


def test_the_mean_is_rounded_once_with_halves_up():
    assert combine(decimals("80", "80.01")) == Decimal("80.01")
    assert combine(decimals("80", "81", "81")) == Decimal("80.67")


def test_trimming_begins_with_five_sheets():
    four, five = decimals(10, 80, 80, 100), decimals(10, 70, 80, 90, 100)
    assert combine(four, TRIMMED) == Decimal("67.50")
    assert combine(five, TRIMMED) == Decimal("80.00")
    assert combine(five) == Decimal("70.00")


def test_when_and_how_many_are_dropped_is_data():
    totals = decimals(0, 10, 50, 60, 80, 90, 100)
    assert combine(totals, Method("trimmed_mean", 7, 2)) == Decimal("63.33")
    assert combine(totals[:6], Method("trimmed_mean", 7, 2)) == Decimal("48.33")


def test_something_is_always_left_after_trimming():
    assert combine(decimals(10, 20, 90), Method("trimmed_mean", 3, 2)) == Decimal("40.00")


def test_one_of_several_equal_extremes_is_dropped():
    assert combine(decimals(60, 60, 60, 90, 90), TRIMMED) == Decimal("70.00")


def test_a_weighted_mean_counts_the_chair_twice():
    assert combine(decimals(90, 60), WEIGHTED, decimals(2, 1)) == Decimal("80.00")
    assert combine(decimals(90, 60), WEIGHTED) == Decimal("75.00")


def test_weights_count_only_where_the_rulebook_says_so():
    assert combine(decimals(90, 60), weights=decimals(2, 1)) == Decimal("75.00")


def test_nothing_to_combine_and_unknown_methods_are_errors():
    with pytest.raises(ValueError, match="no sheet"):
        combine([])
    with pytest.raises(ValueError, match="Unknown way"):
        combine(decimals(1), Method("median"))


METHODS = [Method(), TRIMMED, Method("trimmed_mean", 3, 1), Method("trimmed_mean", 5, 2)]


@pytest.mark.parametrize("method", METHODS, ids=str)
@given(
    st.lists(EXACT, min_size=1, max_size=9).flatmap(
        lambda totals: st.tuples(st.just(totals), st.permutations(totals))
    )
)
def test_the_combination_does_not_depend_on_the_order_and_lies_between_the_extremes(method, both):
    totals, shuffled = both
    combined = combine(totals, method)
    assert combined == combine(shuffled, method)
    assert rounded(min(totals)) <= combined <= rounded(max(totals))


@given(st.lists(st.tuples(MARKS, WEIGHTS), min_size=1, max_size=9).flatmap(
    lambda rows: st.tuples(st.just(rows), st.permutations(rows))
))  # fmt: skip
def test_a_weighted_mean_does_not_depend_on_the_order_and_is_exact(both):
    rows, shuffled = both
    totals, weights = zip(*rows, strict=True)
    combined = combine(totals, WEIGHTED, weights)
    assert combined == combine(*_columns(shuffled))
    exact = sum(Fraction(total) * Fraction(weight) for total, weight in rows) / sum(map(Fraction, weights))
    assert combined == rounded(exact)


def _columns(rows):
    totals, weights = zip(*rows, strict=True)
    return totals, WEIGHTED, weights


@given(st.lists(EXACT, min_size=1, max_size=9))
def test_a_mean_is_the_exact_fraction_rounded_once(totals):
    assert combine(totals) == rounded(sum(totals) / len(totals))


@given(st.lists(MARKS, min_size=5, max_size=9), MARKS)
def test_one_wild_sheet_moves_the_trimmed_mean_no_further_than_the_others_reach(totals, wild):
    combined = combine([*totals, wild], TRIMMED)
    assert min(totals) <= combined <= max(totals)


@given(st.lists(MARKS, min_size=5, max_size=9))
def test_a_trimmed_mean_is_the_mean_of_what_is_left(totals):
    assert combine(totals, TRIMMED) == combine(sorted(totals)[1:-1])


@given(st.fractions(min_value=-1000, max_value=1000, max_denominator=9999))
def test_a_fraction_is_rounded_like_its_decimal(value):
    exact = Decimal(value.numerator) / Decimal(value.denominator)
    assert round_half_up(value) == round_half_up(exact)


def test_half_of_a_hundredth_goes_up_in_a_fraction():
    assert round_half_up(Fraction(1, 200)) == Decimal("0.01")
    assert round_half_up(Fraction(-1, 200)) == Decimal("-0.01")


def test_criteria_are_combined_like_totals():
    sheets = [
        [Mark("novelty", Decimal(points)), Mark("benefit", Decimal(20))] for points in (10, 30, 30, 36, 40)
    ]
    assert criterion_means(sheets) == {"novelty": Decimal("29.20"), "benefit": Decimal("20.00")}
    assert criterion_means(sheets, TRIMMED) == {"novelty": Decimal("32.00"), "benefit": Decimal("20.00")}


def test_a_criterion_counts_on_the_sheets_on_which_it_applies():
    sheets = [[Mark("a", Decimal(10))], [Mark("a", not_applicable=True)], [Mark("a", Decimal(20))]]
    assert criterion_means(sheets, WEIGHTED, decimals(1, 9, 3)) == {"a": Decimal("17.50")}
    assert criterion_means([[Mark("a", not_applicable=True)]]) == {}


def test_spread_tells_how_far_the_judges_are_apart():
    assert spread(decimals(70, 80, 90)) == Spread(Decimal(20), Decimal("10.00"))
    assert spread(decimals(70, 80)) == Spread(Decimal(10), Decimal("7.07"))
    assert spread(decimals(70)) == Spread(Decimal(0), Decimal(0))


@pytest.mark.parametrize(
    ("width", "limit", "unit", "wide"),
    [
        (15, 15, POINTS, False),
        ("15.01", 15, POINTS, True),
        (16, 20, PERCENT, False),
        ("16.01", 20, PERCENT, True),
        (99, None, POINTS, False),
    ],
)
def test_one_more_judge_is_called_for_only_above_the_limit(width, limit, unit, wide):
    limit = None if limit is None else Decimal(limit)
    assert is_too_wide(Decimal(width), limit, unit, Decimal(80)) is wide


@pytest.mark.parametrize(
    ("votes", "top", "points"),
    [(300, 300, "20.0"), (0, 300, "0.0"), (1, 3, "6.7"), (37, 80, "9.3"), (0, 0, "0")],
)
def test_votes_score_by_the_highest_votes_rounded_to_a_tenth(votes, top, points):
    assert vote_score(votes, top, Decimal(20)) == Decimal(points)


@given(st.integers(0, 10**6), st.integers(1, 10**6))
def test_votes_never_score_more_than_their_part(votes, top):
    assert 0 <= vote_score(min(votes, top), top, Decimal(20)) <= 20


@pytest.mark.parametrize(
    ("copied", "sheets", "found"), [(1, 1, True), (1, 2, False), (2, 3, True), (0, 3, False)]
)
def test_copied_is_what_more_than_half_of_the_sheets_say(copied, sheets, found):
    assert is_copied(copied, sheets) is found
