"""Is a title from an old list the same initiative as another?

For imports, which know titles and authors only. A title alone accuses nobody: the same
template filled in by different authors is never a copy. The result ranks pairs for a person to look at.
"""

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations

from accounts.text import clean_line, fold, tone_neutral

SAME = "same"
SIMILAR = "similar"
DIFFERENT = "different"
SIMILAR_FROM = 0.6

# Folded spellings of one thing; the longer forms are what the text becomes.
ABBREVIATIONS = {
    "atgt": "an toan giao thong",
    "bhxh": "bao hiem xa hoi",
    "bhyt": "bao hiem y te",
    "cbccvc": "can bo cong chuc vien chuc",
    "cchc": "cai cach hanh chinh",
    "cntt": "cong nghe thong tin",
    "gd dt": "giao duc va dao tao",
    "gddt": "giao duc va dao tao",
    "giao duc dao tao": "giao duc va dao tao",
    "hcm": "ho chi minh",
    "hdnd": "hoi dong nhan dan",
    "ldld": "lien doan lao dong",
    "mttq": "mat tran to quoc",
    "pccc": "phong chay chua chay",
    "skkn": "sang kien kinh nghiem",
    "thcs": "trung hoc co so",
    "thpt": "trung hoc pho thong",
    "tp": "thanh pho",
    "tphcm": "thanh pho ho chi minh",
    "tthc": "thu tuc hanh chinh",
    "ubnd": "uy ban nhan dan",
}
SHORT_FORMS = re.compile(rf"\b(?:{'|'.join(sorted(ABBREVIATIONS, key=len, reverse=True))})\b")


@dataclass(frozen=True)
class Row:
    key: str | int
    title: str
    authors: tuple[str, ...]


@dataclass(frozen=True)
class Verdict:
    """`score` is the share of three-letter pieces that the titles have in common, from 0 to 1."""

    kind: str
    score: float


@dataclass(frozen=True)
class Pair:
    first: Row
    second: Row
    verdict: Verdict


@lru_cache(maxsize=20_000)
def normalised_title(title: str) -> str:
    """Without accents, case, punctuation and abbreviations."""
    return SHORT_FORMS.sub(lambda match: ABBREVIATIONS[match.group()], fold(title))


def compare(first: Row, second: Row) -> Verdict:
    """Same: equal titles by the same authors. Similar: alike, with an author in common."""
    ours, theirs = author_keys(first), author_keys(second)
    score = likeness(normalised_title(first.title), normalised_title(second.title))
    if not ours & theirs:
        return Verdict(DIFFERENT, score)
    if ours == theirs and normalised_title(first.title) == normalised_title(second.title):
        return Verdict(SAME, score)
    return Verdict(SIMILAR if score >= SIMILAR_FROM else DIFFERENT, score)


def find_pairs(rows: Sequence[Row]) -> list[Pair]:
    """All pairs that are the same or similar, most alike first; only rows sharing an author are compared."""
    known = [_Known(row, author_keys(row), normalised_title(row.title)) for row in rows]
    by_author: dict[str, list[int]] = defaultdict(list)
    for index, one in enumerate(known):
        for author in one.authors:
            by_author[author].append(index)
    couples = {couple for indices in by_author.values() for couple in combinations(indices, 2)}
    judged = (_pair(known[first], known[second]) for first, second in sorted(couples))
    return sorted(filter(None, judged), key=lambda pair: (pair.verdict.kind != SAME, -pair.verdict.score))


class _Known:
    """A row with what comparing needs, worked out once and not once a pair."""

    __slots__ = ("authors", "pieces", "row", "title")

    def __init__(self, row: Row, authors: frozenset[str], title: str) -> None:
        self.row, self.authors, self.title, self.pieces = row, authors, title, _pieces(title)


def _pair(first: _Known, second: _Known) -> Pair | None:
    """As `compare` for rows with an author in common; nothing when they are different."""
    if first.title == second.title and first.authors == second.authors:
        return Pair(first.row, second.row, Verdict(SAME, likeness(first.title, second.title)))
    fewer, more = sorted((len(first.pieces), len(second.pieces)))
    if fewer < SIMILAR_FROM * more:  # so different in length that they cannot be alike
        return None
    shared = len(first.pieces & second.pieces)
    together = fewer + more - shared
    score = shared / together if together else 0.0
    return Pair(first.row, second.row, Verdict(SIMILAR, score)) if score >= SIMILAR_FROM else None


def author_keys(row: Row) -> frozenset[str]:
    """One spelling for each name, equal exactly when `accounts.text.same_name` holds."""
    return frozenset(filter(None, map(_author_key, row.authors)))


@lru_cache(maxsize=20_000)
def _author_key(name: str) -> str:
    return tone_neutral(clean_line(name).casefold())


def likeness(first: str, second: str) -> float:
    """Jaccard index of the three-letter pieces."""
    ours, theirs = _pieces(first), _pieces(second)
    together = ours | theirs
    return len(ours & theirs) / len(together) if together else 0.0


@lru_cache(maxsize=20_000)
def _pieces(text: str) -> frozenset[str]:
    padded = f" {text} "
    return frozenset(padded[start : start + 3] for start in range(len(padded) - 2)) if text else frozenset()
