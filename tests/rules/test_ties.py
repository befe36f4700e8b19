"""What the data says of two people, with its evidence; never a verdict."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from campaign.rules.conflicts import Giver, Kind, Standing, Verdict, why_no_verdict
from campaign.rules.ties import Around, Held, Person, Work, ties

TODAY = date(2026, 6, 1)
OFFICE = Held(1, "Phòng Kinh tế", date(2020, 1, 1), parent=9)
JUDGE = Person(1, "Trần Thị Bình", (OFFICE,))
AUTHOR = Person(2, "Lê Văn Cường", (OFFICE,))


def kinds(person, author, works=()):
    return [tie.kind for tie in ties(person, [author], works, TODAY)]


def test_people_of_one_unit_are_told_with_the_unit():
    [tie] = ties(JUDGE, [AUTHOR], [], TODAY)
    assert (tie.kind, str(tie.evidence)) == (
        Kind.UNIT,
        "Hiện cùng công tác tại «Phòng Kinh tế» với Lê Văn Cường.",
    )


@pytest.mark.parametrize(
    ("ends", "found"), [(date(2025, 1, 1), [Kind.UNIT]), (date(2021, 1, 1), []), (date(2020, 1, 1), [])]
)
def test_a_common_past_counts_for_three_years(ends, found):
    former = Person(1, JUDGE.name, (replace(OFFICE, ends=ends),))
    assert kinds(former, AUTHOR) == found


@pytest.mark.parametrize("turned", [False, True])
def test_the_unit_above_and_its_head_are_found_from_both_sides(turned):
    above = Held(9, "Ủy ban", date(2020, 1, 1))
    upper = Person(1, "Trần Thị Bình", (above,))
    head = Person(1, "Trần Thị Bình", (replace(above, is_head=True),))
    pairs = [(AUTHOR, one) if turned else (one, AUTHOR) for one in (upper, head)]
    assert [kinds(*pair) for pair in pairs] == [[Kind.PARENT_UNIT], [Kind.MANAGER, Kind.PARENT_UNIT]]


def test_the_head_of_the_unit_is_told_beside_the_unit():
    head = Person(1, JUDGE.name, (replace(OFFICE, is_head=True),))
    assert kinds(head, AUTHOR) == [Kind.MANAGER, Kind.UNIT]


@pytest.mark.parametrize(
    ("work", "found"),
    [
        (Work("Máy gieo hạt", 2019, accounts=frozenset({1, 2})), [Kind.COAUTHOR]),
        (Work("Máy gieo hạt", None, names=frozenset({"Trần Thị Bình", "Lê Văn Cường"})), [Kind.COAUTHOR]),
        (Work("Máy gieo hạt", 2019, names=frozenset({"Trần Thị Binh", "Lê Văn Cường"})), []),
        (Work("Máy gieo hạt", 2019, accounts=frozenset({1, 3})), []),
    ],
)
def test_work_made_together_is_found_by_accounts_or_by_exact_names(work, found):
    elsewhere = Person(1, "Trần Thị Bình")
    assert kinds(elsewhere, replace(AUTHOR, posts=()), [work]) == found


def test_one_family_name_in_one_place_is_only_a_weak_hint():
    typed = Person(0, "Trần Văn Dũng", workplace="phong kinh te")
    [tie] = ties(JUDGE, [typed], [], TODAY)
    assert (tie.kind, tie.is_weak, kinds(JUDGE, replace(typed, workplace="Phòng khác"))) == (
        Kind.NAMESAKE,
        True,
        [],
    )


def test_an_author_is_the_author_and_nothing_else():
    assert kinds(JUDGE, replace(AUTHOR, pk=1)) == [Kind.AUTHOR]


@pytest.mark.parametrize(
    ("standing", "giver", "verdict", "reason", "is_refused"),
    [
        (Standing("open", "author", False, "open"), Giver(False, False), Verdict.UPHELD, "Đúng.", False),
        (Standing("open", "author", False, "open"), Giver(True, True), Verdict.UPHELD, "Đúng.", True),
        (Standing("upheld", "author", False, "open"), Giver(True, False), Verdict.DISMISSED, "Sai.", True),
        (Standing("upheld", "office", True, "upheld"), Giver(False, False), Verdict.DISMISSED, "Sai.", True),
        (Standing("upheld", "office", True, "upheld"), Giver(True, False), Verdict.DISMISSED, "Sai.", False),
        (Standing("open", "judge", False, "open"), Giver(False, False), Verdict.DISMISSED, "Sai.", True),
        (Standing("open", "judge", False, "open"), Giver(True, False), Verdict.DISMISSED, "Sai.", False),
        (Standing("open", "author", False, "open"), Giver(False, False), Verdict.UPHELD, "", True),
    ],
)
def test_a_verdict_needs_a_reason_and_never_lowers_an_administrators(
    standing, giver, verdict, reason, is_refused
):
    assert bool(why_no_verdict(standing, giver, verdict=verdict, reason=reason)) == is_refused


UNITS = st.integers(1, 4)
POSTS = st.builds(
    Held,
    unit=UNITS,
    unit_name=st.sampled_from(["Phòng A", "Phòng B"]),
    starts=st.just(date(2020, 1, 1)),
    ends=st.sampled_from([None, date(2025, 1, 1), date(2021, 1, 1)]),
    parent=st.none() | UNITS,
    is_head=st.booleans(),
)
NAMES = st.sampled_from(["Trần An", "Lê Ba", "Trần Ca"])
HELD = st.lists(POSTS, max_size=2).map(tuple)
PLACES = st.sampled_from(["", "phòng a", "Phòng B"])
WORKS = st.builds(
    Work,
    title=st.just("Máy gieo hạt"),
    year=st.none(),
    accounts=st.frozensets(st.integers(1, 5), max_size=3),
    names=st.frozensets(NAMES, max_size=2),
)


@given(
    names=st.lists(NAMES, min_size=3, max_size=3),
    posts=st.lists(HELD, min_size=3, max_size=3),
    author=st.builds(Person, st.sampled_from([0, 2, 5]), NAMES, HELD, PLACES),
    works=st.lists(WORKS, max_size=2),
)
def test_whoever_is_tied_is_found_without_looking_at_every_pair(names, posts, author, works):
    people = [Person(pk, name, held) for pk, (name, held) in enumerate(zip(names, posts, strict=True), 1)]

    tied = {one.pk for one in people if ties(one, [author], works, TODAY)}

    assert tied <= Around(people, works).of(author)


def test_people_who_share_only_the_unit_above_are_not_looked_at():
    other = Person(3, "Ngô Văn Ba", (Held(2, "Phòng Nội vụ", date(2020, 1, 1), parent=9),))

    assert Around([JUDGE, other], []).of(AUTHOR) == {JUDGE.pk, AUTHOR.pk}
