from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from campaign.rules.calendar import round_half_up
from campaign.rules.rubric_presets import R1, R2
from campaign.rules.scoring import (
    Band,
    Criterion,
    Mark,
    PointsError,
    band_of,
    copied,
    labels_of,
    mark_problem,
    parse_points,
    sheet_problems,
    sheet_total,
    top_total,
)

NOVELTY = Criterion("novelty", "Tính mới", Decimal(40))
MARKS = st.decimals(min_value=0, max_value=100, places=2)


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
    assert sheet_total(R1.criteria, marks) == Fraction("85.5")


def test_weights_count_in_the_total_and_in_the_highest_total():
    criteria = (Criterion("a", "A", Decimal(10), weight=Decimal("1.5")), Criterion("b", "B", Decimal(10)))
    assert sheet_total(criteria, [Mark("a", Decimal(7)), Mark("b", Decimal(3))]) == Fraction("13.5")
    assert top_total(criteria) == Decimal("25.0")


@pytest.mark.parametrize(
    ("points", "band"),
    [("50", "Xuất sắc"), ("40", "Xuất sắc"), ("39.5", "Tốt"), ("20", "Khá"), ("19.5", None), ("51", None)],
)
def test_a_mark_belongs_to_the_band_it_has_reached(points, band):
    found = band_of(R2.criteria[0], Decimal(points))
    assert (found and found.label) == band


CRITERIA = (
    Criterion("a", "Tính mới", Decimal(20)),
    Criterion("b", "Tiết kiệm", Decimal(30), na_rule="Khi giải pháp không nhằm tiết kiệm."),
)


def test_left_out_by_rule_the_total_is_scaled_to_the_criteria_that_apply():
    marks = [Mark("a", Decimal(13)), Mark("b", not_applicable=True, remark="Không nhằm tiết kiệm.")]
    assert sheet_problems(CRITERIA, marks) == {}
    assert sheet_total(CRITERIA, marks) == Fraction(13 * 50, 20)


def test_scaling_is_exact_until_it_is_rounded_once():
    criteria = (Criterion("a", "A", Decimal(30)), Criterion("b", "B", Decimal(70), na_rule="Khi không có."))
    total = sheet_total(criteria, [Mark("a", Decimal(10)), Mark("b", not_applicable=True)])
    assert (total, round_half_up(total)) == (Fraction(100, 3), Decimal("33.33"))


def test_leaving_out_needs_a_rule_and_a_reason():
    marks = [Mark("a", not_applicable=True, remark="Không áp dụng."), Mark("b", not_applicable=True)]
    assert {code: str(phrase) for code, phrase in sheet_problems(CRITERIA, marks[:1]).items()} == {
        "a": "Tính mới: tiêu chí này phải được chấm, không được để «Không áp dụng». Hãy cho điểm.",
        "b": "Tiết kiệm: chưa chấm điểm.",
    }
    assert str(sheet_problems(CRITERIA, [Mark("a", Decimal(5)), marks[1]])["b"]) == (
        "Tiết kiệm: chọn «Không áp dụng» thì phải ghi nhận xét nêu lý do theo quy định của tiêu chí."
    )


def test_a_sheet_marks_something():
    criteria = CRITERIA[1:]
    problems = sheet_problems(criteria, [Mark("b", not_applicable=True, remark="Không có.")])
    assert {code: str(phrase) for code, phrase in problems.items()} == {
        "b": "Phiếu phải chấm ít nhất một tiêu chí. Hãy cho điểm tiêu chí áp dụng được."
    }


TICKED = Criterion(
    "t", "Mức độ", Decimal(40), bands=(Band("Cao", Decimal(40), Decimal(40)), Band("Vừa", Decimal(25), Decimal(25))),
    ticked=True,
)  # fmt: skip


def test_a_ticked_criterion_takes_only_the_points_of_its_bands():
    assert mark_problem(TICKED, Decimal(25)) == ""
    assert mark_problem(TICKED, Decimal(26), "Khá.") == (
        "Mức độ: chỉ chọn một trong các mức điểm 25; 40. Hãy chọn lại."
    )


def test_a_zero_that_means_copied_says_so_and_asks_where_from():
    criterion = Criterion("n", "Tính mới", Decimal(30), zero_is_copied=True)
    assert mark_problem(criterion, Decimal(0)) == (
        "Tính mới: điểm 0 nghĩa là sao chép. Hãy xác nhận và ghi rõ sao chép từ đâu, hoặc chấm điểm khác."
    )
    assert mark_problem(criterion, Decimal(0), "nhận xét")
    assert not mark_problem(criterion, Decimal(0), copied_from="Sáng kiến của quận khác, 2024")
    assert [copied([criterion], [Mark("n", Decimal(points))]) for points in (0, 1)] == [True, False]
    assert not copied([NOVELTY], [Mark("novelty", Decimal(0))])
    assert not copied([criterion], [Mark("n", not_applicable=True)])


@given(st.lists(st.tuples(MARKS, st.integers(1, 9), st.booleans()), min_size=1, max_size=6))
def test_a_scaled_total_equals_the_share_of_the_applicable_maximum(rows):
    criteria = [
        Criterion(str(n), str(n), Decimal(100), weight=Decimal(weight), na_rule="Khi không có.")
        for n, (_, weight, _) in enumerate(rows)
    ]
    marks = [Mark(str(n), points, not_applicable=out) for n, (points, _, out) in enumerate(rows)]
    kept = [(Fraction(points), weight) for points, weight, out in rows if not out]
    top, applicable = 100 * sum(weight for _, weight, _ in rows), 100 * sum(weight for _, weight in kept)
    share = (
        sum((points * weight for points, weight in kept), Fraction(0)) / applicable if kept else Fraction(0)
    )
    assert sheet_total(criteria, marks) == share * top


def test_labels_are_found_by_code():
    assert labels_of([NOVELTY]) == {"novelty": "Tính mới"}
