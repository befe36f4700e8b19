"""A text as syllables and as shingles: runs of three syllables, each a number that an index can hold.

Accents, case, spelling variants and abbreviations are ignored, so that a copy without marks gives the same numbers.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from hashlib import blake2b

from accounts.text import fold
from campaign.rules.title_match import ABBREVIATIONS

WIDTH = 3  # syllables in a shingle
KEPT_OF = 8  # of so many shingles of a long part one is kept
KEPT_WHOLE = 64  # shingles of a part that is short enough to keep them all
APART = 0x2F6B_43A9_1C5D_E087  # turns a number into that of the same shingle among public texts

# A letter or digit with the marks and invisible characters that may follow it.
WORD = re.compile("(?:[^\\W_][\u0300-\u036f\u00ad\u200b-\u200f\u2060\ufeff]*)+")
FINAL_Y = re.compile(r"(?<![aeiou])y$|(?<=qu)y$")  # kỹ and kĩ, quy and qui


@dataclass(frozen=True, slots=True)
class Syllable:
    """As compared (`word`), and where it stands in the text as written; a blank word divides two parts."""

    word: str
    part: int = 0
    start: int = 0
    end: int = 0


def syllables(parts: Sequence[str]) -> list[Syllable]:
    """All parts in a row; no run of syllables goes from one part into the next."""
    found: list[Syllable] = []
    for number, part in enumerate(parts):
        found.append(Syllable("", number))
        for match in WORD.finditer(part):
            found += [Syllable(word, number, *match.span()) for word in spelled(match.group())]
    return found


@lru_cache(maxsize=50_000)
def spelled(word: str) -> tuple[str, ...]:
    """One spelling for each syllable, and the long form of an abbreviation."""
    plain = fold(word)
    return tuple(FINAL_Y.sub("i", one) for one in ABBREVIATIONS.get(plain, plain).split())


@lru_cache(maxsize=50_000)
def number_of(shingle: tuple[str, ...]) -> int:
    """The same on every machine, and within the database's big integers."""
    return int.from_bytes(blake2b(" ".join(shingle).encode(), digest_size=8).digest(), signed=True)


def shingles(parts: Sequence[str]) -> frozenset[int]:
    """Every run of three syllables; what a search asks for."""
    return frozenset(number_of(one) for one in grams(words_of(syllables(parts))) if one)


def sampled(parts: Sequence[str]) -> frozenset[int]:
    """What the index keeps: all of a short part, one in eight of a long one, the same ones in every text."""
    kept: set[int] = set()
    for part in parts:
        numbers = shingles([part])
        kept |= numbers if len(numbers) <= KEPT_WHOLE else {one for one in numbers if is_kept(one)}
    return frozenset(kept)


def public(number: int) -> int:
    """Public texts have numbers of their own, so that asking for these meets no other text."""
    return number ^ APART


def is_kept(number: int) -> bool:
    return number % KEPT_OF == 0


def words_of(found: Sequence[Syllable]) -> list[str]:
    return [one.word for one in found]


def grams(words: Sequence[str]) -> Iterator[tuple[str, ...]]:
    """The shingle that begins at each place; an empty one where a part ends within it."""
    for place in range(len(words) - WIDTH + 1):
        gram = tuple(words[place : place + WIDTH])
        yield gram if all(gram) else ()
