"""What a ranking is made of, read from the database: the terms, who competes, and who is left out and why."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from campaign.documents.fairness_totals import adjusted_by_number, basis_of
from campaign.documents.quotas import POOL, bases_of, kinds_of_units, quotas_of
from campaign.models.campaign import AwardLevel, Campaign, Strand
from campaign.models.decision import Proposal
from campaign.models.judging import Mark, Sheet
from campaign.models.quota import AwardRule, LotDraw
from campaign.models.ranking import RankedSubmission, Ranking
from campaign.models.rulebook import LevelRule, Rubric
from campaign.models.submission import Submission
from campaign.rules import awards, ranking_record
from campaign.rules.quotas import Quota
from campaign.rules.ranking import DEFAULT_CHAIN, Candidate
from campaign.rules.ranking_record import Inputs, Terms
from campaign.rules.workflow import State

MOSTLY_WOMEN = 70  # percent: NĐ 152/2025 Art. 4.6
LEFT_OUT = (State.WITHDRAWN, State.DECLINED, State.REFUSED, State.DROPPED, State.REVOKED)
VOIDED = "voided_sheet"


def gather(strand: Strand) -> tuple[Terms, Inputs]:
    """A query for the candidates and a handful for the plan, however many dossiers there are."""
    terms = terms_of(strand)
    campaign, joint = strand.campaign, is_joint(terms.quotas, strand)
    kinds = kinds_of_units(campaign) if terms.quotas else {}
    rows = Submission.objects.filter(campaign=campaign) if joint else Submission.objects.filter(strand=strand)
    adjusted = adjusted_by_number(campaign.strands.all() if joint else [strand])
    return terms, Inputs(
        pool=[_by_basis(one, adjusted) for one in _candidates(rows, strand.rubric, terms, kinds)],
        counts=bases_of(campaign, terms.quotas, kinds),
        taken=_departures(campaign, strand) if joint else {},
        orders=[draw.order for draw in LotDraw.objects.filter(strand__campaign=campaign).order_by("pk")],
        left_out=list(_left_out(strand)),
    )


def is_joint(quotas: Sequence[Quota], strand: Strand) -> bool:
    """Whether dossiers of other strands compete with those of this one for the same places."""
    crossing = any(quota.crosses_strands for quota in quotas)
    return crossing and Strand.objects.filter(campaign=strand.campaign_id).exclude(pk=strand.pk).exists()


def terms_of(strand: Strand) -> Terms:
    """No prize without recognition: a dossier that reached no level of the rubric qualifies for none."""
    rubric, rule = strand.rubric, rule_of(strand.campaign)
    recognised = tuple(rubric.levels.values_list("code", flat=True))
    levels = AwardLevel.objects.filter(campaign=strand.campaign_id)
    return Terms(
        strand=strand.code,
        chain=tuple(rubric.tie_chain or DEFAULT_CHAIN),
        levels=[
            awards.AwardLevel(one.code, one.label, one.order, one.minimum_total, recognised) for one in levels
        ],
        quotas=quotas_of(strand.campaign),
        policy=rule.cut_policy,
        cut_chain=tuple(rule.cut_chain),
        seed=rule.seed,
        basis=basis_of(strand),
        labels=dict(rubric.criteria.values_list("code", "label")),
    )


def rule_of(campaign: Campaign) -> AwardRule:
    return AwardRule.objects.filter(campaign=campaign).first() or AwardRule(campaign=campaign)


def live_digest(strand: Strand) -> str:
    """The digest of what a ranking of this strand would be made of now."""
    terms, inputs = gather(strand)
    return ranking_record.inputs_digest(
        ranking_record.terms_to_json(terms), ranking_record.inputs_to_json(inputs)
    )


def strand_of(ranking: Ranking) -> Strand:
    return Strand.objects.select_related("rubric", "campaign").get(pk=ranking.strand_id)


COLUMNS = (
    "register_number",
    "strand__code",
    "unit__code",
    "submitted_at",
    "combined_score__total",
    "combined_score__criterion_means",
    "combined_score__level_code",
    "people",
    "women",
    "workers",
    "counting_sheets",
    "top_sheets",
)


def _candidates(
    rows: QuerySet[Submission], rubric: Rubric, terms: Terms, kinds: Mapping[str, str]
) -> Iterator[Candidate]:
    ready = rows.filter(state__in=POOL, combined_score__isnull=False).order_by("pk")
    counted = ready.annotate(
        people=Count("authorships"),
        women=Count("authorships", filter=Q(authorships__gender="female")),
        workers=Count("authorships", filter=Q(authorships__direct_worker=True)),
        **_sheet_counts(rubric, terms),
    )
    return (_candidate(row, kinds) for row in counted.values_list(*COLUMNS))


def _candidate(row: Sequence[Any], kinds: Mapping[str, str]) -> Candidate:
    number, strand, unit, submitted, total, means, level, people, women, workers, sheets, top = row
    return Candidate(
        key=number,
        total=total,
        criteria={code: Decimal(points) for code, points in means.items()},
        top_sheets=top,
        sheets=sheets,
        direct_worker=workers > 0,
        female=people > 0 and women * 100 >= people * MOSTLY_WOMEN,
        submitted_at=submitted,
        level_code=level,
        strand=strand,
        unit_kind=kinds.get(unit, ""),
        unit=unit,
    )


def _by_basis(one: Candidate, adjusted: Mapping[str, Decimal]) -> Candidate:
    """Where the council voted for adjusted totals, they rank; levels and criteria stay those of the sheets."""
    return replace(one, total=adjusted[str(one.key)]) if str(one.key) in adjusted else one


def _sheet_counts(rubric: Rubric, terms: Terms) -> dict[str, Any]:
    """Sheets that count, and those of them that reach the rubric's highest level by total and by criterion."""
    best = LevelRule.objects.filter(rubric=rubric).order_by("-total_min").first()
    counting = Sheet.objects.filter(
        submission=OuterRef("pk"),
        round=OuterRef("combined_score__round"),
        status="locked",
        voided_at__isnull=True,
    ).order_by()
    reached = counting.filter(total__gte=best.total_min) if best else counting.none()
    for minimum in best.minimums.all() if best else ():
        short = Mark.objects.filter(
            sheet=OuterRef("pk"), criterion=minimum.criterion_id, points__lt=minimum.points
        )
        reached = reached.exclude(Exists(short))
    return {"counting_sheets": _number(counting), "top_sheets": _number(reached)}


def _number(rows: QuerySet[Sheet]) -> Coalesce:
    counted = rows.values("submission").annotate(number=Count("pk")).values("number")
    return Coalesce(Subquery(counted), 0)


def _departures(campaign: Campaign, strand: Strand) -> dict[str, str]:
    """What councils of other strands proposed against their ranking: it uses places that others counted on."""
    suggested = RankedSubmission.objects.filter(
        ranking=OuterRef("sitting__ranking"), submission=OuterRef("submission")
    )
    held = Proposal.objects.filter(sitting__campaign=campaign).exclude(sitting__strand=strand)
    rows = held.annotate(suggested=Subquery(suggested.values("award_level__code")[:1])).values_list(
        "submission__register_number", "award_level__code", "suggested"
    )
    return {number: given or "" for number, given, proposed in rows if given != proposed}


def _left_out(strand: Strand) -> Iterator[tuple[str, str]]:
    """Dossiers that had a number but stand in no ranking, and those of whose sheets some were voided."""
    ended = Submission.objects.filter(strand=strand, state__in=LEFT_OUT).exclude(register_number="")
    yield from ended.order_by("pk").values_list("register_number", "state")
    voided = Sheet.objects.filter(submission__strand=strand, voided_at__isnull=False)
    numbers = voided.order_by("submission").values_list("submission__register_number", flat=True).distinct()
    yield from ((number, VOIDED) for number in numbers)
