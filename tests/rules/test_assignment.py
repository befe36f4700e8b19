"""Nobody judges near home, and the work is shared as evenly as the conflicts allow."""

from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from campaign.rules.assignment import AUTHOR, CONFLICT, SAME_UNIT, Dossier, Judge, blocked, propose
from campaign.rules.phrase import NO_OBJECTION


def test_an_author_cannot_judge_the_own_dossier():
    assert blocked(Judge(1), Dossier(9, authors=frozenset({1, 2}))) == AUTHOR


def test_a_declared_conflict_blocks_for_good():
    assert blocked(Judge(1), Dossier(9, conflicts=frozenset({1}))) == CONFLICT


def test_any_common_unit_blocks():
    judge = Judge(1, units=frozenset({5, 6}))

    assert blocked(judge, Dossier(9, units=frozenset({6, 7}))) == SAME_UNIT


def test_a_stranger_may_judge():
    judge = Judge(1, units=frozenset({5}))

    assert blocked(judge, Dossier(9, authors=frozenset({2}), units=frozenset({7}))) == NO_OBJECTION


def test_every_dossier_gets_its_judges_and_all_have_the_same_to_do():
    proposed = propose([Dossier(pk) for pk in range(10)], [Judge(pk) for pk in range(5)], 3)

    assert [len(set(judges)) for judges in proposed.judges.values()] == [3] * 10
    assert proposed.loads == dict.fromkeys(range(5), 6)
    assert proposed.unmet == []


def test_earlier_load_counts():
    proposed = propose([Dossier(pk) for pk in range(4)], [Judge(1, load=4), Judge(2)], 1)

    assert proposed.loads == {1: 4, 2: 4}


def test_judges_already_given_stay_and_count():
    proposed = propose([Dossier(9, judges=frozenset({1, 2}))], [Judge(1), Judge(2), Judge(3)], 3)

    assert proposed.judges == {9: [3]}


def test_unmet_demand_says_how_many_are_missing_and_why():
    judges = [Judge(1), Judge(2, units=frozenset({7})), Judge(3)]
    dossier = Dossier(9, authors=frozenset({1}), units=frozenset({7}))

    proposed = propose([dossier], judges, 3)

    assert proposed.judges == {9: [3]}
    assert [(unmet.dossier, unmet.missing, unmet.blocked) for unmet in proposed.unmet] == [
        (9, 2, {1: AUTHOR, 2: SAME_UNIT})
    ]
    assert str(proposed.unmet[0].reason).startswith("Cần 3 giám khảo nhưng chỉ có 1 người chấm được.")


def barring(*conflicts):
    return [Dossier(pk, conflicts=frozenset(barred)) for pk, barred in enumerate(conflicts)]


def test_a_dossier_is_handed_on_when_the_first_choice_left_somebody_with_two():
    judges = [Judge(pk) for pk in range(4)]

    proposed = propose(barring({0, 1, 2}, {0, 3}, {0, 1}), judges, 1)

    assert proposed.loads == {0: 0, 1: 1, 2: 1, 3: 1}


def test_the_order_of_the_lists_decides_nothing():
    dossiers, judges = barring({0, 2, 4}, {1, 2}, {3, 4}, {0, 1, 4}), [Judge(pk) for pk in range(5)]

    first, second = propose(dossiers, judges, 1), propose(dossiers[::-1], judges[::-1], 1)

    assert first.judges == second.judges


@given(st.lists(st.sets(st.integers(0, 3)), min_size=1, max_size=5))
def test_nobody_blocked_is_proposed_and_no_other_choice_is_more_even(conflicts):
    proposed = propose(barring(*conflicts), [Judge(pk) for pk in range(4)], 1)

    assert [pk for pk, found in proposed.judges.items() if set(found) & conflicts[pk]] == []
    assert unevenness(proposed.loads.values()) == min(
        unevenness([choice.count(pk) for pk in range(4)])
        for choice in product(
            *([pk for pk in range(4) if pk not in barred] or [None] for barred in conflicts)
        )
    )


def unevenness(loads):
    return sum(load * load for load in loads)
