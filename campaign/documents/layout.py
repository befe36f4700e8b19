"""How words stand on an official paper (Nghị định 30/2020/NĐ-CP, Phụ lục I): plain Vietnamese, ready to print."""

from collections.abc import Sequence
from datetime import datetime

from campaign.rules.calendar import date_line

NONE = "Không có."
UNWRITTEN = "(chưa ghi)"
NO_DATE = "ngày …… tháng …… năm ………"


def paragraphs(text: str, blank: str = NONE) -> list[str]:
    """One paragraph to a typed line; empty lines only part them."""
    return [line for line in text.split("\n") if line.strip()] or [blank]


def place_and_date(place: str, moment: datetime | None) -> str:
    """Without a moment there is room to write the date by hand."""
    return date_line(place, moment) if moment else f"{place}, {NO_DATE}"


def clipped(text: str, limit: int) -> str:
    """As one paragraph of at most `limit` letters, cut at the end of a sentence where one is near, else of a word."""
    line = " ".join(text.split())
    if len(line) <= limit:
        return line
    cut = line[: limit - 1]
    sentence = cut.rfind(". ")
    if sentence > limit // 2:
        return cut[: sentence + 1] + " …"
    return cut[: max(cut.rfind(" "), limit // 2)].rstrip() + "…"


def in_rows(names: Sequence[str]) -> list[list[str]]:
    """Two beside each other; who signs alone stands on the right."""
    names = list(names) or [""]
    if len(names) == 1:
        return [["", names[0]]]
    return [[*names[index : index + 2], ""][:2] for index in range(0, len(names), 2)]
