"""An invented list with the traps of a real one; the real list itself is compared where it is at hand."""

import csv
from pathlib import Path

import pytest

from campaign.rules.title_match import Pair, Row, Verdict, compare, find_pairs, likeness, normalised_title

REAL_LIST = Path(__file__).resolve().parents[3] / "shared" / "data" / "real_initiatives.csv"

INVENTED = [
    Row(1, "Giải pháp tiết kiệm điện tại trường Trung cấp Bến Mới, TP.HCM", ("Lý Thị Thuỵ",)),
    Row(2, "Giải pháp tiết kiệm điện tại Trường Trung cấp Bến Mới, Thành phố Hồ Chí Minh", ("Lý Thị Thụy",)),
    Row(3, "Đổi mới phương pháp giảng dạy đối với môn học Kế toán quản trị", ("Phan Văn Ất",)),
    Row(4, "Đổi mới phương pháp giảng dạy đối với môn học Quản trị kho", ("Đinh Thị Bính",)),
    Row(
        5,
        "Ứng dụng phần mềm Kahoot để kiểm tra nhanh kiến thức của sinh viên ngành kế toán",
        ("Võ Văn Đinh",),
    ),
    Row(
        6,
        "Ứng dụng phần mềm Quizizz để kiểm tra nhanh kiến thức của sinh viên ngành kế toán",
        ("Võ Văn Đinh", "Phan Văn Ất"),
    ),
]


def real_rows():
    with REAL_LIST.open(encoding="utf-8-sig", newline="") as file:
        return [
            Row(int(line["stt"]), line["title_raw"], tuple(line["authors_raw"].splitlines()))
            for line in csv.DictReader(file)
        ]


# (rows, key pairs that are the same, innocent pairs made from one template)
LISTS = [pytest.param(INVENTED, [(1, 2)], [(3, 4)], id="invented")]
if REAL_LIST.exists():
    innocent = [(136, 137), (136, 138), (137, 138), (57, 58)]
    LISTS.append(pytest.param(real_rows(), [(167, 223)], innocent, id="real"))


@pytest.mark.parametrize(("rows", "same", "innocent"), LISTS)
def test_a_title_recognised_twice_is_found_and_a_shared_template_is_not_accused(rows, same, innocent):
    pairs = find_pairs(rows)
    assert [(pair.first.key, pair.second.key) for pair in pairs if pair.verdict.kind == "same"] == same
    assert set(innocent) & {(pair.first.key, pair.second.key) for pair in pairs} == set()


@pytest.mark.parametrize(("rows", "same", "innocent"), LISTS)
def test_the_quick_search_finds_what_comparing_everybody_finds(rows, same, innocent):
    slowly = {
        (first.key, second.key)
        for index, first in enumerate(rows)
        for second in rows[index + 1 :]
        if compare(first, second).kind != "different"
    }
    assert {(pair.first.key, pair.second.key) for pair in find_pairs(rows)} == slowly


@pytest.mark.parametrize(
    "name",
    ["TP.HCM", "TP. HCM", "TPHCM", "TpHCM", "Tp.HCM", "TP HCM", "TP. Hồ Chí Minh", "Thành Phố Hồ Chí Minh"],
)
def test_every_spelling_of_the_city_is_one(name):
    assert normalised_title(f"Bảo vệ môi trường tại {name}") == "bao ve moi truong tai thanh pho ho chi minh"


@pytest.mark.parametrize(
    ("short", "long"),
    [
        ("CCHC tại UBND phường", "Cải cách hành chính tại Ủy ban nhân dân phường"),
        ("ngành GD&ĐT", "ngành Giáo dục và Đào tạo"),
        ("ứng dụng CNTT", "Ứng dụng công nghệ thông tin"),
    ],
)
def test_office_abbreviations_are_read_in_full(short, long):
    assert normalised_title(short) == normalised_title(long)


def test_letters_inside_a_word_are_no_abbreviation():
    assert normalised_title("Bột phấn tpx") == "bot phan tpx"


def test_a_decomposed_title_is_the_same_title():
    composed, decomposed = "Sổ tay số", "Sô\u0309 tay sô\u0301"
    assert normalised_title(composed) == normalised_title(decomposed)


def test_the_same_title_by_other_authors_is_different_whatever_the_score():
    assert compare(Row(1, "Sổ tay số", ("An",)), Row(2, "Sổ tay số", ("Bình",))) == Verdict("different", 1.0)


def test_the_same_title_with_one_more_author_is_only_similar():
    assert compare(Row(1, "Sổ tay số", ("An",)), Row(2, "Sổ tay số", ("An", "Bình"))) == Verdict(
        "similar", 1.0
    )


def test_the_order_of_authors_does_not_matter():
    assert compare(Row(1, "Sổ tay số", ("Bình", "An")), Row(2, "Sổ tay số", ("An", "Bình"))).kind == "same"


def test_rows_without_authors_are_never_matched():
    assert compare(Row(1, "Sổ tay số", ()), Row(2, "Sổ tay số", ("", " "))).kind == "different"


def test_the_same_sentence_for_another_tool_is_similar():
    assert compare(INVENTED[4], INVENTED[5]).kind == "similar"


def test_one_author_may_write_about_two_things():
    assert compare(INVENTED[2], INVENTED[5]).kind == "different"


def test_the_threshold_itself_is_similar():
    same_author = ("An",)
    assert compare(Row(1, "abc", same_author), Row(2, "abc d", same_author)) == Verdict("similar", 0.6)
    assert compare(Row(1, "abc", same_author), Row(2, "abc de", same_author)) == Verdict("different", 0.5)


def test_pairs_come_with_the_surest_first():
    twin = Row(7, INVENTED[4].title, INVENTED[4].authors)
    far = Row(8, f"{INVENTED[4].title} và tài chính", INVENTED[4].authors)
    pairs = find_pairs([far, INVENTED[5], INVENTED[4], twin])
    assert pairs[0] == Pair(INVENTED[4], twin, Verdict("same", 1.0))
    scores = [pair.verdict.score for pair in pairs]
    assert scores == sorted(scores, reverse=True)
    assert len(set(scores)) > 2


def test_nothing_in_common_scores_nothing():
    assert likeness("", "") == 0.0
    assert likeness("abc", "xyz") == 0.0
