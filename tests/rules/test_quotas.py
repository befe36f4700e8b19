"""Numbers of awards out of percentages: base, raw product, named rounding."""

from decimal import Decimal

import pytest

from campaign.rules.quotas import Quota, Sum, cap_of, quota_problem, reckoned


def quota(percent="10", rounding="down", **facts):
    return Quota("1", "Giải Ba", percent=Decimal(percent), base="accepted", rounding=rounding, **facts)


@pytest.mark.parametrize(
    ("percent", "base", "rounding", "places"),
    [
        ("10", 42, "down", 4),
        ("10", 45, "half_up", 5),
        ("10", 44, "half_up", 4),
        ("10", 41, "up", 5),
        ("10", 40, "up", 4),
        ("10", 9, "at_least_one", 1),
        ("10", 29, "at_least_one", 2),
        ("10", 0, "at_least_one", 0),
        ("0.07", 10_000, "down", 7),
        ("12.5", 4, "half_up", 1),
        ("100", 3, "up", 3),
    ],
)
def test_a_percentage_is_rounded_as_its_name_says(percent, base, rounding, places):
    made = reckoned(quota(percent, rounding), base)
    assert made == Sum(base, Decimal(base) * Decimal(percent) / 100, places)


def test_every_strand_or_unit_has_places_of_its_own():
    cap = cap_of(quota(each="unit", rounding="up"), {"B": 11, "A": 10})
    assert (cap.places, cap.each) == ({"A": 1, "B": 2}, "unit")


def test_a_number_is_the_same_for_each():
    assert cap_of(Quota("1", "Giải Ba", each="strand", number=3), {"x": 50, "y": 0}).places == {
        "x": 3,
        "y": 3,
    }


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        (Quota("1", "A"), "hãy ghi số giải hoặc tỷ lệ phần trăm"),
        (Quota("1", "A", number=1, percent=Decimal(1)), "hãy ghi số giải hoặc tỷ lệ phần trăm"),
        (Quota("1", "A", percent=Decimal(1), base="accepted"), "cần số gốc để tính và cách làm tròn"),
        (Quota("1", "A", percent=Decimal(1), base="staff", rounding="up"), "chỉ tính cho một đơn vị"),
        (Quota("1", "A", number=1, strand="x", each="strand"), "không tính riêng cho mỗi nội dung"),
        (Quota("1", "A", number=1, unit="x", each="unit"), "không tính riêng cho mỗi nội dung"),
    ],
)
def test_a_row_that_cannot_be_reckoned_says_why(wrong, sentence):
    assert sentence in str(quota_problem(wrong))


@pytest.mark.parametrize(
    "right", [quota(), Quota("1", "A", number=0), quota(each="unit"), quota(strand="x", each="unit")]
)
def test_a_row_that_can_be_reckoned_has_no_problem(right):
    assert quota_problem(right) == ""


@pytest.mark.parametrize(
    ("row", "crosses"),
    [
        (Quota("1", "A", number=1), True),
        (Quota("1", "A", number=1, each="unit"), True),
        (Quota("1", "A", number=1, each="strand"), False),
        (Quota("1", "A", number=1, strand="x"), False),
        (Quota("1", "A", number=1, strand="x", each="unit"), False),
    ],
)
def test_places_are_shared_by_strands_unless_the_row_says_otherwise(row, crosses):
    assert row.crosses_strands is crosses
