"""Does what a council proposes keep within the quotas on which its ranking rests?"""

from collections.abc import Iterator, Mapping

from campaign.models.campaign import AwardLevel
from campaign.models.decision import Proposal
from campaign.models.ranking import Ranking
from campaign.models.submission import Submission
from campaign.rules import awards, ranking_record
from campaign.rules.phrase import NO_OBJECTION, Phrase
from campaign.rules.ranking import Candidate
from campaign.rules.ranking_record import Inputs


def quota_problem(ranking: Ranking, given: Mapping[int, int]) -> Phrase:
    """`given`: award level by dossier. What the ranking itself proposes beyond a quota is no excess."""
    if not ranking.algorithm:
        return NO_OBJECTION
    terms = ranking_record.terms_from_json(ranking.parameters)
    inputs = ranking_record.inputs_from_json(ranking.inputs.content)
    outcome = ranking_record.compute(terms, inputs)
    elsewhere = list(_proposed_elsewhere(ranking, inputs))
    suggested = [(one.candidate, outcome.level_of(one.key)) for one in outcome.ranked]
    for cap, cell, number in awards.exceeded(
        outcome.caps,
        [*elsewhere, *_chosen(ranking, inputs, given)],
        [*elsewhere, *((one, level) for one, level in suggested if level)],
    ):
        return Phrase(
            "Đề nghị %(given)s giải nhưng chỉ tiêu «%(cap)s» là %(places)s. Hãy điều chỉnh trước khi ghi phiên họp.",
            given=number,
            cap=cap.label,
            places=cap.places[cell],
        )
    return NO_OBJECTION


def _chosen(ranking: Ranking, inputs: Inputs, given: Mapping[int, int]) -> Iterator[tuple[Candidate, str]]:
    levels = dict(AwardLevel.objects.filter(campaign=ranking.campaign_id).values_list("pk", "code"))
    dossiers = Submission.objects.filter(pk__in=[*given]).values_list("register_number", "pk")
    pks, known = dict(dossiers), {str(one.key): one for one in inputs.pool}
    yield from ((known[number], levels[given[pk]]) for number, pk in pks.items())


def _proposed_elsewhere(ranking: Ranking, inputs: Inputs) -> Iterator[tuple[Candidate, str]]:
    """Places that councils of other strands have used."""
    held = Proposal.objects.filter(sitting__campaign=ranking.campaign_id, award_level__isnull=False)
    rows = held.exclude(sitting__strand=ranking.strand_id).values_list(
        "submission__register_number", "award_level__code"
    )
    known = {str(one.key): one for one in inputs.pool}
    yield from ((known[number], level) for number, level in rows if number in known)
