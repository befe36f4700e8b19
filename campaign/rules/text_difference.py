"""What differs between two texts, word by word: for two versions side by side and for one text with its changes."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

SAME, ADDED, REMOVED = "same", "added", "removed"
# A word or a mark, with the space before it.
WORD = re.compile(r"\s*\w+|\s*[^\w\s]|\s+")
# Beyond this many pairs of equal words a passage without a common line is shown as replaced: it would take seconds.
MOST_PAIRS = 2_000_000


@dataclass(frozen=True)
class Segment:
    kind: str
    text: str


def difference(old: str, new: str) -> list[Segment]:
    """What is the same and removed makes the old text, what is the same and added the new one; nothing is left out."""
    segments: list[Segment] = []
    for kind, text in _lines(old.splitlines(keepends=True), new.splitlines(keepends=True)):
        if text and segments and segments[-1].kind == kind:
            segments[-1] = Segment(kind, segments[-1].text + text)
        elif text:
            segments.append(Segment(kind, text))
    return segments


def before(segments: Sequence[Segment]) -> list[Segment]:
    """The old text, with what the new one lacks marked."""
    return [one for one in segments if one.kind != ADDED]


def after(segments: Sequence[Segment]) -> list[Segment]:
    """The new text, with what the old one lacks marked."""
    return [one for one in segments if one.kind != REMOVED]


def _lines(old: list[str], new: list[str]) -> Iterator[tuple[str, str]]:
    for kind, low, high, first, last in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind == "equal":
            yield SAME, "".join(old[low:high])
        else:
            yield from _words("".join(old[low:high]), "".join(new[first:last]))


def _words(old: str, new: str) -> Iterator[tuple[str, str]]:
    here, there = WORD.findall(old), WORD.findall(new)
    if _pairs(here, there) > MOST_PAIRS:
        yield from ((REMOVED, old), (ADDED, new))
        return
    for kind, low, high, first, last in SequenceMatcher(None, here, there, autojunk=False).get_opcodes():
        if kind == "equal":
            yield SAME, "".join(here[low:high])
        else:
            yield from ((REMOVED, "".join(here[low:high])), (ADDED, "".join(there[first:last])))


def _pairs(here: list[str], there: list[str]) -> int:
    seen = Counter(there)
    return sum(times * seen[word] for word, times in Counter(here).items())
