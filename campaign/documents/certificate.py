"""The certificate of an author (TT 18/2013, Annex III) as it is shown, printed and checked."""

from dataclasses import dataclass

import segno
from django.db.models import QuerySet

from campaign.models.campaign import Campaign
from campaign.models.publication import Certificate
from campaign.rules.calendar import date_line, official_date
from campaign.rules.phrase import Phrase

ROOMY = 150  # letters of title and co-authors that fit one landscape page in the large type


@dataclass(frozen=True)
class Face:
    """What stands on the paper; plain Vietnamese whatever language the page has."""

    number: str
    issuer: str
    place_and_date: str
    holder: str
    position: str
    co_authors: str
    title: str
    award: str
    register_number: str
    decision: str
    signer_power: str
    signer_title: str
    signer_name: str
    url: str
    qr: str
    revoked_on: str
    replaced_on: str
    is_stayed: bool
    is_long: bool


def register() -> QuerySet[Certificate]:
    return Certificate.objects.select_related("result")


def years() -> list[int]:
    return list(Certificate.objects.order_by("-year").values_list("year", flat=True).distinct())


def campaigns() -> list[Campaign]:
    """Those that gave certificates, the latest first."""
    return list(Campaign.objects.filter(publications__replaces=None, publications__isnull=False).distinct())


@dataclass(frozen=True)
class Standing:
    tone: str
    label: Phrase


def standing_of(certificate: Certificate) -> Standing:
    """Wants the certificate with its result."""
    if certificate.revoked_at:
        return Standing("revoked", Phrase("Đã thu hồi"))
    if certificate.replaced_at:
        return Standing("closed", Phrase("Đã thay bằng giấy khác"))
    if certificate.result.stayed_at:
        return Standing("warn", Phrase("Đang được xem xét"))
    return Standing("good", Phrase("Còn giá trị"))


def face(certificate: Certificate, url: str) -> Face:
    """Wants the certificate with its result. `url` is where the paper can be checked."""
    result = certificate.result
    return Face(
        number=f"{certificate.number:02}/{certificate.year}",
        issuer=certificate.issuer_name,
        place_and_date=date_line(certificate.place_name, certificate.issued_on),
        holder=certificate.holder_name,
        position=", ".join(filter(None, [certificate.holder_job_title, certificate.holder_workplace])),
        co_authors=certificate.co_authors,
        title=result.title,
        award=result.award_label if result.award_code else "",
        register_number=result.register_number,
        decision=result.decision_text,
        signer_power=certificate.signer_power,
        signer_title=certificate.signer_title,
        signer_name=certificate.signer_name,
        url=url,
        qr=qr_code(url),
        revoked_on=official_date(certificate.revoked_at) if certificate.revoked_at else "",
        replaced_on=official_date(certificate.replaced_at) if certificate.replaced_at else "",
        is_stayed=bool(result.stayed_at and not certificate.revoked_at),
        is_long=len(result.title) + len(certificate.co_authors) > ROOMY,
    )


def qr_code(url: str) -> str:
    """An address that an <img> can show under a policy that allows data: pictures only."""
    return segno.make(url, error="m", micro=False).svg_data_uri(border=2, dark="#1d1712", light="#fffefb")
