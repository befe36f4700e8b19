"""Blank application forms to fill in by hand, each with its code, and the stub that its writer keeps."""

from collections.abc import Sequence
from datetime import datetime

import segno
from django.conf import settings
from django.urls import reverse
from django.utils.translation import override

from accounts.models.unit import Unit
from campaign.documents import render
from campaign.documents.layout import place_and_date
from campaign.documents.papers import File
from campaign.models.campaign import Campaign, Strand
from campaign.rules import phases
from campaign.rules.calendar import vn_datetime
from campaign.rules.paper import grouped


def blank_forms(
    codes: Sequence[tuple[str, str]], *, campaign: Campaign, strand: Strand, unit: Unit, now: datetime
) -> File:
    """`codes` are pairs of a form's code and its stub's secret, which is printed here and nowhere kept."""
    window = phases.window_for(campaign.spans(), phases.Kind.SUBMIT, strand.code)
    with override("vi"):
        facts = {
            "document_title": f"Phiếu đăng ký sáng kiến: {strand.name}",
            "draft": False,
            "foot": "",
            "forms": [{"code": grouped(code), "secret": grouped(secret)} for code, secret in codes],
            "pictures": [_picture(code) for code, _secret in codes],
            "unit": unit.name_on(now.date()),
            "movement": f"{campaign.title} – {strand.name}",
            "deadline": str(vn_datetime(window.closes)) if window else "",
            "address": address(),
            "place_and_date": place_and_date(campaign.place_name, None),
        }
    return File(f"phieu-giay-{len(codes)}.pdf", "application/pdf", render.pdf("blank", facts, made_at=now))


def address(code: str = "") -> str:
    """Where a form is confirmed; with a code, what its picture leads to. The secret is never part of an address."""
    page = settings.SITE_URL.rstrip("/") + reverse("public:paper")
    return f"{page}?ma={code}" if code else page


def _picture(code: str) -> str:
    return segno.make(address(code), error="m", micro=False).svg_inline(border=2, omitsize=True)
