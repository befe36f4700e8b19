"""How much of two texts is the same, and where, for a person who compares them.

What very many texts share, such as a form's wording, is told by the caller and left out. A result ranks pairs
for somebody to look at; it accuses nobody.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain, product

from rapidfuzz.distance import LCSseq

from campaign.rules.shingles import WIDTH, Syllable, grams, is_kept, number_of, syllables, words_of

WIDEST_GAP = 6  # changed syllables that do not end a passage
SHORTEST = 6  # syllables in common; anything shorter is how everybody writes
MOST_REPEATS = 4  # places of one shingle in a text that are tried
SHORT_TEXT = 40  # syllables; a shorter text, such as a title alone, proves little
CANDIDATES = 20  # texts that share most shingles and are compared word by word
FEWEST_SHARED = 2  # shingles that make a text worth comparing
COMMON_OF = 50  # what more than one in fifty texts holds is a form's wording ...
COMMON_FROM = 20  # ... but never what only a few texts hold

STRONG, PARTIAL, WEAK = "strong", "partial", ""
STRONG_FROM, PARTIAL_FROM, TITLE_FROM = 0.4, 0.2, 0.7
NOTHING_ASKED: Mapping[int, bool] = {}


@dataclass(frozen=True)
class Span:
    part: int
    start: int
    end: int


@dataclass(frozen=True)
class Passage:
    """The same words in both texts, run by run; between two runs stand a few that were changed."""

    first: tuple[Span, ...]
    second: tuple[Span, ...]
    syllables: int


@dataclass(frozen=True)
class Likeness:
    """`score`, from 0 to 1, is how much of `size` syllables stands in the other text."""

    score: float
    size: int
    passages: tuple[Passage, ...]

    @property
    def level(self) -> str:
        """Strong, partial or not worth a look; a title alone is never strong."""
        if self.size < SHORT_TEXT:
            return PARTIAL if self.score >= TITLE_FROM else WEAK
        if self.score >= STRONG_FROM:
            return STRONG
        return PARTIAL if self.score >= PARTIAL_FROM else WEAK


@dataclass(frozen=True)
class Piece:
    """Of a text to be shown: plain (`number` 0) or a run of a passage, whose first and last are told."""

    text: str
    number: int = 0
    begins: bool = False
    ends: bool = False


@dataclass(frozen=True)
class _Run:
    length: int
    first: int
    second: int


def most_texts(number: int) -> int:
    """In so many of all texts a shingle still tells something."""
    return max(COMMON_FROM, number // COMMON_OF)


def compare(
    first: Sequence[str], second: Sequence[str], asked: Mapping[int, bool] = NOTHING_ASKED
) -> Likeness:
    """`asked`: shingles that were looked up, and whether very many texts hold them. The order changes nothing."""
    ours, theirs = _read(tuple(first)), _read(tuple(second))
    if words_of(ours) <= words_of(theirs):
        return _compared(ours, theirs, asked)
    found = _compared(theirs, ours, asked)
    turned = (Passage(one.second, one.first, one.syllables) for one in found.passages)
    return Likeness(found.score, found.size, tuple(sorted(turned, key=_place)))


@lru_cache(maxsize=4)
def _read(parts: tuple[str, ...]) -> list[Syllable]:
    """One dossier is compared with many in a row."""
    return syllables(parts)


def _compared(ours: list[Syllable], theirs: list[Syllable], asked: Mapping[int, bool]) -> Likeness:
    first, second = _own_words(ours, asked), _own_words(theirs, asked)
    size = _compared_size(len(first) - first.count(""), len(second) - second.count(""))
    passages = [
        Passage(
            tuple(_span(ours, run.first, run.length) for run in runs),
            tuple(_span(theirs, run.second, run.length) for run in runs),
            sum(run.length for run in runs),
        )
        for runs in _passages(first, second, min(SHORTEST, max(size, 1)))
    ]
    equal = sum(passage.syllables for passage in passages)
    return Likeness(min(equal / size, 1.0) if size else 0.0, size, tuple(sorted(passages, key=_place)))


def _compared_size(first: int, second: int) -> int:
    """A copied chapter weighs as much as a copied whole; of two titles the longer one must be matched."""
    shorter, longer = sorted((first, second))
    return longer if longer < SHORT_TEXT else shorter


def _place(passage: Passage) -> tuple[int, int]:
    return passage.first[0].part, passage.first[0].start


def _own_words(found: Sequence[Syllable], asked: Mapping[int, bool]) -> list[str]:
    """Without the wording of forms: what lies nearest to a common shingle is blanked.

    Of a long part only some shingles are known to be common or not; each speaks for its surroundings.
    """
    words = words_of(found)
    known = list(_known(words, asked)) if any(asked.values()) else []
    if not known:
        return words
    kept, nearest = [], 0
    for place, word in enumerate(words):
        while nearest + 1 < len(known) and known[nearest + 1][0] - place <= abs(known[nearest][0] - place):
            nearest += 1
        kept.append("" if known[nearest][1] else word)
    return kept


def _known(words: list[str], asked: Mapping[int, bool]) -> Iterator[tuple[int, bool]]:
    """The middles of the shingles of which it is known whether they are common."""
    for place, gram in enumerate(grams(words), 1):
        number = number_of(gram) if gram else None
        if number is not None and (is_kept(number) or number in asked):
            yield place, asked.get(number, False)


def _passages(first: list[str], second: list[str], shortest: int) -> Iterator[list[_Run]]:
    """Runs in the same order with few changed words between them make one passage."""
    together: list[_Run] = []
    for run in sorted(_runs(first, second), key=lambda run: run.first):
        if together and not _continues(together[-1], run, first, second):
            yield from _long_enough(together, shortest)
            together = []
        if together:
            together += _equal_between(together[-1], run, first, second)
        together.append(run)
    yield from _long_enough(together, shortest)


def _long_enough(runs: list[_Run], shortest: int) -> Iterator[list[_Run]]:
    if sum(run.length for run in runs) >= shortest:
        yield runs


def _continues(last: _Run, run: _Run, first: list[str], second: list[str]) -> bool:
    mine, yours = _gap(last, run)
    if yours.start > yours.stop or max(mine.stop - mine.start, yours.stop - yours.start) > WIDEST_GAP:
        return False
    return all(first[mine]) and all(second[yours])


def _equal_between(last: _Run, run: _Run, first: list[str], second: list[str]) -> Iterator[_Run]:
    """Single words that were left standing among the changed ones."""
    mine, yours = _gap(last, run)
    for step in LCSseq.opcodes(first[mine], second[yours]):
        if step.tag == "equal":
            yield _Run(
                step.src_end - step.src_start, mine.start + step.src_start, yours.start + step.dest_start
            )


def _gap(last: _Run, run: _Run) -> tuple[slice, slice]:
    return slice(last.first + last.length, run.first), slice(last.second + last.length, run.second)


def _runs(first: list[str], second: list[str]) -> Iterator[_Run]:
    """Longest first; no syllable is counted twice on either side."""
    mine, yours = bytearray(len(first)), bytearray(len(second))
    for run in sorted(_maximal(first, second), key=lambda run: (-run.length, run.first, run.second)):
        for free in _free(run, mine, yours):
            mine[free.first : free.first + free.length] = b"\1" * free.length
            yours[free.second : free.second + free.length] = b"\1" * free.length
            yield free


def _free(run: _Run, mine: bytearray, yours: bytearray) -> Iterator[_Run]:
    """What longer runs have left of it."""
    length = 0
    for step in range(run.length + 1):
        if step < run.length and not mine[run.first + step] and not yours[run.second + step]:
            length += 1
            continue
        if length >= WIDTH:
            yield _Run(length, run.first + step - length, run.second + step - length)
        length = 0


def _maximal(first: list[str], second: list[str]) -> Iterator[_Run]:
    """Runs that cannot be made longer; a shingle that is repeated over and over is tried a few times only."""
    places, reached = _places(second), dict[int, int]()
    pairs = (product(ours, places.get(gram, ())) for gram, ours in _places(first).items())
    for mine, yours in sorted(chain.from_iterable(pairs)):
        if reached.get(yours - mine, 0) > mine:
            continue
        run = _Run(_length(first, second, mine, yours), mine, yours)
        reached[yours - mine] = mine + run.length
        yield run


def _places(words: list[str]) -> dict[tuple[str, ...], list[int]]:
    places: dict[tuple[str, ...], list[int]] = {}
    for place, gram in enumerate(grams(words)):
        found = places.setdefault(gram, [])
        if gram and len(found) < MOST_REPEATS:
            found.append(place)
    return places


def _length(first: list[str], second: list[str], mine: int, yours: int) -> int:
    length = WIDTH
    while (
        mine + length < len(first)
        and yours + length < len(second)
        and first[mine + length]
        and first[mine + length] == second[yours + length]
    ):
        length += 1
    return length


def _span(found: Sequence[Syllable], place: int, length: int) -> Span:
    start, last = found[place], found[place + length - 1]
    return Span(start.part, start.start, last.end)


def pieces(text: str, passages: Sequence[tuple[int, Sequence[Span]]]) -> list[Piece]:
    """The text cut at the runs of the numbered passages (of this part); together the pieces are the text."""
    runs = [
        (span, number, span is spans[0], span is spans[-1]) for number, spans in passages for span in spans
    ]
    shown: list[Piece] = []
    reached = 0
    for span, number, begins, ends in sorted(runs, key=lambda run: (run[0].start, run[1])):
        start = max(span.start, reached)
        if span.end > start:
            shown += [Piece(text[reached:start])] if start > reached else []
            shown.append(Piece(text[start : span.end], number, begins, ends))
            reached = span.end
    return [*shown, Piece(text[reached:])] if reached < len(text) else shown
