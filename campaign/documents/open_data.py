"""Published results as open data: one list of fields, from which the files and the page that explains them are made."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from campaign.documents.results import published
from campaign.models.campaign import Campaign
from campaign.models.publication import PublishedResult
from campaign.rules.phrase import Phrase
from campaign.rules.published_list import COLUMNS

# Grows when a field changes its name or meaning; a field added at the end keeps it.
SCHEMA = "1.0"
LICENCE = Phrase(
    "Ai cũng được sao chép, chia sẻ và dùng lại dữ liệu này, kể cả cho mục đích thương mại, khi ghi tên cơ quan "
    "công bố và ngày lấy dữ liệu, và không làm sai lệch nội dung. Dữ liệu cá nhân trong danh sách (tên tác giả) chỉ "
    "được dùng theo pháp luật về bảo vệ dữ liệu cá nhân."
)
# In this order they are hashed at the publication, so that anybody can compute the hash of a list again.
HASHED = COLUMNS


TYPES = {
    "integer": Phrase("số nguyên"),
    "text": Phrase("chữ"),
    "object": Phrase("nhóm trường"),
    "list": Phrase("danh sách"),
    "boolean": Phrase("đúng hoặc sai (true, false)"),
}


@dataclass(frozen=True)
class Field:
    name: str
    type: str
    meaning: Phrase

    @property
    def kind(self) -> Phrase:
        return TYPES[self.type]


FIELDS = (
    Field("line", "integer", Phrase("Số thứ tự trong danh sách của phong trào")),
    Field("register_number", "text", Phrase("Số tiếp nhận hồ sơ")),
    Field("title", "text", Phrase("Tên sáng kiến")),
    Field("authors", "text", Phrase("Họ và tên các tác giả, cách nhau bằng dấu phẩy")),
    Field("unit_name", "text", Phrase("Tên đơn vị vào ngày ký quyết định")),
    Field("award_label", "text", Phrase("Kết quả: tên giải, hoặc “Công nhận sáng kiến”")),
    Field("level_label", "text", Phrase("Mức xếp loại theo bộ tiêu chí; để trống nếu không có")),
    Field("strand_code", "text", Phrase("Mã nội dung thi đua")),
    Field("strand_name", "text", Phrase("Tên nội dung thi đua")),
    Field("award_code", "text", Phrase("Mã giải; để trống nếu chỉ công nhận")),
    Field("decision", "text", Phrase("Số và ngày của quyết định")),
    Field("publication", "integer", Phrase("Lần công bố có dòng này")),
    Field("revoked", "boolean", Phrase("Đã thu hồi công nhận hay chưa")),
)
OF_LIST = (
    Field("schema", "text", Phrase("Phiên bản của bản mô tả này")),
    Field("campaign", "object", Phrase("Mã, tên, năm của phong trào và cơ quan công bố")),
    Field("licence", "text", Phrase("Điều kiện dùng lại")),
    Field(
        "publications",
        "list",
        Phrase(
            "Các lần công bố: số lần, ngày giờ theo ISO 8601 (UTC), số sáng kiến, mã băm SHA-256; bản đính chính có "
            "số của lần mà nó thay và điều đã sửa"
        ),
    ),
    Field("total", "integer", Phrase("Số sáng kiến đang được công nhận, không tính dòng đã thu hồi")),
    Field("results", "list", Phrase("Danh sách các dòng; mỗi dòng có các trường ở bảng trên")),
)


@dataclass(frozen=True)
class OpenList:
    campaign: Campaign
    publications: list[dict[str, Any]]
    rows: list[dict[str, Any]]

    @property
    def total(self) -> int:
        return sum(not row["revoked"] for row in self.rows)

    @property
    def as_of(self) -> datetime:
        """Of the latest publication, so that the same list gives the same bytes."""
        return self.publications[0]["published_at"]


def open_list(campaign: Campaign, publications: list[dict[str, Any]]) -> OpenList:
    rows = published().filter(campaign=campaign).order_by("line").select_related("publication")
    return OpenList(campaign, publications, [_row(row) for row in rows.defer("summary", "search_text")])


def _row(row: PublishedResult) -> dict[str, Any]:
    known = {
        "decision": row.decision_text,
        "publication": row.publication.version,
        "revoked": row.revoked_at is not None,
    }
    return {
        field.name: known[field.name] if field.name in known else getattr(row, field.name) for field in FIELDS
    }
