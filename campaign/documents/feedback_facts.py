"""What a release copies for the authors of each dossier: means, field average, level, place and comment."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from campaign.models.decision import Award, Decision
from campaign.models.feedback import AuthorComment
from campaign.models.judging import CombinedScore
from campaign.models.ranking import RankedSubmission, Ranking
from campaign.models.rulebook import Criterion
from campaign.models.submission import Submission
from campaign.rules.calendar import round_half_up
from campaign.rules.feedback import FEWEST_IN_FIELD, FEWEST_SHEETS, place_sentences
from campaign.rules.phrase import Phrase
from campaign.rules.ranking_words import author_lines
from campaign.rules.workflow import State

EXPLAINED = (State.JUDGED, State.RANKED, State.PROPOSED, State.DECIDED, State.PUBLISHED, State.REVOKED)


@dataclass(frozen=True)
class Field:
    """A strand as a whole: how many dossiers, the mean total and the mean of each criterion."""

    count: int
    total: Decimal
    criteria: dict[str, Decimal]
    top: Decimal
    labels: list[tuple[str, str, Decimal]]


def facts_of(submissions: Sequence[Submission], decision: Decision) -> dict[int, dict[str, Any]]:
    """By dossier, in a fixed number of questions for each strand and ranking among them.

    A comment stands only beside two sheets or more: one judge's words are not the panel's.
    """
    ids = [one.pk for one in submissions]
    scores = {row.submission_id: row for row in CombinedScore.objects.filter(submission__in=ids)}
    comments = dict(AuthorComment.objects.filter(submission__in=ids).values_list("submission", "text"))
    awards = decision.awards.filter(submission__in=ids).select_related("award_level")
    labels = {award.submission_id: _award_label(award) for award in awards}
    fields = {strand: field_of(strand) for strand in {one.strand_id for one in submissions}}
    places: dict[int, list[str]] = {}
    for ranking in Ranking.objects.filter(sittings__proposals__submission__in=ids).distinct():
        places |= _places(ranking, scores, fields[ranking.strand_id])
    return {
        one.pk: {
            **_marks(scores[one.pk], fields[one.strand_id]),
            "level": scores[one.pk].level_label,
            "level_reason": scores[one.pk].level_reason,
            "place": places.get(one.pk, []),
            "award": labels.get(one.pk, ""),
            "comment": comments.get(one.pk, "") if scores[one.pk].sheets >= FEWEST_SHEETS else "",
        }
        for one in submissions
    }


def field_of(strand_pk: int) -> Field:
    scores = list(CombinedScore.objects.filter(submission__strand=strand_pk, submission__state__in=EXPLAINED))
    criteria = list(Criterion.objects.filter(rubric__strands=strand_pk).order_by("order"))
    totals = [score.total for score in scores]
    marks = [row.criterion_means for row in scores]
    means = {
        one.code: _mean([Decimal(row[one.code]) for row in marks if one.code in row]) for one in criteria
    }
    return Field(
        count=len(scores),
        total=_mean(totals),
        criteria=means,
        top=sum((one.max_points * one.weight for one in criteria), Decimal(0)),
        labels=[(one.code, one.label, one.max_points) for one in criteria],
    )


def _marks(score: CombinedScore, field: Field) -> dict[str, Any]:
    """Means of criteria want two sheets, or they would be one judge's marks; the field wants five dossiers."""
    told = field.count >= FEWEST_IN_FIELD
    rows = [
        [label, score.criterion_means[code], str(top), str(field.criteria[code]) if told else ""]
        for code, label, top in field.labels
        if code in score.criterion_means
    ]
    return {
        "sheets": score.sheets,
        "total": str(score.total),
        "top": str(field.top),
        "field_total": str(field.total) if told else "",
        "field_count": field.count if told else 0,
        "criteria": rows if score.sheets >= FEWEST_SHEETS else [],
    }


def _places(ranking: Ranking, scores: dict[int, CombinedScore], field: Field) -> dict[int, list[str]]:
    names = {code: label for code, label, _ in field.labels}
    count = ranking.rows.count()
    return {
        row.submission_id: [str(one) for one in _place(row, count, scores[row.submission_id].total, names)]
        for row in ranking.rows.filter(submission__in=scores)
    }


def _place(row: RankedSubmission, count: int, raw: Decimal, names: dict[str, str]) -> Iterator[Phrase]:
    """A snapshot from before reasons were kept for programs has none that is fit for authors."""
    if row.facts:
        yield from author_lines(row.facts, row.position, row.total, names)
    yield from place_sentences(count, row.total, raw)


def _award_label(award: Award) -> str:
    if award.award_level:
        return award.award_level.label
    return "" if award.outcome == "not_recognised" else str(Phrase("Công nhận sáng kiến"))


def _mean(values: Sequence[Decimal]) -> Decimal:
    return round_half_up(sum(values, Decimal(0)) / len(values)) if values else Decimal(0)
