"""Why somebody may not judge: the words that pages, lists and plans share."""

import pytest

from campaign.rules.assignment import (
    ABSENT,
    ALREADY,
    AUTHOR,
    CODES,
    CONFLICT,
    HAD_IT,
    NOT_THE_FIELD,
    REASONS,
    SAME_UNIT,
    Dossier,
    Judge,
    blocked,
    objection,
)
from campaign.rules.phrase import NO_OBJECTION


def test_an_author_cannot_judge_the_own_dossier():
    assert blocked(Judge(1), Dossier(9, authors=frozenset({1, 2}))) == AUTHOR


def test_a_conflict_that_counts_blocks():
    assert blocked(Judge(1), Dossier(9, conflicts=frozenset({1}))) == CONFLICT


def test_any_common_unit_blocks():
    judge = Judge(1, units=frozenset({5, 6}))

    assert blocked(judge, Dossier(9, units=frozenset({6, 7}))) == SAME_UNIT


def test_a_stranger_may_judge():
    judge = Judge(1, units=frozenset({5}))

    assert blocked(judge, Dossier(9, authors=frozenset({2}), units=frozenset({7}))) == NO_OBJECTION


def test_who_is_away_gets_nothing():
    assert blocked(Judge(1, away=ABSENT), Dossier(9)) == ABSENT


def test_a_hint_blocks_nobody():
    assert blocked(Judge(1), Dossier(9, hints=frozenset({1}))) == NO_OBJECTION


def test_who_has_it_or_was_relieved_of_it_is_not_given_it_again():
    dossier = Dossier(9, judges=frozenset({1}), former=frozenset({2}))

    assert [objection(Judge(pk), dossier) for pk in (1, 2, 3)] == [ALREADY, HAD_IT, NO_OBJECTION]


@pytest.mark.parametrize(
    ("fields", "subject", "knows"),
    [
        ({"y te"}, "y te cong cong", True),
        ({"y te"}, "may te bao", False),
        ({"giao duc", "y te"}, "linh vuc giao duc", True),
        (set(), "y te", True),
        ({"y te"}, "", True),
    ],
)
def test_a_field_is_known_by_its_whole_words(fields, subject, knows):
    assert Judge(1, fields=frozenset(fields)).knows(subject) is knows


def test_a_strict_panel_bars_who_does_not_know_the_field():
    dossier = Dossier(9, field="y te")
    easy = Judge(1, fields=frozenset({"giao duc"}))
    strict = Judge(1, fields=frozenset({"giao duc"}), strict_fields=True)

    assert (blocked(easy, dossier), blocked(strict, dossier)) == (NO_OBJECTION, NOT_THE_FIELD)


@pytest.mark.parametrize(("capacity", "load", "room"), [(None, 7, None), (5, 2, 3), (5, 5, 0), (5, 9, 0)])
def test_room_is_what_is_left_of_the_capacity(capacity, load, room):
    assert Judge(1, capacity=capacity, load=load).room == room


def test_every_reason_that_a_plan_stores_is_found_again():
    assert {REASONS[CODES[phrase.template]] for phrase in REASONS.values()} == set(REASONS.values())
