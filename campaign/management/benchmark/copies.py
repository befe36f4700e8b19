"""Dossiers that copy others in known ways, and innocent ones that only share a form's wording.

All made up from the demonstration's dossiers: the same number always gives the same texts.
"""

import re
from bisect import bisect
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from random import Random

from accounts.text import strip_marks
from campaign.management.demo.content import dossiers_2019, dossiers_2026
from campaign.rules.title_match import ABBREVIATIONS

PARTS = ("title", "summary", "nature", "conditions", "benefits_author", "benefits_others")
SENTENCE = re.compile(r"(?<=[.!?])\s+")
FIXED = 0.4  # of an innocent text that follows a template are the template's words
LETTERS = str.maketrans({"y": "i", "ỳ": "ì", "ý": "í", "ỷ": "ỉ", "ỹ": "ĩ", "ỵ": "ị"})
Text = tuple[str, ...]
Copy = Callable[[Text, "Author"], Text]


def originals() -> list[Text]:
    """All that were written about different things; the one that goes on from another is left out."""
    rows = [row for row in (*dossiers_2019(), *dossiers_2026()) if "like" not in row]
    return [tuple(row.get(part, "") for part in PARTS) for row in rows]


class Author:
    """Writes new text in the manner of the old: each word follows one that it followed somewhere."""

    def __init__(self, texts: Sequence[Text], seed: str) -> None:
        self.rng = Random(seed)  # noqa: S311  repeatable on purpose; nothing here is secret
        self.after: dict[str, list[str]] = defaultdict(list)
        for text in texts:
            for part in text:
                for first, second in pairwise(part.split()):
                    self.after[first].append(second)
        self.words = sorted(self.after)

    def word(self) -> str:
        return self.words[int(self.rng.random() * len(self.words))]

    def prose(self, length: int) -> str:
        written = [self.word()]
        while len(written) < length:
            following = self.after.get(written[-1])
            jumps = not following or self.rng.random() < 0.2
            written.append(self.word() if jumps else following[int(self.rng.random() * len(following))])
        return " ".join(written[:length])

    def text(self, like: Text) -> Text:
        """A dossier of its own, each part as long as that of another."""
        return tuple(self.prose(len(part.split())) if part else "" for part in like)


def changed(share: float) -> Copy:
    """So many of the words replaced by any others."""

    def copy(text: Text, author: Author) -> Text:
        return tuple(
            " ".join(author.word() if author.rng.random() < share else word for word in part.split())
            for part in text
        )

    return copy


def half(text: Text, author: Author) -> Text:
    """The first half of every part, then words of the copier's own."""
    own = author.text(text)
    return tuple(_halves(theirs, mine) for theirs, mine in zip(text, own, strict=True))


def _halves(first: str, second: str) -> str:
    middle = len(first.split()) // 2
    return " ".join([*first.split()[:middle], *second.split()[middle:]])


def without_marks(text: Text, author: Author) -> Text:
    return tuple(strip_marks(part).replace("đ", "d").replace("Đ", "D") for part in text)


def reordered(text: Text, author: Author) -> Text:
    return tuple(_shuffled(part, author.rng) for part in text)


def _shuffled(part: str, rng: Random) -> str:
    sentences = SENTENCE.split(part)
    rng.shuffle(sentences)
    return " ".join(sentences)


def respelled(text: Text, author: Author) -> Text:
    """kĩ thuật for kỹ thuật, UBND for Ủy ban nhân dân."""
    short = {long: key.upper() for key, long in ABBREVIATIONS.items()}
    longest = sorted(short, key=len, reverse=True)
    found = re.compile("|".join(map(re.escape, longest)))
    return tuple(
        found.sub(lambda match: short[match.group()], part).translate(LETTERS)
        for part in without_marks(text, author)
    )


def disguised(text: Text, author: Author) -> Text:
    """A fifth of the words changed, the sentences in another order, no marks."""
    return without_marks(reordered(changed(0.2)(text, author), author), author)


COPIES: dict[str, Copy] = {
    "5 % of the words changed": changed(0.05),
    "15 % of the words changed": changed(0.15),
    "30 % of the words changed": changed(0.3),
    "half copied": half,
    "marks removed": without_marks,
    "sentences reordered": reordered,
    "other spelling and abbreviations": respelled,
    "20 % changed, reordered, no marks": disguised,
}


def template_family(template: Text, author: Author, size: int) -> Iterator[Text]:
    """People who fill in the same form: some sentences are the form's, the rest is their own."""
    fixed = tuple(_fixed(part, author.rng) for part in template)
    for _ in range(size):
        yield tuple(
            " ".join(sentence if kept else author.prose(len(sentence.split())) for kept, sentence in part)
            for part in fixed
        )


def _fixed(part: str, rng: Random) -> list[tuple[bool, str]]:
    """Sentence by sentence whether it belongs to the form: about the share that is FIXED, counted in words."""
    sentences = SENTENCE.split(part)
    total = sum(len(one.split()) for one in sentences)
    ends, order = [], sorted(range(len(sentences)), key=lambda _: rng.random())
    reached = 0
    for place in order:
        reached += len(sentences[place].split())
        ends.append(reached)
    kept = set(order[: bisect(ends, FIXED * total)])
    return [(place in kept, sentence) for place, sentence in enumerate(sentences)]
