"""That no other allocation were better: against brute force on small cases, and what holds in all of them."""

from collections import Counter
from decimal import Decimal
from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from campaign.rules.awards import BALLOT, CHAIN, CUT, EXTEND, AwardLevel, Cap, allocate, exceeded
from tests.rules.test_awards import given_levels, ranked, reasons

# Few totals, so that ties are frequent.
CANDIDATES = st.lists(
    st.tuples(st.integers(40, 46), st.sampled_from("AB"), st.sampled_from(["U", "V"])), max_size=15
)
TIED = CANDIDATES.map(
    lambda rows: ranked(
        *(row[0] for row in rows), level_codes=[row[1] for row in rows], units=[row[2] for row in rows]
    )
)
LEVELS = st.lists(
    st.tuples(st.none() | st.integers(40, 46).map(Decimal), st.sampled_from([(), ("A",)])), max_size=3
).map(lambda rows: [AwardLevel(f"L{order}", f"Giải {order}", order, *row) for order, row in enumerate(rows)])
ROOM = st.integers(0, 4)
LEVEL_CAPS = st.lists(
    st.builds(
        lambda level, room: Cap("", {"": room}, level=level), st.sampled_from(["L0", "L1", "L2"]), ROOM
    ),
    max_size=3,
)
ANY_CAPS = st.lists(
    st.builds(
        lambda level, unit, each, room: Cap(
            "",
            {"": room} if each == "" else {"U": room, "V": max(0, room - 1)},
            level=level,
            unit=unit if each == "" else "",
            each=each,
        ),
        st.sampled_from(["", "L0", "L1"]),
        st.sampled_from(["", "U"]),
        st.sampled_from(["", "unit"]),
        ROOM,
    ),
    max_size=4,
)


@given(TIED, LEVELS, ANY_CAPS, st.sampled_from([CUT, BALLOT, CHAIN]))
def test_no_cap_is_ever_exceeded_unless_the_policy_extends(found, levels, caps, policy):
    answers = {one.key: one.level for one in allocate(found, levels, caps, policy)}
    given_out = [(one.candidate, answers[one.key].code) for one in found if answers[one.key]]
    assert list(exceeded(caps, given_out, [])) == []


@given(TIED, LEVELS, LEVEL_CAPS, st.sampled_from([CUT, EXTEND]))
def test_equals_of_one_kind_are_treated_alike(found, levels, caps, policy):
    answers = {one.key: one.level for one in allocate(found, levels, caps, policy)}
    kinds = {(one.position, one.candidate.level_code, answers[one.key]) for one in found}
    assert len(kinds) == len({(position, code) for position, code, _level in kinds})


@given(TIED, LEVELS, ANY_CAPS, st.sampled_from([CUT, EXTEND, BALLOT, CHAIN]))
def test_everybody_is_answered_once_with_a_code_and_a_sentence(found, levels, caps, policy):
    answers = allocate(found, levels, caps, policy)
    assert [one.key for one in answers] == [one.key for one in found]
    assert all(reasons(found, answers).values())
    assert not any(one.reserve and one.level for one in answers)


# Every way to give levels to a few candidates of different rank, tried one by one.
FEW = st.lists(st.tuples(st.sampled_from("AB"), st.sampled_from(["U", "V"])), min_size=1, max_size=5).map(
    lambda rows: ranked(
        *range(46, 46 - len(rows), -1), level_codes=[row[0] for row in rows], units=[row[1] for row in rows]
    )
)
# Nested: of the whole, of a unit within it.
NESTED_CAPS = st.tuples(ROOM, ROOM, ROOM).map(
    lambda room: [Cap("", {"": room[0]}), Cap("", {"U": room[1], "V": room[2]}, each="unit")]
)


def possible(found, levels, caps):
    """Every allocation in which all qualify and no cap is exceeded, as orders of levels by rank."""
    ordered = sorted(levels, key=lambda level: level.order)
    for choice in product([*ordered, None], repeat=len(found)):
        pairs = [(one.candidate, level) for one, level in zip(found, choice, strict=True) if level]
        if all(qualifies(one, level) for one, level in pairs) and not list(
            exceeded(caps, [(one, level.code) for one, level in pairs], [])
        ):
            yield tuple(level.order if level else len(levels) for level in choice)


def qualifies(one, level):
    enough = level.minimum_total is None or one.total >= level.minimum_total
    return enough and (not level.required_level_codes or one.level_code in level.required_level_codes)


@given(FEW, LEVELS, ANY_CAPS)
def test_nobody_could_do_better_without_somebody_above_doing_worse(found, levels, caps):
    """Against brute force, whatever the caps: the first is as well off as anybody could be, then the second, …"""
    answers = allocate(found, levels, caps)
    chosen = tuple(one.level.order if one.level else len(levels) for one in answers)
    assert chosen == min(possible(found, levels, caps))


@given(FEW, NESTED_CAPS)
def test_under_nested_caps_no_choice_has_more_winners_or_a_greater_sum_of_totals(found, caps):
    everybody = AwardLevel("L0", "Giải", 0)
    totals = [one.candidate.total for one in found]
    answers = [one.level is not None for one in allocate(found, [everybody], caps)]
    choices = [[order == 0 for order in choice] for choice in possible(found, [everybody], caps)]
    assert sum(answers) == max(map(sum, choices))
    assert worth(answers, totals) == max(worth(choice, totals) for choice in choices)


def worth(winners, totals):
    return sum(total for won, total in zip(winners, totals, strict=True) if won)


@given(TIED, LEVELS)
def test_a_level_is_never_filled_beyond_its_quota_when_ties_are_cut(found, levels):
    caps = [Cap("", {"": 2}, level=level.code) for level in levels]
    counts = Counter(given_levels(allocate(found, levels, caps)).values())
    assert [level.code for level in levels if counts[level.code] > 2] == []
