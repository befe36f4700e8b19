"""What counts as the same words, whoever wrote them how; the real list is compared where it is at hand."""

import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from campaign.rules.shingles import KEPT_WHOLE, is_kept, sampled, shingles, syllables, words_of
from campaign.rules.similarity import (
    PARTIAL,
    STRONG,
    WEAK,
    Likeness,
    Piece,
    Span,
    compare,
    most_texts,
    pieces,
)

REAL_LIST = Path(__file__).resolve().parents[3] / "shared" / "data" / "real_initiatives.csv"
LONG = (
    "Trước đây bà con phải đi ba lượt mới xong một bộ giấy tờ, cán bộ ghi tay vào bốn quyển sổ rồi chép lại. "
    "Tổ công tác gom bốn quyển sổ thành một phiếu có mã vạch, ai cầm phiếu cũng biết hồ sơ đang nằm ở bàn nào. "
    "Sau hai tháng, số lượt đi lại giảm còn một, không quyển sổ nào bị thất lạc và báo cáo tháng tự có."
)
OTHER = (
    "Ao nuôi được lót bạt, máy sục khí chạy theo giờ con nước và tắt khi ôxy đủ, nhờ vậy tiền điện mỗi vụ giảm một "
    "phần ba. Người nuôi xem chỉ số trên điện thoại, không phải thức canh đêm. Thức ăn thừa được hút ra bể lắng, "
    "trồng rau nhút để lọc, nước trong trở lại ao mà không cần thay."
)
VIETNAMESE = st.text(alphabet="aáạ đĐêyYquikth.,-\n0", max_size=80)
# Few different syllables, so that passages do occur.
PROSE = st.lists(st.sampled_from(["mot", "hai", "ba", "bon", "nam", "sau", "bay"]), max_size=60).map(" ".join)
TEXTS = st.lists(PROSE | VIETNAMESE, min_size=1, max_size=4)


def words(text):
    return " ".join(word for word in words_of(syllables([text])) if word)


def shown(text, passages, side):
    return [[text[span.start : span.end] for span in getattr(one, side)] for one in passages]


def test_marks_case_and_punctuation_do_not_count():
    assert words("Đặc-điểm: KỸ thuật") == words("dac diem ki THUAT!") == "dac diem ki thuat"


def test_both_spellings_of_a_final_i_are_one():
    assert words("Quy trình kỹ lưỡng, lý do, y tế") == words("Qui trình kĩ lưỡng, lí do, i tế")


def test_a_diphthong_keeps_its_letters():
    assert words("thủy máy tay") == "thuy may tay"


def test_an_abbreviation_is_read_as_what_it_stands_for():
    assert words("UBND TP.HCM") == words("Ủy ban nhân dân thành phố Hồ Chí Minh")


def test_a_letter_written_as_two_characters_or_split_by_an_invisible_one_is_the_same():
    assert words("tiê\u0301p nhâ\u0323n") == words("ti\u200bếp n\u00adhận") == "tiep nhan"


def test_a_place_in_the_text_is_that_of_the_word_as_written():
    assert [(one.word, one.start, one.end) for one in syllables(["Ở UBND"])][1:3] == [
        ("o", 0, 1),
        ("uy", 2, 6),
    ]


def test_no_run_goes_from_one_part_into_the_next():
    assert shingles(["một hai", "ba bốn năm"]) == shingles(["ba bốn năm"])


def test_a_shingle_has_the_same_number_on_every_machine():
    assert shingles(["một hai ba"]) == {-2277567718787973280}


def test_a_short_part_is_indexed_whole_and_a_long_one_in_samples():
    short = " ".join(map(str, range(KEPT_WHOLE + 2)))
    long = f"{short} {KEPT_WHOLE + 2}"

    assert sampled([short]) == shingles([short])
    assert sampled([long]) == {one for one in shingles([long]) if is_kept(one)}


@given(TEXTS)
def test_numbers_fit_the_database_and_samples_are_shingles(parts):
    numbers = shingles(parts)

    assert all(-(2**63) <= one < 2**63 for one in numbers)
    assert sampled(parts) <= numbers


def test_a_copy_without_marks_is_the_same_text():
    plain = "".join(word + " " for word in words(LONG).split())

    found = compare([LONG], [plain])

    assert (found.score, found.level) == (1.0, STRONG)
    assert len(found.passages) == 1


def test_texts_about_different_things_share_nothing():
    assert compare([LONG], [OTHER]) == Likeness(0.0, 63, ())


def test_changed_words_do_not_end_a_passage():
    copy = LONG.replace("ba lượt", "nhiều chuyến").replace("tổ công tác", "nhóm")

    found = compare([copy], [LONG])

    runs = "Trước đây bà con phải đi nhiều chuyến mới".partition(" nhiều chuyến ")
    assert shown(copy, found.passages, "first") == [[runs[0], copy[copy.index(runs[2]) : -1]]]
    assert found.passages[0].syllables == len(words(LONG).split()) - 2


def test_a_copied_sentence_is_marked_where_it_stands_in_both():
    sentence = LONG.split(". ")[1]
    mine, yours = f"{OTHER} {sentence}.", f"{LONG}"

    found = compare([mine], [yours])

    assert shown(mine, found.passages, "first") == [[sentence]]
    assert shown(yours, found.passages, "second") == [[sentence]]
    assert found.level == PARTIAL


def test_sentences_in_another_order_are_all_found():
    first, second, third = LONG.rstrip(".").split(". ")

    found = compare([f"{third}. {first}. {second}."], [LONG])

    assert found.score == 1.0
    assert [one.syllables for one in found.passages] == [
        len(words(part).split()) for part in (third, f"{first} {second}")
    ]


def test_a_part_may_be_copied_into_another_part():
    found = compare(["Tên", OTHER, LONG], [LONG, "", "Một tên khác"])

    assert [(one.first[0].part, one.second[0].part) for one in found.passages] == [(2, 0)]


def test_a_few_common_words_are_nobodys_own():
    assert compare([f"{LONG} Nhờ vậy giải pháp đã"], [f"{OTHER} Nhờ vậy giải pháp này"]).passages == ()


def test_wording_that_very_many_share_is_left_out():
    form = "Qua thực tế công tác tại đơn vị, bản thân tôi nhận thấy còn một số khó khăn, hạn chế cần được khắc phục"
    asked = dict.fromkeys(sampled([LONG]) | sampled([OTHER]), False) | dict.fromkeys(sampled([form]), True)

    assert compare([f"{form}. {LONG}"], [f"{form}. {OTHER}"]).level == PARTIAL
    assert compare([f"{form}. {LONG}"], [f"{form}. {OTHER}"], asked) == Likeness(0.0, 63, ())


def test_a_title_alone_is_never_a_strong_ground():
    title = "Giải pháp tiết kiệm điện ở trạm bơm chống ngập"

    assert compare([title], [title]).level == PARTIAL
    assert compare([title], ["Giải pháp tiết kiệm điện ở lớp học mầm non"]).level == WEAK


def test_a_title_within_a_longer_one_is_not_the_same_title():
    title = "Giải pháp nâng cao chất lượng đào tạo"

    assert compare([title], [f"{title} nghề hàn cho lao động nông thôn ở các xã ven biển"]).level == WEAK


@pytest.mark.parametrize(("number", "most"), [(0, 20), (1000, 20), (1049, 20), (1050, 21), (100_000, 2000)])
def test_common_is_what_more_than_one_in_fifty_texts_holds(number, most):
    assert most_texts(number) == most


def test_equal_runs_that_compete_are_chosen_alike_from_either_side():
    mine, yours = ["a d b b e a c e b c b"], ["a b e a d b a c e"]

    assert compare(mine, yours).score == compare(yours, mine).score


@given(TEXTS, TEXTS)
def test_the_order_of_the_texts_changes_nothing(mine, yours):
    there, back = compare(mine, yours), compare(yours, mine)

    assert (there.score, there.size) == (back.score, back.size)
    assert sorted(one.syllables for one in there.passages) == sorted(one.syllables for one in back.passages)
    assert 0.0 <= there.score <= 1.0


@given(TEXTS, TEXTS)
def test_passages_lie_within_the_texts(mine, yours):
    for passage in compare(mine, yours).passages:
        for parts, spans in ((mine, passage.first), (yours, passage.second)):
            assert all(0 <= span.start < span.end <= len(parts[span.part]) for span in spans)
            assert len({span.part for span in spans}) == 1


@given(TEXTS, TEXTS)
def test_what_is_marked_is_really_the_same(mine, yours):
    for passage in compare(mine, yours).passages:
        for one, other in zip(passage.first, passage.second, strict=True):
            assert words(mine[one.part][one.start : one.end]) == words(
                yours[other.part][other.start : other.end]
            )


@given(TEXTS, TEXTS)
def test_the_pieces_make_the_whole_text(mine, yours):
    passages = list(enumerate(compare(mine, yours).passages, 1))

    for part, text in enumerate(mine):
        spans = [(number, one.first) for number, one in passages if one.first[0].part == part]
        assert "".join(piece.text for piece in pieces(text, spans)) == text


def test_overlapping_passages_are_cut_and_not_repeated():
    passages = [(2, [Span(0, 4, 9)]), (1, [Span(0, 0, 3), Span(0, 4, 6)])]

    assert pieces("một hai ba", passages) == [
        Piece("một", 1, begins=True),
        Piece(" "),
        Piece("ha", 1, ends=True),
        Piece("i b", 2, begins=True, ends=True),
        Piece("a"),
    ]


def test_a_word_repeated_ten_thousand_times_is_compared_at_once():
    assert compare(["a " * 10_000], ["a " * 10_000 + "b"]).score == 1.0


def real_level(one, other):
    """None where the list is not at hand; it names people and is no part of the project."""
    if not REAL_LIST.exists():
        return None
    with REAL_LIST.open(encoding="utf-8", newline="") as lines:
        titles = {int(row["stt"]): row["title"] for row in csv.DictReader(lines)}
    return compare([titles[one]], [titles[other]]).level


def test_a_title_that_was_recognised_twice_is_found():
    assert real_level(167, 223) in (PARTIAL, None)


@pytest.mark.parametrize(("one", "other", "level"), [(136, 137, PARTIAL), (136, 138, WEAK), (137, 138, WEAK)])
def test_a_template_that_authors_share_is_a_hint_at_most(one, other, level):
    assert real_level(one, other) in (level, None)
