"""Each preset gives, at the borders of its source's rule, the level of the source."""

from decimal import Decimal

import pytest

from campaign.rules.combining import is_copied, vote_score
from campaign.rules.levels import level_of, pass_problem
from campaign.rules.rubric_presets import PRESETS
from campaign.rules.scoring import Mark, band_of, copied, mark_problem, sheet_total, top_total


def outcome(code, *points):
    """The level's code, "recognised" where there are no levels, or None."""
    preset = PRESETS[code]
    marks = [Mark(one.code, Decimal(given)) for one, given in zip(preset.criteria, points, strict=True)]
    total = (
        Decimal(sheet_total(preset.criteria, marks).numerator)
        / sheet_total(preset.criteria, marks).denominator
    )
    means = {mark.criterion: mark.points for mark in marks}
    if preset.pass_rule and pass_problem(total, means, preset.pass_rule):
        return None
    level, _ = level_of(total, means, preset.levels)
    return level.code if level else None if preset.levels else "recognised"


@pytest.mark.parametrize(
    ("points", "level"),
    [
        ((30, 27, 28), "A"),
        (("29.5", 28, "27.5"), "B"),
        ((40, 22, "22.5"), "B"),
        ((20, 25, 25), "B"),
        ((20, 25, "24.5"), "C"),
        ((19, 26, 25), "C"),
        ((10, 20, 20), "C"),
        ((10, 20, "19.5"), None),
        (("9.5", 30, 30), None),
        ((40, 30, "9.5"), None),
        ((30, "9.5", 30), None),
    ],
)
def test_r1_needs_the_total_and_the_novelty(points, level):
    assert outcome("R1", *points) == level


@pytest.mark.parametrize(
    ("points", "level"),
    [
        ((40, 40), "excellent"),
        ((50, "39.5"), "good"),
        ((30, 30), "good"),
        ((50, "29.5"), "fair"),
        ((20, 20), "fair"),
        ((50, "19.5"), None),
        (("19.5", "20.5"), None),
    ],
)
def test_r2_needs_both_criteria_in_the_band(points, level):
    assert outcome("R2", *points) == level


@pytest.mark.parametrize(
    ("points", "place"), [(30, 0), (27, 0), (26, 1), (21, 1), (20, 2), (16, 2), (15, 3), (1, 3), (0, 4)]
)
def test_r3_puts_every_mark_into_one_of_five_levels(points, place):
    [novelty] = PRESETS["R3"].criteria
    assert mark_problem(novelty, Decimal(points), "Có lý do.", "Báo Mẫu số 1.") == ""
    assert band_of(novelty, Decimal(points)) == novelty.bands[place]


def test_r3_a_zero_says_copied():
    preset = PRESETS["R3"]
    sheets = [[Mark("novelty", Decimal(points))] for points in (0, 0, 18)]
    assert is_copied(sum(copied(preset.criteria, marks) for marks in sheets), len(sheets))


def test_r4_gives_eighty_to_the_experts_and_twenty_to_the_votes():
    preset = PRESETS["R4"]
    assert (top_total(preset.criteria), preset.vote_points) == (80, 20)
    assert [vote_score(votes, 300, preset.vote_points) for votes in (300, 150, 1)] == [
        Decimal("20.0"),
        Decimal("10.0"),
        Decimal("0.1"),
    ]


@pytest.mark.parametrize(
    ("points", "level"),
    [
        ((30, 15, 15, 20, 5), "A"),
        ((30, 15, 15, 20, "4.5"), "B"),
        ((20, 15, 10, 10, 10), "B"),
        ((20, 15, 10, 10, "9.5"), "C"),
        ((0, 0, 0, 0, 0), "C"),
    ],
)
def test_r5_has_two_borders(points, level):
    assert outcome("R5", *points) == level


@pytest.mark.parametrize(
    ("points", "found"),
    [
        ((10, 10, 0, 0, 0, 0, 0), "recognised"),
        (("9.5", 20, 15, 10, 15, 10, 10), None),
        ((20, "9.5", 15, 10, 15, 10, 10), None),
    ],
)
def test_r6_fails_below_ten_in_either_part_of_novelty(points, found):
    assert outcome("R6", *points) == found


def test_r6_names_the_evidence_of_every_criterion_and_groups_them():
    criteria = PRESETS["R6"].criteria
    assert all(one.evidence for one in criteria)
    assert [one.group[0] for one in criteria] == ["A", "A", "B", "B", "C", "D", "D"]


@pytest.mark.parametrize(
    ("points", "found"), [((40, 30, 5), "recognised"), ((25, 20, 20), None), ((10, 30, 30), "recognised")]
)
def test_r7_passes_from_seventy_of_a_hundred(points, found):
    assert outcome("R7", *points) == found


def test_r7_lets_the_judge_tick_and_asks_for_a_verdict():
    preset = PRESETS["R7"]
    assert preset.asks_verdict
    assert all(one.ticked for one in preset.criteria)
    assert str(mark_problem(preset.criteria[1], Decimal(19), "Vừa.")) == (
        "Khả năng áp dụng: chỉ chọn một trong các mức điểm 5; 20; 30. Hãy chọn lại."
    )
