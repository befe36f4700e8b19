"""The receipt of a dossier ("Giấy biên nhận đơn", TT 18/2013, Annex II) as a page that prints on A4."""

from dataclasses import dataclass

from campaign.models.submission import Submission
from campaign.rules.calendar import add_months, date_line, vn_date, vn_datetime, vn_day
from campaign.rules.phrase import Phrase
from campaign.rules.shares import format_bp


@dataclass(frozen=True)
class Receipt:
    """`check_by` and `answer_by` are dates; the answer counts from acceptance, so before it there is a term only."""

    number: str
    moment: Phrase
    place_and_date: str
    office: str
    unit: str
    campaign: str
    strand: str
    title: str
    authors: tuple[str, ...]
    files: int
    revision: int
    seal: str
    check_by: str
    answer_by: str
    answer_months: int


def receipt(submission: Submission) -> Receipt:
    """Wants a dossier that was filed."""
    campaign, last = submission.campaign, submission.revisions.order_by("-number").first()
    return Receipt(
        number=submission.register_number,
        moment=vn_datetime(submission.submitted_at),
        place_and_date=date_line(campaign.place_name, submission.submitted_at),
        office=campaign.issuer_name,
        unit=submission.unit_name,
        campaign=campaign.title,
        strand=submission.strand.name,
        title=submission.title,
        authors=tuple(
            f"{row.full_name} ({format_bp(row.share_bp)} %)" for row in submission.authorships.all()
        ),
        files=len(last.content["files"]) if last else submission.attachments.live().count(),
        revision=last.number if last else 1,
        seal=last.sha256 if last else "",
        check_by=vn_date(add_months(vn_day(submission.submitted_at), campaign.check_months)),
        answer_by=vn_date(submission.answer_due) if submission.answer_due else "",
        answer_months=campaign.answer_months,
    )
