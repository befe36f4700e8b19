"""One row of an old list: which columns, which authors, which complaints; rows worth comparing."""

import pytest

from campaign.rules.legacy_list import Complaint, columns_of, likely_doubles, read_row, split_authors
from campaign.rules.title_match import Row


@pytest.mark.parametrize(
    ("cell", "names"),
    [
        ("Lý Thị Thuỵ", ("Lý Thị Thuỵ",)),
        ("Lý Thị Thuỵ\n", ("Lý Thị Thuỵ",)),
        ("Lý Thị Thuỵ \nAn Văn Bình\r\nCao Dung", ("Lý Thị Thuỵ", "An Văn Bình", "Cao Dung")),
        ("Lý Thị Thuỵ; An Văn Bình;", ("Lý Thị Thuỵ", "An Văn Bình")),
        ("Lý Thị Thuỵ, An Văn Bình", ("Lý Thị Thuỵ", "An Văn Bình")),
        ("1. Lý Thị Thuỵ\n2) An Văn Bình\n- Cao Dung", ("Lý Thị Thuỵ", "An Văn Bình", "Cao Dung")),
        ("Lý Thị Thuỵ, Trưởng khoa", ("Lý Thị Thuỵ, Trưởng khoa",)),
        ("ThS. Lý Thị Thuỵ, Phòng 3", ("ThS. Lý Thị Thuỵ, Phòng 3",)),
        ("An Văn Bình\nAn Văn Bình", ("An Văn Bình",)),
        (" \u200b\n;", ()),
    ],
)
def test_authors_of_one_cell_are_parted_only_where_it_is_safe(cell, names):
    assert split_authors(cell) == names


def test_columns_are_known_by_vietnamese_and_english_names_in_any_order():
    assert columns_of(["STT", "ĐƠN VỊ", "Tác giả", "Tên sáng kiến", "Năm công nhận"]) == {
        "title": 3,
        "authors": 2,
        "unit": 1,
        "year": 4,
    }
    assert columns_of(["title", "title_raw", "authors"]) == {"title": 1, "authors": 2}
    assert columns_of(["DANH SÁCH SÁNG KIẾN NĂM 2025"]) == {}


@pytest.mark.parametrize(
    ("text", "year"), [("2025", 2025), ("2024-2025", 2025), ("Năm 2019", 2019), ("", None)]
)
def test_a_year_is_found_in_what_people_write(text, year):
    assert read_row(2, {"title": "Tên", "authors": "An Văn Bình", "year": text}).year == year


def test_every_complaint_of_a_row_carries_its_number():
    complaints = read_row(7, {"title": " ", "authors": "", "unit": "Đ" * 201, "year": "năm ngoái"})

    assert [str(complaint) for complaint in complaints] == [
        "Dòng 7: cột tên sáng kiến để trống.",
        "Dòng 7: cột tác giả để trống.",
        "Dòng 7: cột đơn vị dài quá 200 ký tự.",
        "Dòng 7: «năm ngoái» không phải là năm; viết như 2025.",
    ]
    assert [type(complaint) for complaint in complaints] == [Complaint] * 4


def test_two_rows_of_the_library_are_not_compared_again():
    old = [Row(1, "Sổ tay một cửa", ("An Văn Bình",)), Row(2, "Sổ tay một cửa", ("An Văn Bình",))]
    fresh = [Row("new:2", "Sổ tay Một cửa", ("An Văn Bình",))]

    pairs = likely_doubles(fresh, old)

    assert [(pair.first.key, pair.second.key) for pair in pairs] == [(1, "new:2"), (2, "new:2")]


def test_a_name_on_very_many_rows_joins_only_rows_that_are_wholly_equal():
    crowd = [Row(f"new:{number}", f"Giải pháp chung số {number}", ("Tập thể",)) for number in range(400)]
    twin = Row("new:400", "Giải pháp chung số 7", ("Tập thể",))

    pairs = likely_doubles([*crowd, twin], [])

    assert [(pair.first.key, pair.second.key, pair.verdict.kind) for pair in pairs] == [
        ("new:7", "new:400", "same")
    ]
