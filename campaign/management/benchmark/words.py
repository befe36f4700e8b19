"""Vietnamese words for made-up dossiers: the same number always gives the same text, and nobody is meant by a name."""

import json
from pathlib import Path
from random import Random

from campaign.models.submission import ALPHABET

WORDS = json.loads((Path(__file__).parent / "words.json").read_text(encoding="utf-8"))
FAMILIES, MIDDLES, GIVENS = WORDS["families"], WORDS["middles"], WORDS["givens"]
ACTS, THINGS, PLACES = WORDS["acts"], WORDS["things"], WORDS["places"]
PLAIN = WORDS["plain"].split()
SENTENCES = 600


def chosen(rng: Random, rows: list[str]) -> str:
    return rows[int(rng.random() * len(rows))]


def token(rng: Random, length: int = 10) -> str:
    return "".join(chosen(rng, list(ALPHABET)) for _ in range(length))


def person(rng: Random) -> str:
    return " ".join(chosen(rng, part) for part in (FAMILIES, MIDDLES, GIVENS))


def title(rng: Random) -> str:
    return " ".join(chosen(rng, part) for part in (ACTS, THINGS, PLACES))


class Prose:
    """Sections of 150 to 300 words, put together from sentences made once."""

    def __init__(self) -> None:
        rng = Random("sentences")  # noqa: S311  repeatable on purpose; nothing here is secret
        self.sentences = [self._sentence(rng) for _ in range(SENTENCES)]

    def section(self, rng: Random) -> str:
        wanted, words, found = 150 + int(rng.random() * 130), 0, []
        while words < wanted:
            sentence = chosen(rng, self.sentences)
            found.append(sentence)
            words += sentence.count(" ") + 1
        return " ".join(found)

    @staticmethod
    def _sentence(rng: Random) -> str:
        start, length = int(rng.random() * len(PLAIN)), 8 + int(rng.random() * 12)
        words = [PLAIN[(start + step) % len(PLAIN)] for step in range(length)]
        words.insert(length // 2, chosen(rng, THINGS).split()[0])
        return f"{' '.join(words).capitalize()}."
