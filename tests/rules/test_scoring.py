from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from campaign.rules.rubric_presets import R1, R2
from campaign.rules.scoring import (
    Criterion,
    Mark,
    PointsError,
    Spread,
    band_of,
    combine,
    criterion_means,
    labels_of,
    mark_problem,
    parse_points,
    sheet_problems,
    sheet_total,
    spread,
    top_total,
)

NOVELTY = Criterion("novelty", "Tính mới", Decimal(40))
MARKS = st.decimals(min_value=0, max_value=100, places=2)


def decimals(*values):
    return [Decimal(value) for value in values]


@pytest.mark.parametrize(
    ("text", "points"), [("8,5", "8.5"), ("8.5", "8.5"), (" 8 ", "8"), ("0", "0"), ("8,25", "8.25")]
)
def test_a_mark_is_read_with_comma_or_dot(text, points):
    assert parse_points(text) == Decimal(points)


@pytest.mark.parametrize(
    "text", ["", "8/5", "08-05", "8:5", "05/08/2026", "1e1", "NaN", "Infinity", "-1", "+1", "8,5 đ"]
)
def test_what_is_not_a_mark_is_refused_and_never_guessed(text):
    with pytest.raises(PointsError) as refusal:
        parse_points(text)
    assert str(refusal.value.phrase) == f"«{text}» không phải là điểm. Hãy nhập một số không âm, ví dụ 8,5."


def test_a_long_text_is_quoted_only_in_part():
    with pytest.raises(PointsError) as refusal:
        parse_points("x" * 5000)
    assert str(refusal.value).startswith(f"«{'x' * 40}» không phải")


def test_a_mark_with_three_decimals_is_refused():
    with pytest.raises(PointsError) as refusal:
        parse_points("8,125")
    assert str(refusal.value) == "Điểm 8,125 có quá hai chữ số thập phân. Hãy nhập lại, ví dụ 8,5."


@given(st.text(max_size=12))
def test_any_text_is_a_mark_or_is_refused_in_words(text):
    try:
        points = parse_points(text)
    except PointsError as refusal:
        assert str(refusal.phrase)
    else:
        assert points.is_finite() and points >= 0


@given(MARKS)
def test_a_mark_typed_either_way_is_the_same(points):
    assert parse_points(str(points)) == parse_points(str(points).replace(".", ",")) == points


def test_a_mark_in_range_on_a_step_has_no_problem():
    assert mark_problem(NOVELTY, Decimal("36.5")) == ""


@pytest.mark.parametrize("points", ["40.5", "-0.5"])
def test_a_mark_out_of_range_is_refused_with_the_range(points):
    shown = points.replace(".", ",")
    assert mark_problem(NOVELTY, Decimal(points)) == (
        f"Tính mới: điểm {shown} nằm ngoài khoảng 0 đến 40. Hãy chấm lại trong khoảng này."
    )


def test_a_mark_between_steps_is_refused_with_the_step():
    assert mark_problem(NOVELTY, Decimal("36.25")) == (
        "Tính mới: điểm 36,25 không đúng bước chấm 0,5. Hãy làm tròn theo bước chấm."
    )


@pytest.mark.parametrize("points", [0, 40])
def test_an_extreme_mark_needs_a_visible_remark(points):
    refusal = "Tính mới: chấm điểm 0 hoặc điểm tối đa thì phải ghi nhận xét nêu lý do."
    assert mark_problem(NOVELTY, Decimal(points), " \u200b") == refusal
    assert mark_problem(NOVELTY, Decimal(points), "Chép nguyên văn.") == ""


def test_a_criterion_without_a_step_takes_any_mark():
    assert mark_problem(Criterion("free", "Tự do", Decimal(10), step=Decimal(0)), Decimal("3.33")) == ""


def test_a_sheet_names_missing_wrong_and_stray_marks():
    marks = [Mark("novelty", Decimal(41)), Mark("applicability", Decimal(20)), Mark("beauty", Decimal(1))]
    problems = sheet_problems(R1.criteria, marks)
    assert {code: str(phrase) for code, phrase in problems.items()} == {
        "novelty": "Tính mới: điểm 41 nằm ngoài khoảng 0 đến 40. Hãy chấm lại trong khoảng này.",
        "benefit": "Lợi ích thiết thực: chưa chấm điểm.",
        "beauty": "Phiếu có điểm cho tiêu chí «beauty» không thuộc bộ tiêu chí.",
    }


def test_a_complete_sheet_has_no_problem_and_a_total():
    marks = [
        Mark("novelty", Decimal("36.5")),
        Mark("applicability", Decimal(24)),
        Mark("benefit", Decimal(25)),
    ]
    assert sheet_problems(R1.criteria, marks) == {}
    assert sheet_total(R1.criteria, marks) == Decimal("85.5")


def test_weights_count_in_the_total_and_in_the_highest_total():
    criteria = (Criterion("a", "A", Decimal(10), weight=Decimal("1.5")), Criterion("b", "B", Decimal(10)))
    assert sheet_total(criteria, [Mark("a", Decimal(7)), Mark("b", Decimal(3))]) == Decimal("13.5")
    assert top_total(criteria) == Decimal("25.0")


@pytest.mark.parametrize(
    ("points", "band"),
    [("50", "Xuất sắc"), ("40", "Xuất sắc"), ("39.5", "Tốt"), ("20", "Khá"), ("19.5", None), ("51", None)],
)
def test_a_mark_belongs_to_the_band_it_has_reached(points, band):
    found = band_of(R2.criteria[0], Decimal(points))
    assert (found and found.label) == band


def test_the_mean_is_rounded_once_with_halves_up():
    assert combine(decimals("80", "80.01")) == Decimal("80.01")
    assert combine(decimals("80", "81", "81")) == Decimal("80.67")


def test_trimming_begins_with_five_sheets():
    four, five = decimals(10, 80, 80, 100), decimals(10, 70, 80, 90, 100)
    assert combine(four, "trimmed_mean") == Decimal("67.50")
    assert combine(five, "trimmed_mean") == Decimal("80.00")
    assert combine(five, "mean") == Decimal("70.00")


def test_one_of_several_equal_extremes_is_dropped():
    assert combine(decimals(60, 60, 60, 90, 90), "trimmed_mean") == Decimal("70.00")


def test_nothing_to_combine_and_unknown_methods_are_errors():
    with pytest.raises(ValueError, match="no sheet"):
        combine([])
    with pytest.raises(ValueError, match="Unknown way"):
        combine(decimals(1), "median")


@given(
    st.lists(MARKS, min_size=1, max_size=9).flatmap(
        lambda totals: st.tuples(st.just(totals), st.permutations(totals))
    )
)
@pytest.mark.parametrize("method", ["mean", "trimmed_mean"])
def test_the_combination_does_not_depend_on_the_order_and_lies_between_the_extremes(method, both):
    totals, shuffled = both
    combined = combine(totals, method)
    assert combined == combine(shuffled, method)
    assert min(totals) <= combined <= max(totals)


@given(st.lists(MARKS, min_size=5, max_size=9), MARKS)
def test_one_wild_sheet_moves_the_trimmed_mean_no_further_than_the_others_reach(totals, wild):
    combined = combine([*totals, wild], "trimmed_mean")
    assert min(totals) <= combined <= max(totals)


def test_criteria_are_combined_like_totals():
    sheets = [
        [Mark("novelty", Decimal(points)), Mark("benefit", Decimal(20))] for points in (10, 30, 30, 36, 40)
    ]
    assert criterion_means(sheets) == {"novelty": Decimal("29.20"), "benefit": Decimal("20.00")}
    assert criterion_means(sheets, "trimmed_mean") == {
        "novelty": Decimal("32.00"),
        "benefit": Decimal("20.00"),
    }


def test_spread_tells_how_far_the_judges_are_apart():
    assert spread(decimals(70, 80, 90)) == Spread(Decimal(20), Decimal("10.00"))
    assert spread(decimals(70, 80)) == Spread(Decimal(10), Decimal("7.07"))
    assert spread(decimals(70)) == Spread(Decimal(0), Decimal(0))


def test_labels_are_found_by_code():
    assert labels_of([NOVELTY]) == {"novelty": "Tính mới"}
