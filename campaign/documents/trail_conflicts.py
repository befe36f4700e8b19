"""Words of the trail about councils, panels and conflicts of interest."""

from collections.abc import Mapping
from typing import Any

from campaign.rules.conflicts import KIND_LABELS, SOURCE_LABELS, VERDICT_LABELS
from campaign.rules.councils import SEAT_LABELS
from campaign.rules.phrase import Phrase

VERBS = {
    "declare_conflict": Phrase("Khai xung đột lợi ích"),
    "rule_on_conflict": Phrase("Kết luận về xung đột lợi ích"),
    "end_for_conflict": Phrase("Thôi chấm vì xung đột lợi ích"),
    "object_to_person": Phrase("Tác giả đề nghị tránh người xét"),
    "found_panel": Phrase("Lập tổ giám khảo"),
    "amend_panel": Phrase("Sửa tổ giám khảo"),
    "seat_member": Phrase("Thêm thành viên tổ giám khảo"),
    "release_member": Phrase("Thôi thành viên tổ giám khảo"),
    "amend_member": Phrase("Sửa khả năng của giám khảo"),
    "answer_seat": Phrase("Giám khảo trả lời thư mời"),
    "found_council": Phrase("Lập hội đồng"),
    "amend_council": Phrase("Sửa hội đồng"),
    "seat_in_council": Phrase("Thêm thành viên hội đồng"),
    "leave_council": Phrase("Thôi thành viên hội đồng"),
}
FACTS = {
    "who": Phrase("Người liên quan"),
    "conflict_kind": Phrase("Loại xung đột"),
    "conflict_source": Phrase("Nguồn"),
    "conflict_verdict": Phrase("Kết luận"),
    "council": Phrase("Hội đồng"),
    "seat": Phrase("Chức danh trong hội đồng"),
    "answer": Phrase("Trả lời"),
}
WORDS: dict[str, Mapping[Any, Phrase]] = {
    "conflict_kind": KIND_LABELS,
    "conflict_source": SOURCE_LABELS,
    "conflict_verdict": VERDICT_LABELS,
    "seat": SEAT_LABELS,
    "answer": {"accepted": Phrase("Nhận lời"), "declined": Phrase("Từ chối")},
}
