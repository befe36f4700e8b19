"""The pages of which the guides show pictures, opened on a phone.

`PICTURES=1 make browser-test ARGS=tests/journeys/test_help_pictures.py` takes the pictures of static/help/ anew.
"""

import io
import os
from datetime import date
from decimal import Decimal

import pytest
from django.conf import settings
from django.urls import reverse
from PIL import Image

from accounts.roles import Role
from campaign.documents.guides import GUIDES
from campaign.models.submission import Authorship
from tests.factories import (
    make_assignment,
    make_campaign,
    make_panel,
    make_submission,
    make_unit,
    make_user,
)

pytestmark = [pytest.mark.browser, pytest.mark.slow]
TO_THE_TOP = "one => scrollTo({top: one.getBoundingClientRect().top + scrollY - 16, behavior: 'instant'})"
FOLDER = settings.BASE_DIR / "static" / "help"
TITLES = (
    "Phiếu một dòng cho hồ sơ một cửa",
    "Giá đỡ vòi nước giúp rửa xe rác nhanh gấp đôi",
    "Lịch tưới theo độ ẩm cho vườn rau trường học",
    "Bảng màu phân loại rác tại chợ",
)


@pytest.fixture
def places(live_server):
    """By the picture's name: who looks, at which address, and from which words on."""
    unit = make_unit("Phòng Kinh tế - Hạ tầng")
    campaign = make_campaign(title="Phong trào thi đua phát huy sáng kiến năm 2026")
    author = make_user(unit=unit, full_name="Nguyễn Thị Lan")
    draft = make_submission(campaign=campaign, owner=author, shares=(6000, 4000), title=TITLES[0])
    names = ("Trần Văn Bình", "Lê Thị Cúc", "Phạm Văn Dũng")
    filed = [
        make_submission(
            campaign=campaign, owner=make_user(unit=unit, full_name=name), state=state, title=title
        )
        for name, title, state in zip(names, TITLES[1:], ("submitted", "endorsed", "assigned"), strict=True)
    ]
    Authorship.objects.filter(submission__in=filed).update(
        birth_date=date(1985, 3, 2), share_bp=Decimal(10000)
    )
    judge = make_user(Role.JUDGE, full_name="Giám khảo Một")
    panel = make_panel(campaign, judge)
    alias = make_assignment(filed[2], judge, panel=panel).alias
    head, officer = make_user(Role.UNIT_HEAD, unit=unit), make_user(Role.OFFICER)
    administrator = make_user(Role.ADMINISTRATOR)
    return {
        "author-edit": (author, reverse("author:edit", args=[draft.code]), "h1"),
        "author-coauthors": (author, reverse("author:coauthors", args=[draft.code]), "h1"),
        "author-submit": (author, reverse("author:submit", args=[draft.code]), "h1"),
        "author-detail": (filed[0].owner, reverse("author:detail", args=[filed[0].code]), "h1"),
        "unit-queue": (head, reverse("unit:queue"), "h1"),
        "unit-dossier": (head, reverse("unit:detail", args=[filed[0].code]), "main form"),
        "unit-papers": (head, reverse("unit:papers"), "h1"),
        "judge-sheet": (judge, reverse("judge:sheet", args=[alias]), "main form"),
        "officer-queue": (officer, reverse("office:queue"), "h1"),
        "officer-check": (officer, reverse("office:check", args=[filed[1].code]), "main form"),
        "officer-panels": (officer, reverse("office:panels"), "h1"),
        "officer-statistics": (officer, reverse("office:statistics"), "h2"),
        "administrator-campaign": (administrator, reverse("setup:campaign", args=[campaign.slug]), "h1"),
        "administrator-people": (administrator, reverse("accounts:people"), "h1"),
    }


def test_the_pages_that_the_guides_show_are_there(visitor, places):
    pictures = {
        section.picture.name: section.picture
        for guide in GUIDES.values()
        for section in guide.sections
        if section.picture
    }
    assert set(places) == set(pictures)
    phones = {}
    for name, (who, address, first) in places.items():
        phone = phones.get(who.pk) or phones.setdefault(who.pk, visitor(who, phone=True))
        picture = pictures[name]
        phone.page.set_viewport_size({"width": picture.width, "height": picture.height})
        phone.page.goto(address)
        shown = phone.page.locator(first).locator("visible=true").first
        assert (name, shown.count()) == (name, 1)
        if os.environ.get("PICTURES") == "1":
            shown.evaluate(
                "one => scrollTo({top: one.getBoundingClientRect().top + scrollY - 16, behavior: 'instant'})"
            )
            save(phone.page.screenshot(), name)


def save(taken, name):
    with Image.open(io.BytesIO(taken)) as image:
        image.convert("RGB").save(FOLDER / f"{name}.webp", quality=62, method=6)
