"""The council's choice between raw and adjusted totals: when it may choose, and what the minutes say."""

import pytest

from campaign.rules.ballot import Count
from campaign.rules.fairness_basis import ADJUSTED, RAW, Vote, choice_objection, said_in_minutes, vote_problem


def vote(votes_for=6, *, present=8, reason="Hai tổ chấm chênh nhau."):
    return Vote(Count(votes_for, 2), 9, present, reason)


def test_two_thirds_of_all_members_carry_the_adjusted_totals():
    assert not vote_problem(ADJUSTED, vote(6))
    assert "cần ít nhất 6 trên tổng số 9" in str(vote_problem(ADJUSTED, vote(5)))


def test_keeping_the_raw_totals_needs_no_majority():
    assert not vote_problem(RAW, vote(0))


@pytest.mark.parametrize(
    ("given", "words"),
    [
        pytest.param(vote(reason=" "), "ghi lý do", id="no reason"),
        pytest.param(vote(present=5), "chưa đủ điều kiện", id="no quorum"),
        pytest.param(vote(8), "nhiều hơn số thành viên dự họp", id="too many votes"),
    ],
)
def test_a_vote_that_cannot_be_is_refused_either_way(given, words):
    assert words in str(vote_problem(RAW, given))
    assert words in str(vote_problem(ADJUSTED, given))


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        ({"named": True}, "tên sáng kiến và tác giả đã hiện ra"),
        ({"closed": False}, "chưa chấm xong"),
        ({"adjustable": False}, "Không có hồ sơ nào hiệu chỉnh được"),
    ],
)
def test_the_choice_is_closed_with_a_reason(facts, words):
    known = {"closed": True, "named": False, "adjustable": True} | facts

    assert words in str(choice_objection(basis=ADJUSTED, **known))


def test_the_minutes_say_the_vote_and_the_reason():
    said = str(said_in_minutes(ADJUSTED, vote(7)))

    assert "7 phiếu đồng ý, 2 phiếu không đồng ý, 0 phiếu trắng trên tổng số 9 thành viên" in said
    assert said.endswith("Lý do: Hai tổ chấm chênh nhau.")
