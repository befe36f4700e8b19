"""The decision as paper: heading, bases, articles and the annex, in the order of Nghị định 30/2020/NĐ-CP."""

from dataclasses import dataclass

from accounts.models.user import User
from campaign.models.decision import Award, Decision
from campaign.models.submission import Submission
from campaign.rules.calendar import date_line, document_number


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
    bases: list[str]
    recognised: list[AnnexRow]
    refused: list[Award]
    hidden: int


def decision_paper(decision: Decision, user: User) -> DecisionPaper:
    """Rows of the reader's own dossiers are counted, not shown, until publication."""
    awards = decision.awards.select_related("award_level", "submission__strand", "submission__proposal")
    shown = awards.filter(submission__in=Submission.objects.for_office(user).values("pk"))
    rows = sorted(shown.prefetch_related("submission__authorships"), key=_reading_order)
    recognised = [award for award in rows if award.outcome != "not_recognised"]
    return DecisionPaper(
        number=document_number(decision.number, decision.symbol),
        date_line=date_line(decision.campaign.place_name, decision.signed_on),
        bases=[basis.text for basis in decision.campaign.legal_bases.all()],
        recognised=[_annex_row(line, award) for line, award in enumerate(recognised, 1)],
        refused=[award for award in rows if award.outcome == "not_recognised"],
        hidden=awards.count() - len(rows),
    )


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
