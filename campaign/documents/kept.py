"""Kept texts for their writer's eyes, readable even when the form itself can no longer be opened."""

import re
from typing import Any

from campaign.models.writing import KeptForm
from campaign.rules.application import FIELDS
from campaign.rules.phrase import Phrase

LABELS: dict[str, Phrase] = {
    **{field.name: field.label for field in FIELDS},
    "full_name": Phrase("Họ và tên"),
    "share": Phrase("Tỷ lệ đóng góp (%%)"),
    "workplace": Phrase("Nơi công tác"),
    "job_title": Phrase("Chức danh"),
    "birth_date": Phrase("Ngày sinh"),
    "comment": Phrase("Nhận xét"),
    "remark": Phrase("Nhận xét"),
    "points": Phrase("Điểm hoặc nội dung"),
    "reason": Phrase("Lý do"),
    "answer": Phrase("Trả lời"),
    "note": Phrase("Ghi chú"),
    "minutes_number": Phrase("Số biên bản"),
    "rank_in_unit": Phrase("Thứ hạng trong đơn vị"),
}
# Hidden marks and choices: of no use to somebody who wants their words back.
TECHNICAL = re.compile(
    r"typed_id|version|(tag|chon)-.*|.*_FORMS|do|next|seen|outcome|confirm|item_\d+|strand"
    r"|(.+-)?(uid|pk|DELETE|position|outcome|gender|version)"
)
ROW = re.compile(r".+-(\d+)-(.+)")


def readable(kept: KeptForm) -> dict[str, Any]:
    texts = [
        (_label(name), value)
        for name, values in kept.fields.items()
        if not TECHNICAL.fullmatch(name)
        for value in values
        if value.strip()
    ]
    return {"kept": kept, "texts": texts}


def _label(name: str) -> Phrase:
    """The field's own words where they are known; a row of a table tells its number."""
    row = ROW.fullmatch(name)
    if row:
        label = LABELS.get(row[2], Phrase("Mục khác"))
        return Phrase("%(label)s, dòng %(number)s", label=label, number=int(row[1]) + 1)
    return LABELS.get(name) or LABELS.get(name.partition("_")[0]) or Phrase("Mục khác")
