"""Rank a strand: freeze what went in, the order that came out, and the reason of every place."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils.translation import override

from accounts.models.user import User
from campaign.actions import gate, trail
from campaign.actions.refused import Refused
from campaign.actions.transition import perform
from campaign.models import clock
from campaign.models.campaign import AwardLevel, Strand
from campaign.models.ranking import RankedSubmission, Ranking
from campaign.models.rulebook import Rubric
from campaign.models.submission import Submission
from campaign.rules import awards, ranking, workflow
from campaign.rules.phrase import Phrase
from campaign.rules.workflow import State

UNFINISHED = (State.ACCEPTED, State.ASSIGNED, State.JUDGING)
RANKABLE = (State.JUDGED, State.RANKED)


@dataclass(frozen=True)
class Computed:
    """A ranking before it is stored."""

    ranked: Sequence[ranking.Ranked]
    proposals: dict[ranking.Key, awards.Allocation]
    chain: Sequence[str]
    parameters: dict[str, Any]
    digest: str


@transaction.atomic
def make_ranking(strand: Strand, *, by: User) -> Ranking:
    """A new snapshot; the one before it stays readable, no longer current. Refused once the council has met."""
    gate.require_in_campaign("rank", by)
    strand = Strand.objects.select_for_update().select_related("campaign", "rubric").get(pk=strand.pk)
    dossiers = _rankable(strand)
    _require_ready(strand, dossiers)
    computed = compute(strand, dossiers)
    with override(settings.LANGUAGE_CODE):  # kept as a record, so in the language of the office
        snapshot = _store(strand, computed, by=by)
    for dossier in dossiers:
        if dossier.state == State.JUDGED:
            perform(workflow.RANK, dossier, by=by, facts={"ranking": snapshot.pk})
    trail.record(
        "make_ranking",
        by=by,
        campaign=strand.campaign,
        facts={"strand": strand.code, "number": snapshot.number, "inputs_sha256": computed.digest},
    )
    return snapshot


def is_stale(snapshot: Ranking) -> bool:
    """True when today's marks, authors or parameters would not give the same inputs."""
    strand = Strand.objects.select_related("rubric").get(pk=snapshot.strand_id)
    now = compute(strand, _rankable(strand))
    return now.digest != snapshot.inputs_sha256 or now.parameters != snapshot.parameters


def compute(strand: Strand, dossiers: Sequence[Submission]) -> Computed:
    rubric = strand.rubric
    chain = rubric.tie_chain or list(ranking.DEFAULT_CHAIN)
    candidates = [_candidate(dossier) for dossier in dossiers]
    labels = dict(rubric.criteria.values_list("code", "label"))
    ranked = ranking.rank(candidates, chain, labels)
    levels = _levels(strand, rubric)
    proposals = {one.key: one for one in awards.allocate(ranked, levels)}
    return Computed(ranked, proposals, chain, _parameters(levels), ranking.inputs_digest(candidates, chain))


def _rankable(strand: Strand) -> list[Submission]:
    return list(
        Submission.objects.filter(strand=strand, state__in=RANKABLE)
        .select_related("combined_score", "owner")
        .prefetch_related("authorships")
        .defer("nature", "confidential", "search_text")
        .order_by("pk")
    )


def _require_ready(strand: Strand, dossiers: Sequence[Submission]) -> None:
    unfinished = Submission.objects.filter(strand=strand, state__in=UNFINISHED).count()
    if unfinished:
        raise Refused(
            Phrase(
                "Chưa lập bảng xếp hạng: còn %(count)s hồ sơ của nội dung này chưa chấm xong. Điểm đã chấm được giữ "
                "nguyên; hãy lập bảng khi mọi phiếu đã khóa.",
                count=unfinished,
            )
        )
    if strand.sittings.exists():
        raise Refused(
            Phrase(
                "Hội đồng đã họp về nội dung này nên bảng xếp hạng không lập lại được. Bảng hiện có được giữ nguyên."
            )
        )
    if not dossiers:
        raise Refused(
            Phrase("Nội dung này chưa có hồ sơ nào chấm xong nên chưa có gì để xếp hạng. Hãy quay lại sau.")
        )


def _candidate(dossier: Submission) -> ranking.Candidate:
    score, rows = dossier.combined_score, dossier.authorships.all()
    return ranking.Candidate(
        key=dossier.pk,
        total=score.total,
        criteria={code: Decimal(points) for code, points in score.criterion_means.items()},
        direct_worker=any(row.direct_worker for row in rows),
        female=any(row.gender == "female" for row in rows),
        submitted_at=dossier.submitted_at,
        level_code=score.level_code,
        label=dossier.register_number,
    )


def _levels(strand: Strand, rubric: Rubric) -> list[awards.AwardLevel]:
    """No prize without recognition: a dossier that reached no level of the rubric qualifies for none."""
    recognised = tuple(rubric.levels.values_list("code", flat=True))
    return [
        awards.AwardLevel(level.code, level.label, level.order, level.quota, level.minimum_total, recognised)
        for level in AwardLevel.objects.filter(campaign=strand.campaign_id)
    ]


def _parameters(levels: Sequence[awards.AwardLevel]) -> dict[str, Any]:
    return {
        "ties": awards.CUT_BELOW,
        "levels": [
            [
                level.code,
                level.order,
                level.quota,
                None if level.minimum_total is None else str(level.minimum_total),
            ]
            for level in levels
        ],
    }


def _store(strand: Strand, computed: Computed, *, by: User) -> Ranking:
    earlier = Ranking.objects.filter(strand=strand)
    earlier.filter(is_current=True).update(is_current=False)
    snapshot = Ranking.objects.create(
        campaign=strand.campaign,
        strand=strand,
        number=earlier.count() + 1,
        made_by=by,
        made_at=clock.now(),
        tie_chain=list(computed.chain),
        parameters=computed.parameters,
        inputs_sha256=computed.digest,
    )
    levels = {level.code: level for level in AwardLevel.objects.filter(campaign=strand.campaign_id)}
    rubric_levels = dict(strand.rubric.levels.values_list("code", "label"))
    RankedSubmission.objects.bulk_create(
        RankedSubmission(
            ranking=snapshot,
            submission_id=one.key,
            line=line,
            position=one.position,
            total=one.candidate.total,
            level_code=one.candidate.level_code,
            level_label=rubric_levels.get(one.candidate.level_code, ""),
            tie_reason=str(one.reason),
            award_level=_award(computed.proposals[one.key], levels),
            award_reason=str(computed.proposals[one.key].reason),
        )
        for line, one in enumerate(computed.ranked, 1)
    )
    return snapshot


def _award(proposal: awards.Allocation, levels: dict[str, AwardLevel]) -> AwardLevel | None:
    return levels[proposal.level.code] if proposal.level else None
