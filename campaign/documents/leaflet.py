"""The leaflet for workers, two pages of large type: what an initiative is, how to hand one in, by when, whom to ask."""

from dataclasses import dataclass

import segno
from django.conf import settings
from django.urls import reverse
from django.utils.translation import override

from campaign.documents import render
from campaign.documents.certificate import qr_code
from campaign.documents.papers import File
from campaign.models import clock
from campaign.models.campaign import Campaign
from campaign.rules.calendar import vn_date, vn_time
from campaign.rules.phrase import Phrase

IS_ONE = (
    Phrase("Cách làm mới giúp việc nhanh hơn, rẻ hơn, an toàn hơn, đỡ vất vả hơn."),
    Phrase("Cải tiến máy móc, dụng cụ, quy trình, giấy tờ, cách phục vụ người dân."),
    Phrase("Đã làm hoặc làm thử ở nơi bạn làm việc và có kết quả thấy được."),
    Phrase("Mới đối với đơn vị bạn; không cần mới với cả nước."),
)
STEPS = (
    Phrase("Quét mã vuông hoặc gõ địa chỉ bên cạnh, bấm «Đăng nhập»."),
    Phrase("Bấm «Bắt đầu viết». Kể: trước đây khó ở đâu, bạn làm thế nào, được gì."),
    Phrase("Chụp ảnh bằng điện thoại và gửi kèm."),
    Phrase("Làm cùng ai thì mời người đó, ghi phần đóng góp của mỗi người."),
    Phrase("Bấm «Nộp hồ sơ» và giữ số biên nhận."),
)
NO_PHONE = Phrase(
    "Không dùng điện thoại? Xin phiếu giấy ở đơn vị, viết tay; đơn vị nhập giúp và bạn tự xác nhận."
)
KEPT = Phrase("Chữ đã gõ được giữ lại; hôm nay chưa xong thì mai viết tiếp.")


@dataclass(frozen=True)
class Leaflet:
    campaign: Campaign
    address: str
    qr: str
    deadline: str
    who: list[str]
    contact: list[str]


def leaflet(campaign: Campaign) -> Leaflet:
    """Wants the campaign with its timetable."""
    address = settings.SITE_URL.rstrip("/") + reverse("public:campaign", args=[campaign.slug])
    ends = [span.closes for span in campaign.spans() if span.kind == "submit" and span.strand is None]
    deadline = f"{vn_time(ends[0])} ngày {vn_date(ends[0])}" if ends else ""
    return Leaflet(
        campaign,
        address,
        qr_code(address),
        deadline,
        [line for line in campaign.who_may_enter.splitlines() if line.strip()],
        [line for line in campaign.contact.splitlines() if line.strip()],
    )


def leaflet_pdf(campaign: Campaign) -> File:
    """The same plan gives the same bytes."""
    shown = leaflet(campaign)
    with override("vi"):
        facts = {
            "document_title": f"Tờ rơi: {campaign.title}",
            "draft": False,
            "foot": "",
            "title": campaign.title,
            "issuer": campaign.issuer_name,
            "is_one": [str(line) for line in IS_ONE],
            "steps": [str(line) for line in STEPS],
            "no_phone": str(NO_PHONE),
            "kept": str(KEPT),
            "who": shown.who,
            "contact": shown.contact,
            "deadline": shown.deadline,
            "address": shown.address,
            "pictures": [
                segno.make(shown.address, error="m", micro=False).svg_inline(border=2, omitsize=True)
            ],
        }
    made_at = campaign.announced_at or clock.now()
    return File(
        f"to-roi-{campaign.slug}.pdf", "application/pdf", render.pdf("leaflet", facts, made_at=made_at)
    )
