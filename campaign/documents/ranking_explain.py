"""Why one dossier stands where it does: every figure for the office, the own ones for its authors."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any

from django.db.models import QuerySet

from campaign.documents.quotas import sum_line
from campaign.models.campaign import Strand
from campaign.models.ranking import RankedSubmission
from campaign.models.rulebook import Criterion
from campaign.models.submission import Submission
from campaign.rules import ranking_record
from campaign.rules.awards import CUT_POLICIES, Cap
from campaign.rules.calendar import vn_datetime, vn_number
from campaign.rules.phrase import Phrase
from campaign.rules.quotas import Quota, cap_of
from campaign.rules.ranking import SETTLING, Candidate, draw_number, getter_of
from campaign.rules.ranking_record import Inputs, Terms
from campaign.rules.ranking_words import author_lines, award_sentence, link_label

Shown = Phrase | str
Rows = QuerySet[RankedSubmission]
YES, NO = Phrase("Có"), Phrase("Không")


@dataclass(frozen=True)
class Step:
    """One link of the chain: the own value and those of the places before and after; `decides` against one of them."""

    label: Shown
    own: Shown
    before: Shown
    after: Shown
    decides: bool


@dataclass(frozen=True)
class CapLine:
    """A cap that counts this dossier, how its number of places comes about, and who has the last of them."""

    label: str
    places: int
    sum: Phrase | None
    given: int
    last: RankedSubmission | None


@dataclass(frozen=True)
class Explanation:
    row: RankedSubmission
    criteria: Sequence[tuple[str, str, str, str]]
    steps: Sequence[Step]
    misses: Sequence[Phrase]
    caps: Sequence[CapLine]
    policy: Phrase
    above: str
    below: str


def explanation(row: RankedSubmission, rows: Rows) -> Explanation | None:
    """`rows`: what this reader may meet of the ranking. None for one that was made before its inputs were kept."""
    ranking = row.ranking
    if not ranking.algorithm:
        return None
    terms = ranking_record.terms_from_json(ranking.parameters)
    inputs = ranking_record.inputs_from_json(ranking.inputs.content)
    known = {str(one.key): one for one in inputs.pool}
    own = known[row.submission.register_number]
    above, below = (_neighbour(rows, row.line + step) for step in (-1, 1))
    return Explanation(
        row=row,
        criteria=list(_criteria(ranking.strand, own)),
        steps=[_step(link, own, known.get(above), known.get(below), terms) for link in terms.chain],
        misses=[
            award_sentence({"code": "unqualified", "level": "", "misses": [miss]}, row.position, row.total)
            for miss in row.facts["award"]["misses"]
        ],
        caps=list(_caps(rows, own, terms, inputs)),
        policy=CUT_POLICIES[terms.policy],
        above=above,
        below=below,
    )


def author_explanation(submission: Submission) -> list[Phrase]:
    """For the authors, after publication: position, points, the step that decided and the cap that bound; no names."""
    row = (
        RankedSubmission.objects.filter(submission=submission, ranking__is_current=True)
        .select_related("ranking")
        .first()
    )
    if row is None or not row.ranking.algorithm:
        return []
    return list(author_lines(row.facts, row.position, row.total, row.ranking.parameters["labels"]))


def _neighbour(rows: Rows, line: int) -> str:
    numbers = rows.filter(line=line).values_list("submission__register_number", flat=True)
    return numbers.first() or ""


def _criteria(strand: Strand, own: Candidate) -> Iterator[tuple[str, str, str, str]]:
    """Label, combined mark, the most that it can be, and its weight."""
    for row in Criterion.objects.filter(rubric=strand.rubric_id).order_by("order"):
        points = own.criteria.get(row.code)
        yield (
            row.label,
            "–" if points is None else vn_number(points, 2),
            vn_number(row.max_points.normalize() + 0),
            vn_number(row.weight.normalize() + 0),
        )


def _step(link: str, own: Candidate, before: Candidate | None, after: Candidate | None, terms: Terms) -> Step:
    values = [_comparable(one, link, terms) for one in (own, before, after)]
    earlier = [other for other in terms.chain[: terms.chain.index(link)] if other not in SETTLING]
    decides = any(
        other is not None
        and values[0] != value
        and all(getter_of(one)(own) == getter_of(one)(other) for one in earlier)
        for other, value in zip((before, after), values[1:], strict=True)
    )
    shown = ["" if one is None else _shown(one, link, terms) for one in (own, before, after)]
    return Step(link_label(link, terms.labels), shown[0], shown[1], shown[2], decides)


def _comparable(one: Candidate | None, link: str, terms: Terms) -> Any:
    if one is None:
        return None
    return draw_number(terms.seed, one.key) if link in SETTLING else getter_of(link)(one)


def _shown(one: Candidate, link: str, terms: Terms) -> Shown:
    if link == "submitted_at":
        return vn_datetime(one.submitted_at, seconds=True) if one.submitted_at else "–"
    if link == "draw":
        return draw_number(terms.seed, one.key)[:12] if terms.seed else "–"
    if link == "ballot":
        return "–"
    value = getter_of(link)(one)
    if isinstance(value, bool):
        return YES if value else NO
    if isinstance(value, Fraction):
        return f"{one.top_sheets}/{one.sheets}"
    return vn_number(Decimal(value), 2)


def _caps(rows: Rows, own: Candidate, terms: Terms, inputs: Inputs) -> Iterator[CapLine]:
    known = {str(one.key): one for one in inputs.pool}
    given = [(row, known[row.submission.register_number]) for row in rows.filter(award_level__isnull=False)]
    for quota in terms.quotas:
        cells = inputs.counts[quota.code]
        cap = cap_of(quota, cells)
        cell = cap.cell(own)
        if not cap.counts(own) or cell not in cap.places:
            continue
        inside = [row for row, one in given if _within(cap, cell, one, row.award_level.code)]
        yield CapLine(
            cap.label,
            cap.places[cell],
            _sum(quota, cells[cell]),
            len(inside),
            max(inside, key=lambda row: row.line, default=None),
        )


def _within(cap: Cap, cell: str, one: Candidate, level: str) -> bool:
    return cap.level in ("", level) and cap.counts(one) and cap.cell(one) == cell


def _sum(quota: Quota, base: int) -> Phrase | None:
    if quota.percent is None:
        return None
    return sum_line(quota, base)
