"""Numbers of papers: the name of their register, and those that a year has left out."""

from collections.abc import Sequence

from campaign.rules.phrase import Phrase

KIND_LABELS = {
    "decision": Phrase("Quyết định"),
    "proposal": Phrase("Tờ trình"),
    "notice": Phrase("Thông báo"),
    "report": Phrase("Báo cáo"),
}


def register_name(series: str, year: int) -> str:
    """The counter that a series runs on in one year."""
    return f"so-van-ban/{series}/{year}"


def missing(numbers: Sequence[int]) -> str:
    """Between the lowest and the highest, as "03, 07-09"; `numbers` ascend. A series that the office shares with other
    papers begins anywhere.
    """
    found, expected = [], numbers[0] if numbers else 1
    for number in numbers:
        if number > expected:
            found.append(_span(expected, number - 1))
        expected = number + 1
    return ", ".join(found)


def _span(first: int, last: int) -> str:
    return f"{first:02}" if first == last else f"{first:02}-{last:02}"
