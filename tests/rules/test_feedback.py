"""What may be told to authors: no name, nothing of another dossier, and why the place is what it is."""

from decimal import Decimal

from campaign.rules.feedback import comment_problem, named_in, place_sentences


def test_a_name_is_found_whatever_its_case_and_accents():
    assert named_in("theo GIÁM KHẢO le van  tam thì", ["Lê Văn Tám", "Trần Bình"]) == ["Lê Văn Tám"]


def test_part_of_another_word_is_no_name():
    assert named_in("Lê Văn Tâmmm", ["Lê Văn Tâm"]) == []


def test_a_comment_with_the_name_of_a_judge_is_refused():
    assert "Lê Văn Tám" in str(comment_problem("Ông Lê Văn Tám thấy hay.", ["Lê Văn Tám"]))
    assert not comment_problem("Giải pháp hay.", ["Lê Văn Tám"])


def test_a_place_says_among_how_many_it_is():
    assert place_sentences(25, Decimal("87.5"), Decimal("87.5")) == [
        "Nội dung này có 25 hồ sơ được xếp hạng."
    ]


def test_a_place_by_adjusted_totals_says_so_with_the_raw_total():
    assert str(place_sentences(25, Decimal("87.5"), Decimal("86.2"))[1]) == (
        "Hội đồng đã biểu quyết xếp hạng theo điểm hiệu chỉnh; điểm gốc là 86,20."
    )
