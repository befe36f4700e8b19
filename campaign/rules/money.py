"""Đồng as papers write them, in figures and in words. Both are Vietnamese whatever language the reader has chosen."""

from campaign.rules.calendar import vn_number

DIGITS = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")
SCALES = ("", " nghìn", " triệu")
BILLION = 1_000_000_000


def dong(amount: int) -> str:
    return f"{vn_number(amount)} đồng"


def dong_in_words(amount: int) -> str:
    """710000 as “Bảy trăm mười nghìn đồng”."""
    said = f"{in_words(amount)} đồng"
    return said[0].upper() + said[1:]


def in_words(number: int) -> str:
    if number < 0:
        raise ValueError("An amount of money is never negative.")
    return _said(number, leads=True) if number else DIGITS[0]


def _said(number: int, *, leads: bool) -> str:
    """Billions are counted in words of their own; `leads`: nothing was said before, so no empty hundreds are."""
    high, rest = divmod(number, BILLION)
    parts = [f"{_said(high, leads=leads)} tỷ"] if high else []
    leads = leads and not high
    for scale in reversed(range(len(SCALES))):
        group = rest // 1000**scale % 1000
        if group:
            parts.append(_group(group, leads=leads) + SCALES[scale])
            leads = False
    return " ".join(parts)


def _group(group: int, *, leads: bool) -> str:
    hundreds, rest = divmod(group, 100)
    tens, units = divmod(rest, 10)
    said = [] if leads and not hundreds else [f"{DIGITS[hundreds]} trăm"]
    if tens:
        said.append("mười" if tens == 1 else f"{DIGITS[tens]} mươi")
    elif units and said:
        said.append("linh")
    if units:
        said.append(_unit(tens, units))
    return " ".join(said)


def _unit(tens: int, units: int) -> str:
    if units == 1 and tens > 1:
        return "mốt"
    return "lăm" if units == 5 and tens else DIGITS[units]
