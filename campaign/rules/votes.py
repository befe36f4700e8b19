"""Lines of votes as an office pastes them: a register number and a count, by semicolon, comma or blanks. Pure."""

import re

from campaign.rules.phrase import Phrase

MOST_LINES = 5000
MOST_BYTES = 1_000_000
LINE = re.compile(r"\s*\"?(?P<number>[^\s;,\"]+)\"?[\s;,]+\"?(?P<votes>[\d.]+)\"?[\s;,]*")
GROUPED = re.compile(r"\d{1,3}(?:\.\d{3})+|\d+")

Votes = dict[int, tuple[str, int]]


def parse_votes(text: str) -> tuple[Votes, dict[int, Phrase]]:
    """Lines that were understood and lines that were not, by their numbers; empty lines and a heading are left out."""
    found: Votes = {}
    wrong: dict[int, Phrase] = {}
    rows = text.splitlines()
    if len(rows) > MOST_LINES:
        wrong[MOST_LINES + 1] = Phrase("mỗi lần chỉ nhận 5.000 dòng, hãy chia danh sách")
    for number, line in enumerate(rows[:MOST_LINES], 1):
        if not line.strip(" ;,\t") or (number == 1 and not re.search(r"\d", line)):
            continue
        match = LINE.fullmatch(line)
        if match is None or not GROUPED.fullmatch(match["votes"]):
            wrong[number] = Phrase(
                "không hiểu «%(line)s», hãy viết như: T0001/2026; 125", line=line.strip()[:60]
            )
            continue
        found[number] = match["number"], int(match["votes"].replace(".", ""))
    return found, wrong
