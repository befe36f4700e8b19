import pytest
from hypothesis import given
from hypothesis import strategies as st

from campaign.rules.shares import WHOLE, ShareError, format_bp, gap, parse_percent, problem, split_evenly


@pytest.mark.parametrize(
    ("text", "points"),
    [
        ("33,33", 3333),
        ("33.33", 3333),
        (" 33,33 % ", 3333),
        ("33,3", 3330),
        ("100", 10_000),
        ("100%", 10_000),
        ("0,01", 1),
    ],
)
def test_a_share_is_read_in_every_usual_spelling(text, points):
    assert parse_percent(text) == points


@pytest.mark.parametrize("text", ["", "NaN", "1e3", "-5", "−5", "năm mươi", "50/50", "1,2,3", "%", "5 0"])
def test_what_is_not_a_number_is_refused_with_an_example(text):
    with pytest.raises(ShareError) as refusal:
        parse_percent(text)
    assert str(refusal.value) == (
        f"Tỷ lệ đóng góp «{text.strip()}» không phải là một số phần trăm. Hãy nhập số từ 0,01 đến 100, ví dụ 33,33."
    )


@pytest.mark.parametrize(
    ("text", "shown"), [("0", "0"), ("0,00 %", "0"), ("101", "101"), ("1.000,5", "1.000,5")]
)
def test_a_share_of_nothing_or_above_the_whole_is_refused(text, shown):
    with pytest.raises(ShareError) as refusal:
        parse_percent(text)
    assert str(refusal.value.phrase).startswith(f"Tỷ lệ đóng góp {shown}")
    assert str(refusal.value.phrase).endswith("Hãy nhập số lớn hơn 0 và không quá 100.")


def test_a_third_decimal_is_refused_and_not_rounded():
    with pytest.raises(ShareError) as refusal:
        parse_percent("33,333")
    assert str(refusal.value.phrase) == (
        "Tỷ lệ đóng góp 33,333 % có quá hai chữ số thập phân. Hãy làm tròn, ví dụ 33,33."
    )


@given(st.text(max_size=12))
def test_any_text_is_a_share_or_is_refused_in_words(text):
    try:
        points = parse_percent(text)
    except ShareError as refusal:
        assert str(refusal.phrase)
    else:
        assert 0 < points <= WHOLE


@given(st.integers(1, WHOLE))
def test_a_share_shown_is_read_back(points):
    assert parse_percent(format_bp(points)) == points
    assert parse_percent(f"{format_bp(points)} %".replace(",", ".")) == points


@pytest.mark.parametrize(
    ("points", "shown"),
    [(3333, "33,33"), (10_000, "100,00"), (0, "0,00"), (5, "0,05"), (-5, "-0,05"), (150_000, "1.500,00")],
)
def test_a_share_is_shown_with_two_decimals(points, shown):
    assert format_bp(points) == shown


def test_three_thirds_miss_one_hundredth_and_the_message_names_it():
    shares = [3333, 3333, 3333]
    assert gap(shares) == 1
    assert str(problem(shares)) == (
        "Tổng tỷ lệ đóng góp là 99,99 %, còn thiếu 0,01 %. Hãy chỉnh để tổng đúng bằng 100 %."
    )


def test_too_much_is_named_as_too_much():
    assert str(problem([6000, 4100])) == (
        "Tổng tỷ lệ đóng góp là 101,00 %, thừa 1,00 %. Hãy chỉnh để tổng đúng bằng 100 %."
    )


def test_an_author_without_a_part_is_refused_even_when_the_sum_is_right():
    assert str(problem([10_000, 0])).startswith("Mỗi tác giả phải có tỷ lệ đóng góp lớn hơn 0 %.")


def test_no_author_at_all_is_refused():
    assert str(problem([])).startswith("Hồ sơ chưa có tác giả nào.")


@given(st.lists(st.integers(1, WHOLE), min_size=1, max_size=12))
def test_shares_are_accepted_exactly_when_they_make_the_whole(shares):
    assert bool(problem(shares)) == (sum(shares) != WHOLE)
    assert bool(problem([*shares, gap(shares)])) == (gap(shares) <= 0)


@given(st.integers(1, 500))
def test_an_even_split_is_whole_and_even(people):
    shares = split_evenly(people)
    assert (len(shares), sum(shares), problem(shares)) == (people, WHOLE, "")
    assert max(shares) - min(shares) <= 1


def test_three_people_share_as_the_forms_do():
    assert split_evenly(3) == [3333, 3333, 3334]


def test_one_person_has_the_whole_and_ten_thousand_one_hundredth_each():
    assert split_evenly(1) == [WHOLE]
    assert split_evenly(WHOLE) == [1] * WHOLE


@pytest.mark.parametrize("people", [0, WHOLE + 1])
def test_nobody_and_too_many_cannot_share(people):
    with pytest.raises(ValueError, match="1 to 10000"):
        split_evenly(people)
