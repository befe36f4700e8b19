"""The library on a phone: an author lets a picture be seen, a stranger finds it; no barrier, nothing too wide."""

import pytest
from django.urls import reverse

from accounts.roles import Role
from campaign.actions import examples
from campaign.models import clock
from tests.factories import make_user
from tests.showcase import make_adoption, make_entry, make_head, make_picture

pytestmark = [pytest.mark.browser]
PAGES = ("library", "spread", "honour_board", "open_data")


def test_an_author_lets_a_picture_be_seen_and_a_stranger_finds_it(visitor):
    entry, head = make_entry(title="Máy bóc vỏ tôm tự động cho hộ gia đình", shares=(6000, 4000)), make_head()
    owner, picture = entry.submission.owner, make_picture(entry.submission)
    told = examples.Told(owner, "", "Quý I", 1, "Làm máy từ đồ cũ.", picture, "Anh An bên máy")
    examples.answer(
        examples.write(entry, by=make_user(Role.OFFICER), told=told), by=owner, agrees=True, version=1
    )
    make_adoption(entry, head, applied=clock.today())

    author = visitor(owner, phone=True).open(reverse("author:library", args=[entry.submission.code]))
    author.fill({"Lời giới thiệu cho mọi người đọc": "Máy làm từ đồ cũ.", "Trong ảnh": "Máy trên bàn"})
    author.choose("Cho xem ảnh").press("Duyệt và công khai")

    stranger = visitor(phone=True).open(reverse("public:library")).follow("Máy bóc vỏ tôm")
    stranger.sees("Máy làm từ đồ cũ.", "Được 1 đơn vị áp dụng")
    shown = stranger.page.get_by_role("img", name="Máy trên bàn")
    shown.scroll_into_view_if_needed()
    stranger.page.wait_for_function(
        "image => image.complete && image.naturalWidth > 0", arg=shown.element_handle()
    )
    wide = []
    for name in (*PAGES, "results"):
        args = [entry.campaign.slug] if name == "results" else []
        stranger.open(reverse(f"public:{name}", args=args))
        if stranger.page.evaluate("document.documentElement.scrollWidth > innerWidth"):
            wide.append(name)
    desk = visitor(head, phone=True).open(reverse("unit:adoptions")).follow("Máy bóc vỏ tôm")
    desk.sees("Hiệu quả sau 6 tháng", "Trần Văn Tám")
    assert wide == []
