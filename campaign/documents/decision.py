"""The decision as paper: heading, bases, articles and the annex, in the order of Nghị định 30/2020/NĐ-CP."""

from dataclasses import dataclass

from django.db.models import QuerySet

from accounts.models.user import User
from campaign.models.decision import Award, Decision
from campaign.models.reward import RewardList
from campaign.models.submission import Submission
from campaign.rules.calendar import date_line, document_number
from campaign.rules.signing import signer_lines


@dataclass(frozen=True)
class AnnexRow:
    line: int
    register_number: str
    title: str
    authors: str
    unit_name: str
    strand: str
    outcome: str


@dataclass(frozen=True)
class DecisionPaper:
    number: str
    date_line: str
    issuer: str
    subject: str
    bases: list[str]
    signature: list[str]
    recognised: list[AnnexRow]
    refused: list[Award]
    hidden: int
    revoked: list[Award]


def readable_decisions(user: User) -> QuerySet[Decision]:
    """Without those not released that chose a dossier which this person must not meet: rewards and larger scopes.

    A recognition of the base decides on every dossier of its sittings, so that being in it tells nothing yet.
    """
    rewards = RewardList.objects.hidden_from(user)
    own = Submission.objects.partial_to(user).order_by().values("pk")
    wider = Award.objects.exclude(scope="base").filter(decision__released_at=None, submission__in=own)
    shown = Decision.objects.exclude(pk__in=rewards.filter(decision__isnull=False).values("decision"))
    return shown.exclude(pk__in=wider.order_by().values("decision"))


def decision_paper(decision: Decision, user: User) -> DecisionPaper:
    """Rows of the reader's own dossiers are counted, not shown, until publication."""
    awards = decision.awards.select_related(
        "notice__series", "award_level", "submission__strand", "submission__proposal"
    )
    shown = awards.filter(submission__in=Submission.objects.for_office(user).values("pk"))
    rows = sorted(shown.prefetch_related("submission__authorships"), key=_reading_order)
    recognised = [award for award in rows if award.outcome != "not_recognised"]
    return DecisionPaper(
        number=document_number(decision.number, decision.symbol),
        date_line=date_line(decision.campaign.place_name, decision.signed_on),
        issuer=(decision.issuer_line or decision.campaign.issuer_name).upper(),
        subject=_subject(decision),
        bases=decision.bases,
        signature=signer_lines(decision.signer_power, decision.signer_title),
        recognised=[_annex_row(line, award) for line, award in enumerate(recognised, 1)],
        refused=[award for award in rows if award.outcome == "not_recognised"],
        hidden=awards.count() - len(rows),
        revoked=list(decision.revoked_awards.filter(scope="base").select_related("submission", "decision")),
    )


def _subject(decision: Decision) -> str:
    """Plain Vietnamese: the paper has no other language."""
    if decision.kind == "revocation":
        return "thu hồi công nhận sáng kiến"
    if decision.scope != "base":
        return "công nhận hiệu quả áp dụng, phạm vi ảnh hưởng của sáng kiến"
    return f"công nhận sáng kiến {decision.campaign.title}"


def _reading_order(award: Award) -> tuple[int, int, int]:
    level = award.award_level.order if award.award_level else 1000
    return level, award.submission.proposal.position, award.pk


def _annex_row(line: int, award: Award) -> AnnexRow:
    submission = award.submission
    return AnnexRow(
        line=line,
        register_number=submission.register_number,
        title=submission.title,
        authors=", ".join(row.full_name for row in submission.authorships.all()),
        unit_name=submission.unit_name,
        strand=submission.strand.name,
        outcome=award.award_level.label if award.award_level else "",
    )
