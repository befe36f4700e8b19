"""Money in words: said as accountants say it, and read back without loss."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from campaign.rules.money import DIGITS, dong, dong_in_words, in_words


@pytest.mark.parametrize(
    ("amount", "said"),
    [
        (0, "Không đồng"),
        (5, "Năm đồng"),
        (10, "Mười đồng"),
        (15, "Mười lăm đồng"),
        (21, "Hai mươi mốt đồng"),
        (11, "Mười một đồng"),
        (101, "Một trăm linh một đồng"),
        (110_000, "Một trăm mười nghìn đồng"),
        (450_000, "Bốn trăm năm mươi nghìn đồng"),
        (710_000, "Bảy trăm mười nghìn đồng"),
        (1_000_005, "Một triệu không trăm linh năm đồng"),
        (2_340_000, "Hai triệu ba trăm bốn mươi nghìn đồng"),
        (25_055_000, "Hai mươi lăm triệu không trăm năm mươi lăm nghìn đồng"),
        (3_000_000_000, "Ba tỷ đồng"),
        (1_000_000_000_001, "Một nghìn tỷ không trăm linh một đồng"),
    ],
)
def test_an_amount_is_said_as_accountants_say_it(amount, said):
    assert dong_in_words(amount) == said


@given(st.integers(0, 10**18))
def test_words_read_back_to_the_same_amount(amount):
    assert read(in_words(amount)) == amount


def test_figures_group_thousands_with_dots():
    assert dong(710_000) == "710.000 đồng"


def test_an_amount_below_nothing_is_a_mistake_of_the_program():
    with pytest.raises(ValueError, match="never negative"):
        in_words(-1)


def read(said):
    """Another way round, written apart from the code under test."""
    high, billions, low = said.rpartition(" tỷ")
    if billions:
        return read(high) * 10**9 + read(low.strip() or "không")
    total = group = 0
    values = {word: value for value, word in enumerate(DIGITS)} | {"mốt": 1, "lăm": 5}
    for word in said.split():
        if word in values:
            group += values[word]
        elif word == "mười":
            group += 10
        elif word == "mươi":
            group += group % 10 * 9
        elif word == "trăm":
            group *= 100
        elif word in ("nghìn", "triệu"):
            total, group = total + group * {"nghìn": 1000, "triệu": 10**6}[word], 0
        else:
            assert word == "linh", word
    return total + group
