"""How well copies are found and how seldom innocent texts are pointed at; the table of docs/similarity.md."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from statistics import median

from django.core.management.base import BaseCommand, CommandParser

from campaign.management.benchmark.copies import COPIES, Author, Text, originals, template_family
from campaign.rules.shingles import sampled
from campaign.rules.similarity import (
    CANDIDATES,
    FEWEST_SHARED,
    PARTIAL,
    STRONG,
    WEAK,
    Likeness,
    compare,
    most_texts,
)

FAMILY = 0.03  # of all texts follow the well-known template
SHOWN = 5  # that an officer reads at least
NOTHING = Likeness(0.0, 0, ())


class Command(BaseCommand):
    help = (
        "Plant copies among made-up dossiers and count which are found. The same numbers give the same table."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--texts", type=int, default=2000, help="in the index (default: 2000)")
        parser.add_argument("--copies", type=int, default=50, help="of each kind (default: 50)")

    def handle(self, *, texts: int, copies: int, **options: object) -> None:
        for line in table(measured(texts, copies)):
            self.stdout.write(line)


@dataclass
class Index:
    """In memory what the database's index holds, asked in the same way."""

    texts: list[Text] = field(default_factory=list)
    holders: dict[int, list[int]] = field(default_factory=lambda: defaultdict(list))

    def add(self, text: Text) -> int:
        for value in sampled(text):
            self.holders[value].append(len(self.texts))
        self.texts.append(text)
        return len(self.texts) - 1

    def asked(self, text: Text) -> dict[int, bool]:
        most = most_texts(len(self.texts))
        return {value: len(self.holders.get(value, ())) > most for value in sampled(text)}

    def candidates(self, asked: dict[int, bool]) -> list[int]:
        rare = (value for value, common in asked.items() if not common)
        shared = Counter(holder for value in rare for holder in self.holders.get(value, ()))
        return [one for one, number in shared.most_common(CANDIDATES) if number >= FEWEST_SHARED]


@dataclass
class Row:
    kind: str
    found: str = ""
    levels: Counter[str] = field(default_factory=Counter)
    scores: list[float] = field(default_factory=list)


def measured(texts: int, copies: int) -> list[Row]:
    sources = originals()
    author, index = Author(sources, f"{texts}-{copies}"), Index()
    chosen = [place % len(sources) for place in range(copies)]
    family = list(template_family(sources[0], author, max(int(texts * FAMILY), 2) + copies))
    for text in (*sources, *family[copies:]):
        index.add(text)
    while len(index.texts) < texts:
        index.add(author.text(sources[len(index.texts) % len(sources)]))
    rows = [
        _copies(index, kind, [(place, copy(sources[place], author)) for place in chosen])
        for kind, copy in COPIES.items()
    ]
    rare = [_of_two(index, author, sources[place]) for place in chosen]
    own = [author.text(sources[place]) for place in chosen]
    innocent = {
        "a form that 3 % of all use": family[:copies],
        "a form that two people share": rare,
        "nothing in common": own,
    }
    return [*rows, *(_innocent(index, kind, asked) for kind, asked in innocent.items())]


def _of_two(index: Index, author: Author, template: Text) -> Text:
    first, second = template_family(template, author, 2)
    index.add(first)
    return second


def _copies(index: Index, kind: str, planted: Sequence[tuple[int, Text]]) -> Row:
    """Found: the original is among the first five that an officer reads, and not as a weak one."""
    row, found = Row(kind), 0
    for original, copy in planted:
        ranked = _ranked(index, copy)
        found += original in [place for place, likeness in ranked[:SHOWN] if likeness.level]
        _note(row, dict(ranked).get(original, NOTHING))
    row.found = f"{found}/{len(planted)}"
    return row


def _innocent(index: Index, kind: str, texts: Sequence[Text]) -> Row:
    """Each with the text that it resembles most."""
    row = Row(kind, found="–")
    for text in texts:
        ranked = _ranked(index, text)
        _note(row, ranked[0][1] if ranked else NOTHING)
    return row


def _ranked(index: Index, text: Text) -> list[tuple[int, Likeness]]:
    asked = index.asked(text)
    compared = [(place, compare(text, index.texts[place], asked)) for place in index.candidates(asked)]
    return sorted(compared, key=lambda one: -one[1].score)


def _note(row: Row, likeness: Likeness) -> None:
    row.levels[likeness.level] += 1
    row.scores.append(likeness.score)


def table(rows: Sequence[Row]) -> Iterator[str]:
    yield "| planted | found | strong | partial | not shown | least | median | most |"
    yield "|---|---|---|---|---|---|---|---|"
    for row in rows:
        levels = [str(row.levels[level]) for level in (STRONG, PARTIAL, WEAK)]
        scores = [f"{value:.0%}" for value in (min(row.scores), median(row.scores), max(row.scores))]
        yield f"| {' | '.join([row.kind, row.found, *levels, *scores])} |"
