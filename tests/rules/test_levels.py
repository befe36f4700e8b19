from decimal import Decimal

import pytest

from campaign.rules.levels import level_of, pass_problem
from campaign.rules.rubric_presets import PRESETS, R1, R2, R5
from campaign.rules.scoring import labels_of, top_total

LABELS = labels_of(R1.criteria)


def r1(total, novelty, applicability=20, benefit=20):
    means = {
        "novelty": Decimal(novelty),
        "applicability": Decimal(applicability),
        "benefit": Decimal(benefit),
    }
    return Decimal(total), means


@pytest.mark.parametrize(
    ("total", "novelty", "code"),
    [
        ("85", 30, "A"),
        ("84.99", 40, "B"),
        ("70", 20, "B"),
        ("69.99", 20, "C"),
        ("50", 10, "C"),
        ("49.99", 30, None),
        ("90", "29.99", "B"),
        ("75", "19.5", "C"),
        ("90", "9.99", None),
    ],
)
def test_a_level_needs_its_total_and_its_minimums(total, novelty, code):
    level, _ = level_of(*r1(total, novelty), R1.levels)
    assert (level and level.code) == code


def test_the_reason_gives_the_figures_and_what_the_better_level_lacked():
    assert level_of(*r1("90", 28), R1.levels, LABELS)[1] == (
        "Đạt mức Loại B: tổng điểm 90,00 ≥ 70,00. Chưa đạt mức Loại A: điểm tiêu chí Tính mới 28,00 < 30,00."
    )
    assert level_of(*r1("86.5", 33), R1.levels, LABELS)[1] == "Đạt mức Loại A: tổng điểm 86,50 ≥ 85,00."
    assert level_of(*r1("40", 33), R1.levels, LABELS)[1] == "Chưa đạt mức Loại C: tổng điểm 40,00 < 50,00."


def test_a_level_may_ask_a_minimum_of_every_criterion():
    means = {"effect": Decimal(45), "influence": Decimal(39)}
    level, _ = level_of(Decimal(84), means, R2.levels)
    assert level.code == "good"


def test_without_rules_there_is_no_level_and_nothing_to_say():
    assert level_of(Decimal(90), {}, ()) == (None, "")


def test_the_order_of_the_rules_does_not_matter():
    assert level_of(Decimal(70), {}, R5.levels) == level_of(Decimal(70), {}, R5.levels[::-1])
    assert level_of(Decimal(10), {}, R5.levels)[0].code == "C"


def test_a_result_passes_with_its_total_and_every_minimum():
    assert pass_problem(*r1("50", 10, 10, 10), R1.pass_rule, LABELS) == ""


@pytest.mark.parametrize(
    ("total", "novelty", "lacking"),
    [("49.5", 20, "tổng điểm 49,50 < 50,00"), ("60", "9.5", "điểm tiêu chí Tính mới 9,50 < 10,00")],
)
def test_a_result_that_does_not_pass_hears_why(total, novelty, lacking):
    assert pass_problem(*r1(total, novelty), R1.pass_rule, LABELS) == (
        f"Chưa đủ điều kiện công nhận: {lacking}. Kết quả chấm vẫn được lưu."
    )


def test_a_criterion_without_a_mark_counts_as_nothing():
    assert pass_problem(Decimal(60), {}, R1.pass_rule) == (
        "Chưa đủ điều kiện công nhận: điểm tiêu chí novelty 0,00 < 10,00. Kết quả chấm vẫn được lưu."
    )


def test_presets_have_the_totals_of_their_sources():
    assert {code: top_total(preset.criteria) for code, preset in PRESETS.items()} == {
        "R1": 100,
        "R2": 100,
        "R3": 30,
        "R4": 80,
        "R5": 100,
        "R6": 100,
        "R7": 100,
    }


@pytest.mark.parametrize("preset", PRESETS.values(), ids=PRESETS)
def test_a_preset_names_its_source_and_asks_only_for_its_own_criteria(preset):
    codes = {criterion.code for criterion in preset.criteria}
    rules = [*preset.levels, *([preset.pass_rule] if preset.pass_rule else [])]
    assert {code for rule in rules for code, _ in rule.minimums} - codes == set()
    assert str(preset.source).startswith("Theo ")
    assert "cần kiểm tra" in str(preset.certainty)
    assert "trước khi ban hành" in str(preset.note)
