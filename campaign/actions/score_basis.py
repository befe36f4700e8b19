"""The council chooses how totals rank a strand, before it sees whose they are."""

from dataclasses import replace

from django.db import transaction

from accounts.models.user import User
from campaign.actions import gate, trail
from campaign.actions.refused import refuse_if
from campaign.documents.councils import strength_of
from campaign.documents.fairness import is_closed, is_named, report_for, strands
from campaign.models import clock
from campaign.models.campaign import Strand
from campaign.models.fairness import ScoreBasis
from campaign.rules.fairness_basis import ADJUSTED, Vote, choice_objection, vote_problem
from campaign.rules.phrase import NO_OBJECTION, Phrase

NOT_YOURS = Phrase(
    "Bạn là giám khảo của nội dung này hoặc nội dung chưa chấm xong nên không ghi được biểu quyết. Không có gì thay "
    "đổi."
)


@transaction.atomic
def choose_score_basis(strand: Strand, *, by: User, basis: str, vote: Vote) -> ScoreBasis:
    """Record the vote. A later vote replaces it, until a ranking has shown the names; both stay readable.

    Where a council sits, its own members, quorum and majority count, whatever number the vote names.
    """
    gate.require_in_campaign("choose_score_basis", by)
    strand = Strand.objects.select_for_update().select_related("campaign", "rubric").get(pk=strand.pk)
    refuse_if(why_not(strand, by, basis=basis))
    council = strength_of(strand.campaign)
    vote = replace(vote, members=council.members) if council else vote
    shares = {"quorum": council.quorum, "majority": council.majority} if council else {}
    refuse_if(vote_problem(basis, vote, **shares))
    ScoreBasis.objects.filter(strand=strand, is_current=True).update(is_current=False)
    count = {
        "votes_for": vote.count.votes_for,
        "votes_against": vote.count.votes_against,
        "votes_blank": vote.count.votes_blank,
        "members_total": vote.members,
        "members_present": vote.present,
    }
    chosen = ScoreBasis.objects.create(
        strand=strand, basis=basis, reason=vote.reason, decided_at=clock.now(), decided_by=by, **count
    )
    facts = {"strand": strand.code, "basis": basis, "reason": vote.reason, **count}
    trail.record("choose_score_basis", by=by, campaign=strand.campaign, facts=facts)
    return chosen


def why_not(strand: Strand, user: User, *, basis: str) -> Phrase:
    """Beside the role: the page says it under a closed form, the act refuses with it."""
    named, closed = is_named(strand), is_closed(strand)
    objection = choice_objection(closed=closed, named=named, adjustable=True, basis=basis)
    if objection:
        return objection
    if not strands(user).filter(pk=strand.pk).exists():
        return NOT_YOURS
    if basis != ADJUSTED:
        return NO_OBJECTION
    adjustable = report_for(strand, user).is_adjustable
    return choice_objection(closed=closed, named=named, adjustable=adjustable, basis=basis)
