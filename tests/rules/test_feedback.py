"""What may be told to authors: no name, nothing of another dossier, and why the place is what it is."""

from decimal import Decimal

from campaign.documents.feedback_facts import LINKS
from campaign.rules.feedback import Place, comment_problem, named_in, place_sentences, tells_of_others


def said(**facts):
    place = Place(position=4, count=25, total=Decimal("87.5"), **({"raw": Decimal("87.5")} | facts))
    return [str(one) for one in place_sentences(place, {"novelty": "Tính mới"}, LINKS)]


def test_a_name_is_found_whatever_its_case_and_accents():
    assert named_in("theo GIÁM KHẢO le van  tam thì", ["Lê Văn Tám", "Trần Bình"]) == ["Lê Văn Tám"]


def test_part_of_another_word_is_no_name():
    assert named_in("Lê Văn Tâmmm", ["Lê Văn Tâm"]) == []


def test_a_comment_with_the_name_of_a_judge_is_refused():
    assert "Lê Văn Tám" in str(comment_problem("Ông Lê Văn Tám thấy hay.", ["Lê Văn Tám"]))
    assert not comment_problem("Giải pháp hay.", ["Lê Văn Tám"])


def test_a_place_alone_says_position_count_and_total():
    assert said() == ["Hạng 4 trên 25 hồ sơ của nội dung này, với 87,50 điểm."]


def test_a_place_by_adjusted_totals_says_so_with_the_raw_total():
    assert said(raw=Decimal("86.2"))[1] == (
        "Hội đồng đã biểu quyết xếp hạng theo điểm hiệu chỉnh; điểm gốc là 86,20."
    )


def test_a_tie_that_was_broken_names_the_steps_and_no_other_dossier():
    assert said(equals=2, chain=["criterion:novelty", "direct_worker", "unknown"])[1] == (
        "Có 2 hồ sơ khác cùng tổng điểm; thứ tự giữa các hồ sơ cùng điểm xét lần lượt: Tính mới, người trực tiếp lao "
        "động, sản xuất."
    )


def test_a_shared_place_says_with_how_many():
    assert said(equals=2, sharing=1)[1] == ("Đồng hạng với 1 hồ sơ khác: mọi căn cứ so sánh đều bằng nhau.")


def test_a_reason_that_names_another_dossier_is_told_apart():
    numbers = {"T0002/2026", "T0003/2026"}

    assert tells_of_others("Xếp trên T0002/2026, vì điểm cao hơn.", numbers)
    assert not tells_of_others("Giải Nhì: hạng 2 với 80,00 điểm.", numbers)
