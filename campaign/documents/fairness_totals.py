"""The sheets that count in a strand, and the totals that rank it: raw, or adjusted where the council voted so."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import F, QuerySet

from campaign.documents.quotas import quotas_of
from campaign.models.campaign import Strand
from campaign.models.fairness import ScoreBasis
from campaign.models.judging import CombinedScore, Sheet
from campaign.models.submission import Submission
from campaign.rules.ballot import Count
from campaign.rules.calendar import round_half_up
from campaign.rules.fairness import Marked
from campaign.rules.fairness_basis import ADJUSTED, NEVER_ASKED, RAW, Vote, said_in_minutes
from campaign.rules.fairness_model import Adjusted
from campaign.rules.fairness_report import Report, report
from campaign.rules.phrase import Phrase
from campaign.rules.quotas import Quota
from campaign.rules.workflow import State

DRAWN = "plan"
MEAN = "mean"
JUDGED = (State.JUDGED, State.RANKED, State.PROPOSED, State.DECIDED, State.PUBLISHED, State.REVOKED)
UNFINISHED = (State.ACCEPTED, State.ASSIGNED, State.JUDGING)


@dataclass(frozen=True)
class OfficialTotal:
    """`total` ranks; `adjusted` stands only where the dossier's component could be adjusted."""

    total: Decimal
    raw: Decimal
    adjusted: Decimal | None


def official_totals(strand: Strand) -> dict[int, OfficialTotal]:
    """By dossier, for the whole strand: what a ranking reads in place of `CombinedScore.total`.

    Raw unless the council's current vote says adjusted; a dossier that cannot be adjusted keeps its raw total. Exact
    and the same on both databases: the correction is rounded to a hundredth before it is taken off.
    """
    scores = CombinedScore.objects.filter(submission__strand=strand, submission__state__in=JUDGED)
    raw = dict(scores.order_by("submission").values_list("submission", "total"))
    basis = basis_of(strand)
    if basis != ADJUSTED:
        return {pk: OfficialTotal(total, total, None) for pk, total in raw.items()}
    lines = report_of(strand, Submission.objects.all()).totals
    return {pk: _official(total, lines.get(pk)) for pk, total in raw.items()}


def basis_of(strand: Strand) -> str:
    row = current_basis(strand)
    return row.basis if row else RAW


def current_basis(strand: Strand) -> ScoreBasis | None:
    return ScoreBasis.objects.filter(strand=strand, is_current=True).first()


def basis_in_minutes(strand: Strand) -> Phrase:
    """The sentence that the minutes of the strand's sitting carry."""
    return said_of(current_basis(strand))


def said_of(row: ScoreBasis | None) -> Phrase:
    return said_in_minutes(row.basis, vote_of(row)) if row else NEVER_ASKED


def vote_of(row: ScoreBasis) -> Vote:
    count = Count(row.votes_for, row.votes_against, row.votes_blank)
    return Vote(count, row.members_total, row.members_present, row.reason)


def adjusted_total(raw: Decimal, line: Adjusted) -> Decimal:
    """The raw total less the rounded mean effect of the dossier's judges."""
    return raw - round_half_up(Decimal(repr(line.raw - line.adjusted)))


def report_of(strand: Strand, dossiers: QuerySet[Submission]) -> Report:
    """Of these dossiers alone: what a reader may not see is not in any figure."""
    quota = places(strand)
    return report(counted(strand, dossiers), quota=quota, is_mean=strand.rubric.combination == MEAN)


def counted(strand: Strand, dossiers: QuerySet[Submission]) -> tuple[Marked, ...]:
    """One row for each locked sheet of the round that counts, in a fixed order."""
    seen = dossiers.filter(strand=strand, state__in=JUDGED).order_by().values("pk")
    rows = (
        Sheet.objects.filter(submission__in=seen, status="locked", voided_at__isnull=True)
        .filter(round=F("submission__combined_score__round"))
        .order_by("submission", "judge")
        .values_list("submission", "judge", "total", "assignment__source")
    )
    return tuple(Marked(pk, judge, float(total), source == DRAWN) for pk, judge, total, source in rows)


def places(strand: Strand) -> int | None:
    """How many prizes the strand has by numbers of its own; nothing where a prize is shared, a share, or unlimited."""
    levels = strand.campaign.award_levels.values_list("code", flat=True)
    own = [one for one in quotas_of(strand.campaign) if one.number is not None and _is_of(one, strand)]
    numbers = {one.level: one.number for one in own}
    return sum(numbers[level] or 0 for level in levels) if numbers and set(levels) <= set(numbers) else None


def _is_of(quota: Quota, strand: Strand) -> bool:
    whole = not quota.unit and not quota.unit_kind
    return whole and (quota.strand == strand.code or quota.each == "strand")


def adjusted_by_number(strands: Iterable[Strand]) -> dict[str, Decimal]:
    """By register number, the totals of those strands whose council chose adjusted ones; what a ranking reads."""
    chosen = ScoreBasis.objects.filter(strand__in=strands, is_current=True, basis=ADJUSTED)
    found: dict[int, Decimal] = {}
    for row in chosen.select_related("strand__campaign", "strand__rubric"):
        found |= {pk: one.total for pk, one in official_totals(row.strand).items()}
    numbers = Submission.objects.filter(pk__in=found).values_list("pk", "register_number") if found else ()
    return {number: found[pk] for pk, number in numbers}


def _official(raw: Decimal, line: Adjusted | None) -> OfficialTotal:
    adjusted = adjusted_total(raw, line) if line else None
    return OfficialTotal(raw if adjusted is None else adjusted, raw, adjusted)
