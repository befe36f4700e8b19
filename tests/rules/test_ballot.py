"""Quorum and majority at their edges; counts made by hand add up."""

from fractions import Fraction

import pytest

from campaign.rules import ballot
from campaign.rules.ballot import Count, Papers


@pytest.mark.parametrize(
    ("members", "share", "least"),
    [
        (9, Fraction(2, 3), 6),
        (10, Fraction(2, 3), 7),
        (11, Fraction(2, 3), 8),
        (1, Fraction(2, 3), 1),
        (3, Fraction(2, 3), 2),
        (15, Fraction(4, 5), 12),
        (7, Fraction(4, 5), 6),
        (8, Fraction(1, 1), 8),
    ],
)
def test_a_share_of_the_members_is_reached_by_whole_people(members, share, least):
    assert ballot.needed(members, share) == least
    assert not ballot.quorum_problem(members, least, share)
    assert ballot.quorum_problem(members, least - 1, share)
    assert not ballot.carried_problem(Count(least), members, share)
    assert ballot.carried_problem(Count(least - 1, 0, 1), members, share)


def test_blank_votes_do_not_carry():
    assert ballot.carried_problem(Count(5, 0, 4), 9)


def test_written_opinions_add_to_what_was_cast():
    assert Count(5, 1) + ballot.counted(["for", "blank"]) == Count(6, 1, 1)


@pytest.mark.parametrize("electors", [0, 1, 2])
def test_too_few_voters_have_no_secret(electors):
    assert ballot.secret_problem(electors)
    assert not ballot.secret_problem(3)


@pytest.mark.parametrize(
    ("papers", "electors", "said"),
    [
        (Papers(8, 7), 7, "nhiều hơn số người được bỏ phiếu"),
        (Papers(6, 7), 7, "nhiều hơn số phiếu phát ra"),
        (Papers(7, 6, 7), 7, "nhiều hơn số phiếu thu về"),
        (Papers(7, 6, 1), 7, ""),
    ],
)
def test_the_box_holds_no_more_than_was_given_out(papers, electors, said):
    assert said in str(ballot.papers_problem(papers, electors))
    assert bool(ballot.papers_problem(papers, electors)) is bool(said)


@pytest.mark.parametrize(("count", "wrong"), [(Count(4, 1, 1), False), (Count(4, 1), True), (Count(7), True)])
def test_every_valid_ballot_says_one_thing(count, wrong):
    assert bool(ballot.hand_count_problem(count, Papers(7, 7, 1))) is wrong


def test_a_round_is_not_closed_silently_before_everybody_has_voted():
    assert "6/7" in str(ballot.early_problem(6, 7, ""))
    assert not ballot.early_problem(6, 7, "Một thành viên mất kết nối.")
    assert not ballot.early_problem(7, 7, "")
