"""What tells whose a text is, in all the ways that people write it."""

import pytest

from campaign.rules.naming import Kind, Known, Person, excerpts, hidden, mentions

KNOWN = Known(
    people=(Person("Nguyễn Thị Hòa Bản", "hoaban@example.vn", "CB0417"),),
    units=("Ủy ban nhân dân phường Nhà Mát",),
)


def found(text):
    return [(one.said, one.kind) for one in mentions(text, KNOWN)]


@pytest.mark.parametrize(
    ("text", "said", "kind"),
    [
        ("Do Nguyễn Thị Hòa Bản đề xuất", "Nguyễn Thị Hòa Bản", Kind.NAME),
        ("do NGUYEN THI HOA BAN de xuat", "NGUYEN THI HOA BAN", Kind.NAME),
        ("theo nguyễn-thị hoà  bản.", "nguyễn-thị hoà  bản", Kind.NAME),
        ("chị Hòa Bản là người làm", "Hòa Bản", Kind.NAME),
        ("cô Bản phụ trách", "cô Bản", Kind.NAME),
        ("Đồng chí Bản phụ trách", "Đồng chí Bản", Kind.NAME),
        ("Người làm: N.T.H.B, năm 2025", "N.T.H.B", Kind.INITIALS),
        ("Người làm: N. T. H. Bản", "N. T. H. Bản", Kind.INITIALS),
        ("Nguyễn T. H. Bản làm", "Nguyễn T. H. Bản", Kind.INITIALS),
        ("ký hiệu NTHB-01", "NTHB", Kind.INITIALS),
        ("gửi về ai.do@mail.com nhé", "ai.do@mail.com", Kind.EMAIL),
        ("gọi 0912 345 678 khi cần", "0912 345 678", Kind.PHONE),
        ("gọi +84.912.345.678", "+84.912.345.678", Kind.PHONE),
        ("mã số cb0417", "cb0417", Kind.CODE),
        ("tại UBND phường Nhà Mát", "UBND phường Nhà Mát", Kind.UNIT),
        ("tại ủy ban nhân dân Phường nhà mát", "ủy ban nhân dân Phường nhà mát", Kind.UNIT),
    ],
)
def test_what_tells_is_found_as_it_stands(text, said, kind):
    assert found(text) == [(said, kind)]


@pytest.mark.parametrize(
    "text",
    [
        "Bổ sung hòa bản đồ vào hồ sơ",  # a given name that is a common word, without a capital letter
        "Có 120.000 đồng và 0,5 giờ; số 1200345678.",
        "Cô bản lĩnh, chị em cùng làm",
        "NTH và THB là hai chuyện khác",
        "",
    ],
)
def test_common_words_are_left_alone(text):
    assert found(text) == []


def test_the_place_is_right_after_letters_that_fold_to_more_or_fewer():
    text = "ﬁle ﬁ của Đ̣ồng: Nguyễn Thị Hòa Bản."
    (one,) = mentions(text, KNOWN)
    assert text[one.start : one.end] == "Nguyễn Thị Hòa Bản"


def test_the_proposal_takes_every_mention_out_and_nothing_else():
    text = "Chị Hòa Bản (hoaban@example.vn) đã làm."
    assert hidden(text, mentions(text, KNOWN)) == "Chị […] ([…]) đã làm."


def test_an_excerpt_shows_the_words_around():
    text = "x" * 60 + " cô Bản " + "y" * 60
    (one,) = excerpts(text, mentions(text, KNOWN))
    assert (one.before, one.said, one.after) == ("x" * 39 + " ", "cô Bản", " " + "y" * 39)
