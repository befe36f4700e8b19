"""The face of a signed paper, checked and entered into its register; what it says of dossiers is the other acts'."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from accounts.models.user import User
from campaign.actions.paper_numbers import take_number
from campaign.actions.refused import refuse_if
from campaign.models import clock
from campaign.models.campaign import Campaign
from campaign.models.council import Council
from campaign.models.decision import Decision, ProposalPaper
from campaign.models.register import RegisterSeries
from campaign.rules import signature
from campaign.rules.phrase import NO_OBJECTION, Phrase


@dataclass(frozen=True)
class Paper:
    """Without a number it takes the next of its series. `notices`: the series of the letters that say why not."""

    series: RegisterSeries
    signed_on: date
    signer_power: str
    signer_title: str
    signer_name: str
    number: int | None = None
    bases: tuple[str, ...] = ()
    council: Council | None = None
    proposal: ProposalPaper | None = None
    notices: RegisterSeries | None = None


def enter(campaign: Campaign, paper: Paper, *, by: User, about: str, **nature: Any) -> Decision:
    """Inside the act that it records. `nature`: kind, scope, reason and moment of release."""
    refuse_if(paper_problem(paper))
    entry = take_number(
        paper.series, paper.number, on=paper.signed_on, about=about, signer=paper.signer_name, by=by
    )
    return Decision.objects.create(
        campaign=campaign,
        council=paper.council,
        series=paper.series,
        entry=entry,
        number=entry.number,
        symbol=paper.series.symbol,
        year=entry.year,
        signed_on=paper.signed_on,
        issuer_line=paper.series.issuer_line or campaign.issuer_name,
        signer_power=paper.signer_power,
        signer_title=paper.signer_title,
        signer_name=paper.signer_name,
        proposal_paper=paper.proposal,
        proposal_number=str(paper.proposal) if paper.proposal else "",
        proposal_on=paper.proposal.entry.dated_on if paper.proposal else None,
        bases=list(paper.bases),
        recorded_by=by,
        recorded_at=clock.now(),
        **nature,
    )


def paper_problem(paper: Paper) -> Phrase:
    if paper.signed_on > clock.today():
        return Phrase("Ngày ký quyết định ở tương lai. Hãy ghi quyết định sau khi đã ký.")
    if paper.series.kind != "decision":
        return Phrase("Dãy số đã chọn không phải của quyết định. Chưa ghi gì; hãy chọn dãy số khác.")
    if paper.proposal and paper.proposal.entry.dated_on > paper.signed_on:
        return Phrase("Ngày ký quyết định không được trước ngày của tờ trình. Hãy kiểm tra lại ngày.")
    if paper.notices and paper.notices.kind != "notice":
        return Phrase("Dãy số đã chọn không phải của thông báo. Chưa ghi gì; hãy chọn dãy số khác.")
    return signature.problem(paper.signer_power, paper.signer_title) or NO_OBJECTION
