"""What the data says of two people, with its evidence; never a verdict."""

from dataclasses import replace
from datetime import date

import pytest

from campaign.rules.conflicts import Giver, Kind, Standing, Verdict, why_no_verdict
from campaign.rules.ties import Held, Person, Work, ties

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
