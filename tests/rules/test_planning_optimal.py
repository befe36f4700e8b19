"""The plan is the best there is: held against every other plan on small cases, and moved about in ways that must not
matter."""

from collections import Counter
from dataclasses import replace
from itertools import combinations, product

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from campaign.rules.assignment import Dossier, Judge
from campaign.rules.network import FIELD, HINT, LOAD
from campaign.rules.planning import propose

FEW = settings(max_examples=60, deadline=None)


def planned(dossiers, judges, seed=7, **extra):
    return propose(dossiers, judges, seed=seed, **extra)


cases = st.builds(
    lambda dossiers, judges: (
        [Dossier(pk, **facts) for pk, facts in enumerate(dossiers)],
        [Judge(pk, **facts) for pk, facts in enumerate(judges)],
    ),
    st.lists(
        st.fixed_dictionaries(
            {
                "demand": st.integers(1, 2),
                "conflicts": st.frozensets(st.integers(0, 2), max_size=2),
                "hints": st.frozensets(st.integers(0, 2), max_size=1),
                "field": st.sampled_from(["y te", "giao duc"]),
            }
        ),
        min_size=1,
        max_size=4,
    ),
    st.lists(
        st.fixed_dictionaries(
            {
                "load": st.integers(0, 2),
                "capacity": st.none() | st.integers(0, 4),
                "minimum": st.integers(0, 2),
                "fields": st.frozensets(st.sampled_from(["y te", "giao duc"]), max_size=1),
            }
        ),
        min_size=1,
        max_size=3,
    ),
)
pairs = st.lists(st.sampled_from([(0, 1), (1, 2), (0, 2)]), max_size=2, unique=True)


@FEW
@given(cases, pairs)
def test_no_other_plan_is_better(case, apart):
    dossiers, judges = case

    proposed = planned(dossiers, judges, apart=apart)
    assume(not proposed.bridges)  # they may cost points
    assert [judges for judges in proposed.judges.values() for pair in apart if set(pair) <= set(judges)] == []

    best = min(rank(plan, dossiers, judges) for plan in every_plan(dossiers, judges, apart))
    assert (proposed.is_proved, rank(proposed.judges, dossiers, judges)) == (True, best)


@FEW
@given(cases, pairs)
def test_the_names_of_people_and_dossiers_decide_nothing(case, apart):
    dossiers, judges = case
    swapped = {0: 41, 1: 7, 2: 23, 3: 11}
    renamed = [
        replace(
            one,
            pk=90 - one.pk,
            conflicts=frozenset(swapped[pk] for pk in one.conflicts),
            hints=frozenset(swapped[pk] for pk in one.hints),
        )
        for one in dossiers
    ]

    first = planned(dossiers, judges, apart=apart)
    second = planned(
        renamed,
        [replace(judge, pk=swapped[judge.pk]) for judge in judges],
        apart=[(swapped[one], swapped[other]) for one, other in apart],
    )

    assert {
        90 - pk: [swapped[judge] for judge in found] for pk, found in first.judges.items()
    } == second.judges


@FEW
@given(cases, st.integers(0, 2))
def test_more_room_never_makes_a_plan_worse(case, which):
    dossiers, judges = case
    wider = [replace(judge, capacity=None if judge.pk == which else judge.capacity) for judge in judges]

    narrow, wide = planned(dossiers, judges), planned(dossiers, wider)
    assume(not narrow.bridges | wide.bridges)

    assert rank(wide.judges, dossiers, judges) <= rank(narrow.judges, dossiers, judges)


@FEW
@given(cases)
def test_a_plan_that_is_done_leaves_nothing_to_do(case):
    dossiers, judges = case
    proposed = planned(dossiers, judges)

    done = [replace(one, judges=one.judges | frozenset(proposed.judges[one.pk])) for one in dossiers]
    later = planned(done, [replace(judge, load=proposed.loads[judge.pk]) for judge in judges], seed=8)

    assert [found for found in later.judges.values() if found] == []
    assert later.loads == proposed.loads


def every_plan(dossiers, judges, apart):
    """All ways to give judges that break no rule; few enough to be counted."""
    choices = [
        [
            chosen
            for size in range(min(one.demand, len(judges)) + 1)
            for chosen in combinations([judge.pk for judge in judges if judge.pk not in one.conflicts], size)
            if not any({a, b} <= set(chosen) for a, b in apart)
        ]
        for one in dossiers
    ]
    for plan in product(*choices):
        new = Counter(pk for chosen in plan for pk in chosen)
        if all(judge.room is None or new[judge.pk] <= judge.room for judge in judges):
            yield {one.pk: list(chosen) for one, chosen in zip(dossiers, plan, strict=True)}


def rank(plan, dossiers, judges):
    """The order of `planning`, written down a second time: met, uneven, short of the least load, points."""
    new = Counter(pk for chosen in plan.values() for pk in chosen)
    total = sum(judge.load for judge in judges) + sum(one.demand for one in dossiers)
    fair = max(1, -(-total // len(judges)))
    step = max(1, LOAD // fair)
    return (
        -sum(new.values()),
        sum(number for chosen in plan.values() for number in range(len(chosen))),
        sum(max(0, judge.minimum - judge.load - new[judge.pk]) for judge in judges),
        sum(
            (0 if judges[pk].knows(one.field) else FIELD) + (HINT if pk in one.hints else 0)
            for one in dossiers
            for pk in plan[one.pk]
        )
        + sum(
            step * min(load, 3 * fair)
            for judge in judges
            for load in range(judge.load, judge.load + new[judge.pk])
        ),
    )
