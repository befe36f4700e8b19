"""Pairs that resemble each other as an officer reads them: a list beside the check, and both texts side by side.

A pair exists for a reader only when both its dossiers do: whoever wrote one of them, or marks it blind, meets
neither the pair nor a gap where it would stand.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Exists, OuterRef

from accounts.models.user import User
from campaign.documents.similar import ALL_PARTS, likeness, looked_up, marked, parts, percent
from campaign.models.library import PastInitiative
from campaign.models.similarity import IndexedText, SimilarPair, SimilarPairQuerySet, Verdict
from campaign.models.submission import LONG_TEXTS, Submission, SubmissionQuerySet
from campaign.rules.application import BY_NAME
from campaign.rules.calendar import vn_datetime
from campaign.rules.phrase import NO_OBJECTION, Phrase
from campaign.rules.shingles import sampled
from campaign.rules.similarity import STRONG_FROM, Piece, Span

MOST_PAIRS = 20
VERDICTS = {
    Verdict.SAME: Phrase("Cùng một giải pháp"),
    Verdict.DERIVED: Phrase("Phát triển từ giải pháp kia, có điểm mới"),
    Verdict.TEMPLATE: Phrase("Chỉ giống câu chữ của mẫu"),
    Verdict.DIFFERENT: Phrase("Khác nhau"),
}
STRONG, PARTIAL = Phrase("Trùng nhiều"), Phrase("Trùng một phần")
TITLES = Phrase("Tên gần giống")
HEAVY = [f"{side}__{name}" for side in ("submission", "other") for name in (*LONG_TEXTS, "search_text")]


@dataclass(frozen=True)
class Conclusion:
    label: Phrase
    by: str
    reason: str
    is_older: bool  # than the texts as they were compared last


@dataclass(frozen=True)
class PairLine:
    """One pair from the side of the dossier that is read; `code` opens the other dossier."""

    pk: int
    tone: str
    label: Phrase
    percent: str
    title: str
    note: str
    code: str
    conclusion: Conclusion | None


@dataclass(frozen=True)
class Resembling:
    """`is_waiting`: the texts changed and the job has not looked at them yet."""

    lines: list[PairLine]
    is_waiting: bool


@dataclass(frozen=True)
class Section:
    label: Phrase
    pieces: tuple[Piece, ...]
    is_confidential: bool

    @property
    def is_marked(self) -> bool:
        return any(piece.number for piece in self.pieces)


@dataclass(frozen=True)
class Side:
    """`name` tells the two sides apart in the page's own addresses."""

    name: str
    other_name: str
    title: str
    note: str
    code: str
    sections: tuple[Section, ...]


@dataclass(frozen=True)
class Comparison:
    percent: str
    passages: int
    sides: tuple[Side, Side]


def with_waiting(rows: SubmissionQuerySet) -> SubmissionQuerySet:
    """For `resembling`: whether the job still has to look at the dossier."""
    texts = IndexedText.objects.waiting().filter(submission=OuterRef("pk"))
    return rows.annotate(text_waits=Exists(texts))


def resembling(user: User, submission: Submission) -> Resembling:
    """Of a dossier read `with_waiting`."""
    pairs = _pairs(user, submission).defer(*HEAVY)[:MOST_PAIRS]
    return Resembling([_line(submission, pair) for pair in pairs], submission.text_waits)


def pair_for(user: User, submission: Submission, pk: int) -> SimilarPair | None:
    """With the whole texts; nothing when the reader may not meet the other dossier."""
    return _pairs(user, submission).filter(pk=pk).first()


def count_for(user: User, submission: Submission) -> int:
    return len(_pairs(user, submission).values_list("pk")[:MOST_PAIRS])


def _pairs(user: User, submission: Submission) -> SimilarPairQuerySet:
    found = SimilarPair.objects.of(submission).met_by(user)
    return found.select_related("submission", "other", "past__batch", "verdict_by")


def other_of(pair: SimilarPair, submission: Submission) -> Submission | PastInitiative:
    if pair.past:
        return pair.past
    return pair.other if pair.other and pair.other != submission else pair.submission


def conclusion(pair: SimilarPair) -> Conclusion | None:
    if not pair.verdict_at:
        return None
    said = Phrase(
        "%(name)s, %(when)s",
        name=pair.verdict_by.full_name if pair.verdict_by else "",
        when=vn_datetime(pair.verdict_at),
    )
    return Conclusion(
        VERDICTS[Verdict(pair.verdict)], str(said), pair.reason, pair.found_at > pair.verdict_at
    )


def _line(submission: Submission, pair: SimilarPair) -> PairLine:
    other = other_of(pair, submission)
    is_strong = not pair.past_id and pair.score >= STRONG_FROM
    return PairLine(
        pk=pair.pk,
        tone="warn" if is_strong else "info",
        label=TITLES if pair.past_id else STRONG if is_strong else PARTIAL,
        percent=percent(pair.score),
        title=other.title,
        note=_note(other),
        code=_code(other),
        conclusion=conclusion(pair),
    )


def _note(thing: Submission | PastInitiative) -> str:
    if isinstance(thing, Submission):
        return f"{thing.unit_name} · {thing.register_number}"
    place = Phrase("Dòng %(row)s, %(source)s", row=thing.row_number, source=thing.batch.source)
    return " · ".join(filter(None, [thing.unit_name, str(thing.year or ""), str(place)]))


def _code(thing: Submission | PastInitiative) -> str:
    return thing.code if isinstance(thing, Submission) else ""


def comparison(submission: Submission, pair: SimilarPair) -> Comparison:
    """The texts as they stand now. Whichever dossier is read stands on the left."""
    other = other_of(pair, submission)
    found = likeness(submission, other, looked_up(sampled(parts(submission))))
    ours, theirs = (
        _side(names, thing, passages)
        for names, thing, passages in (
            (("a", "b"), submission, [one.first for one in found.passages]),
            (("b", "a"), other, [one.second for one in found.passages]),
        )
    )
    return Comparison(percent(found.score), len(found.passages), (ours, theirs))


def _side(
    names: tuple[str, str], thing: Submission | PastInitiative, passages: Sequence[Sequence[Span]]
) -> Side:
    is_past = isinstance(thing, PastInitiative)
    texts = (thing.title,) if isinstance(thing, PastInitiative) else parts(thing)
    sections = [
        Section(_label(part), shown, part == "confidential")
        for part, shown in zip(ALL_PARTS, marked(texts, passages), strict=not is_past)
        if shown
    ]
    return Side(*names, thing.title, _note(thing), _code(thing), tuple(sections))


def _label(part: str) -> Phrase:
    return BY_NAME[part].label if part in BY_NAME else NO_OBJECTION
