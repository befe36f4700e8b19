"""The tờ trình: with its own number and day, it asks whoever signs to decide on what sittings proposed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from accounts.models.user import User
from campaign.actions import gate, trail
from campaign.actions.paper_numbers import take_number
from campaign.actions.refused import refuse_if
from campaign.models import clock
from campaign.models.council import Council
from campaign.models.decision import ProposalPaper, Sitting
from campaign.models.register import RegisterSeries
from campaign.rules import permissions, signature
from campaign.rules.phrase import NO_OBJECTION, Phrase


@dataclass(frozen=True)
class ProposalFace:
    """Without a number it takes the next of its series."""

    series: RegisterSeries
    signed_on: date
    signer_power: str
    signer_title: str
    signer_name: str
    number: int | None = None
    council: Council | None = None


@transaction.atomic
def record_proposal_paper(sittings: Sequence[Sitting], *, by: User, face: ProposalFace) -> ProposalPaper:
    gate.require_in_campaign("record_proposal_paper", by)
    rows = Sitting.objects.filter(pk__in=[one.pk for one in sittings]).select_related("campaign")
    sittings = list(rows.select_for_update(of=("self",)).order_by("pk"))
    refuse_if(_problem(sittings, face) or signature.problem(face.signer_power, face.signer_title))
    for sitting in sittings:
        for proposal in sitting.proposals.select_related("submission"):
            refuse_if(permissions.why_partial(by, proposal.submission))
    campaign = sittings[0].campaign
    about = f"Đề nghị công nhận sáng kiến: {campaign.title}"
    entry = take_number(
        face.series, face.number, on=face.signed_on, about=about, signer=face.signer_name, by=by
    )
    paper = ProposalPaper.objects.create(
        campaign=campaign,
        entry=entry,
        council=face.council,
        signer_power=face.signer_power,
        signer_title=face.signer_title,
        recorded_by=by,
        recorded_at=clock.now(),
    )
    Sitting.objects.filter(pk__in=[one.pk for one in sittings]).update(proposal_paper=paper)
    trail.record(
        "record_proposal_paper",
        by=by,
        campaign=campaign,
        facts={"paper": str(paper), "minutes": [one.minutes_number for one in sittings]},
    )
    return paper


def _problem(sittings: Sequence[Sitting], face: ProposalFace) -> Phrase:
    if not sittings or len({one.campaign_id for one in sittings}) > 1:
        return Phrase("Hãy chọn các phiên họp của cùng một phong trào. Chưa ghi gì.")
    if face.series.kind != "proposal":
        return Phrase("Dãy số đã chọn không phải của tờ trình. Chưa ghi gì; hãy chọn dãy số khác.")
    if any(one.proposal_paper_id for one in sittings):
        return Phrase("Có phiên họp đã có tờ trình; không ghi thêm lần nữa. Tờ trình đã ghi được giữ nguyên.")
    if any(face.signed_on < one.held_on for one in sittings):
        return Phrase("Ngày của tờ trình không được trước ngày họp hội đồng. Hãy kiểm tra lại ngày.")
    if face.signed_on > clock.today():
        return Phrase("Ngày của tờ trình ở tương lai. Hãy ghi tờ trình sau khi đã ký.")
    return NO_OBJECTION
