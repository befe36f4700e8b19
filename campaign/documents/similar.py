"""What resembles a dossier: asked of the index, compared word by word, and prepared for the page of each reader.

Authors ask with the numbers of public texts, which no dossier has; so nobody's dossier takes part in an answer to
them, not even by being counted.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Max, Model

from campaign.models.library import PastInitiative
from campaign.models.publication import PublishedResult
from campaign.models.similarity import IndexedText, Shingle
from campaign.models.submission import Submission
from campaign.rules.application import BY_NAME
from campaign.rules.calendar import vn_number
from campaign.rules.phrase import Phrase
from campaign.rules.shingles import public, sampled, shingles
from campaign.rules.similarity import (
    CANDIDATES,
    FEWEST_SHARED,
    Likeness,
    Piece,
    Span,
    compare,
    most_texts,
    pieces,
)
from campaign.rules.workflow import State

OPEN_PARTS = ("title", "summary", "nature", "conditions", "benefits_author", "benefits_others")
ALL_PARTS = (*OPEN_PARTS, "confidential")
OWN_TEXTS = 2  # the open and the confidential part, which a dossier finds first of all
MOST_HINTS = 5


@dataclass(frozen=True)
class Found:
    """A dossier or an initiative of an earlier list, and how alike it is."""

    thing: Submission | PastInitiative
    likeness: Likeness


@dataclass(frozen=True)
class Hint:
    """Something published, as the author of another dossier may read it; `sections` are the author's own."""

    title: tuple[Piece, ...]
    summary: tuple[Piece, ...]
    unit_name: str
    year: int | None
    percent: str
    sections: tuple[Phrase, ...]
    slug: str = ""


def parts(submission: Submission, names: Iterable[str] = ALL_PARTS) -> tuple[str, ...]:
    return tuple(getattr(submission, name) for name in names)


def index_values(text: IndexedText, content: Sequence[str]) -> frozenset[int]:
    """An earlier list is open to officers and authors; of a result officers find the dossier itself."""
    values = sampled(content)
    if text.submission_id:
        return values
    shown = frozenset(map(public, values))
    return values | shown if text.past_id else shown


def looked_up(values: Collection[int]) -> dict[int, bool]:
    """Each value, and whether so many texts hold it that it tells nothing."""
    return _common(values, most_texts(_latest(IndexedText)))


def _common(values: Collection[int], most: int) -> dict[int, bool]:
    common = Shingle.objects.held_by_more_than(most, values)
    return {value: value in common for value in values}


def _latest(*models: type[Model]) -> int:
    """About how many there are, without counting."""
    return sum(model.objects.aggregate(latest=Max("pk"))["latest"] or 0 for model in models)


def candidates(asked: dict[int, bool]) -> list[IndexedText]:
    rare = [value for value, is_common in asked.items() if not is_common]
    shared = Shingle.objects.most_shared(rare, least=FEWEST_SHARED)[: CANDIDATES + OWN_TEXTS]
    order = [text for text, _ in shared]
    texts = IndexedText.objects.select_related("submission", "past", "result__campaign").in_bulk(order)
    return [texts[text] for text in order]


def found_for(submission: Submission) -> list[Found]:
    """Dossiers and earlier initiatives worth a look, the most alike first."""
    asked = looked_up(sampled(parts(submission)))
    things = dict.fromkeys(text.submission or text.past for text in candidates(asked))
    others = (one for one in things if one != submission and getattr(one, "state", "") != State.DRAFT)
    compared = [Found(thing, likeness(submission, thing, asked)) for thing in others]
    return sorted((one for one in compared if one.likeness.level), key=lambda one: -one.likeness.score)


def likeness(submission: Submission, thing: Submission | PastInitiative, asked: dict[int, bool]) -> Likeness:
    """Of an earlier list only titles are known, so there titles are compared."""
    if isinstance(thing, PastInitiative):
        return compare([submission.title], [thing.title], asked)
    return compare(parts(submission), parts(thing), asked)


def hints(submission: Submission) -> list[Hint]:
    """For an author who writes: what is recognised and public and resembles the open parts."""
    mine = parts(submission, OPEN_PARTS)
    shown = _common(
        [public(value) for value in shingles(mine)], most_texts(_latest(PastInitiative, PublishedResult))
    )
    asked = {public(value): is_common for value, is_common in shown.items()}
    compared = [
        (compare(mine[:1] if text.past else mine, public_parts(text), asked), text)
        for text in candidates(shown)
        if not (text.result and text.result.revoked_at)
    ]
    alike = sorted((one for one in compared if one[0].level), key=lambda one: -one[0].score)
    return [_hint(found, text) for found, text in alike[:MOST_HINTS]]


def public_parts(text: IndexedText) -> tuple[str, ...]:
    """Of an earlier list or a published result; nothing else has a public text."""
    return (text.past.title,) if text.past else (text.result.title, text.result.summary)


def _hint(found: Likeness, text: IndexedText) -> Hint:
    shown = [*marked(public_parts(text), [one.second for one in found.passages]), ()]
    mine = dict.fromkeys(OPEN_PARTS[one.first[0].part] for one in found.passages)
    source = text.past or text.result
    return Hint(
        title=shown[0],
        summary=shown[1],
        unit_name=source.unit_name,
        year=text.past.year if text.past else text.result.campaign.year,
        percent=percent(found.score),
        sections=tuple(BY_NAME[name].label for name in mine),
        slug="" if text.past else text.result.campaign.slug,
    )


def marked(texts: Sequence[str], passages: Sequence[Sequence[Span]]) -> Iterator[tuple[Piece, ...]]:
    """Each text in pieces; a passage, which is its runs, has the number of its place."""
    numbered = list(enumerate(passages, 1))
    for place, text in enumerate(texts):
        yield tuple(pieces(text, [(number, spans) for number, spans in numbered if spans[0].part == place]))


def percent(score: float | Decimal) -> str:
    return vn_number(Decimal(score) * 100, 0)
