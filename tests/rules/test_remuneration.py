"""Remuneration of authors: the least of the law, parted by shares to the last đồng."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from campaign.rules.remuneration import Part, of_benefit, of_transfer, owed, without_benefit


def test_the_least_of_each_way():
    found = [of_benefit(100_000_000), of_benefit(1), without_benefit(4_960_000), of_transfer(200_000_000)]
    assert found == [7_000_000, 1, 24_800_000, 30_000_000]


def test_organisers_of_the_first_use_have_a_fifth_and_authors_their_shares():
    found = owed(7_000_000, [("An", 6000), ("Bình", 4000)])
    assert (found.organisers, found.parts) == (
        1_400_000,
        [Part("An", 6000, 4_200_000), Part("Bình", 4000, 2_800_000)],
    )


def test_what_rounding_leaves_goes_to_the_largest_remainder():
    amounts = [part.amount for part in owed(10, [("A", 3333), ("B", 3333), ("C", 3334)]).parts]
    assert amounts == [3, 3, 4]


@given(st.integers(0, 10**12), st.lists(st.integers(0, 10000), max_size=8))
def test_parts_make_up_the_whole(amount, cuts):
    edges = [0, *sorted(cuts), 10000]
    shares = [("x", high - low) for low, high in pairwise(edges)]
    assert sum(part.amount for part in owed(amount, shares).parts) == amount
