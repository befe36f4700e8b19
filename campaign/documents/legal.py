"""What a paper may rest on: the texts of law with their dates and certainty, and the campaign's own bases."""

from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from campaign.models.campaign import Campaign
from campaign.models.legal import LegalText
from campaign.rules.calendar import official_date, vn_date
from campaign.rules.phrase import Phrase

CERTAINTY_LABELS = {
    "checked": Phrase("đã đối chiếu"),
    "secondary": Phrase("theo nguồn thứ cấp, chưa đối chiếu"),
    "unsure": Phrase("chưa chắc chắn"),
}
PURPOSE_LABELS = {
    "recognition": Phrase("công nhận sáng kiến"),
    "reward": Phrase("khen thưởng"),
    "bonus": Phrase("tiền thưởng"),
    "both": Phrase("công nhận và khen thưởng"),
}


@dataclass(frozen=True)
class Basis:
    """`key` names it in a form, `text` is what the paper prints, `about` what its chooser should know."""

    key: str
    text: str
    about: Phrase | str
    is_settled: bool
    in_force_from: date | None = None
    in_force_to: date | None = None

    def holds_on(self, day: date) -> bool:
        begun = self.in_force_from is None or self.in_force_from <= day
        return begun and (self.in_force_to is None or day <= self.in_force_to)


def citation(text: LegalText) -> str:
    """As Nghị định 30/2020 writes it: kind, number, day, issuer, subject."""
    day = f" {official_date(text.issued_on)}" if text.issued_on else ""
    about = f" {text.title}" if text.title else ""
    return f"{text.kind_name} số {text.number}{day} của {text.issuer}{about}"


def validity(text: LegalText) -> Phrase:
    if text.in_force_to:
        return Phrase(
            "có hiệu lực từ %(first)s đến hết %(last)s",
            first=vn_date(text.in_force_from),
            last=vn_date(text.in_force_to),
        )
    return Phrase("có hiệu lực từ %(first)s", first=vn_date(text.in_force_from))


def bases_for(campaign: Campaign, purpose: str) -> list[Basis]:
    """Law first, then what the campaign's plan names."""
    own = [
        Basis(f"k{basis.pk}", basis.text, Phrase("căn cứ của kế hoạch phong trào"), True)
        for basis in campaign.legal_bases.all()
    ]
    return [_basis(text) for text in LegalText.objects.bearing(purpose)] + own


def texts() -> QuerySet[LegalText]:
    return LegalText.objects.order_by("order", "in_force_from", "pk")


def _basis(text: LegalText) -> Basis:
    about = Phrase(
        "%(validity)s; %(certainty)s", validity=validity(text), certainty=CERTAINTY_LABELS[text.certainty]
    )
    settled = text.certainty == "checked"
    return Basis(f"v{text.pk}", citation(text), about, settled, text.in_force_from, text.in_force_to)
