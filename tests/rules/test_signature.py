"""The lines above a signature (Nghị định 30/2020/NĐ-CP)."""

import pytest

from campaign.rules import signature


@pytest.mark.parametrize("one", signature.PRESETS, ids=lambda one: one.code)
def test_every_preset_is_sound_and_tidy(one):
    assert signature.problem(one.power, one.title) == ""
    assert (signature.tidy(one.power), signature.tidy(one.title)) == (one.power, one.title)


def test_what_is_typed_carelessly_is_put_in_order():
    assert signature.tidy("tm.ủy ban  nhân dân\n\n kt.  chủ tịch ") == "TM. ỦY BAN NHÂN DÂN\nKT. CHỦ TỊCH"


@pytest.mark.parametrize(
    ("power", "title", "words"),
    [
        ("TM. ỦY BAN NHÂN DÂN", "", "Thiếu chức vụ"),
        ("", "KT. CHỦ TỊCH", "thuộc dòng quyền hạn"),
        ("THAY MẶT ỦY BAN", "CHỦ TỊCH", "bắt đầu bằng TM."),
        ("KT. CHỦ TỊCH", "CHỦ TỊCH", "phải bắt đầu bằng PHÓ"),
        ("TM. ỦY BAN NHÂN DÂN", "PHÓ CHỦ TỊCH", "phải có thêm dòng KT."),
        ("KT. CHỦ TỊCH\nTM. ỦY BAN NHÂN DÂN", "PHÓ CHỦ TỊCH", "có hai dòng chỉ khi"),
        ("TM. A\nKT. B\nTL. C", "PHÓ CHỦ TỊCH", "có hai dòng chỉ khi"),
    ],
)
def test_what_no_paper_may_carry_is_named(power, title, words):
    assert words in str(signature.problem(power, title))
