"""What the trail says of publication and what follows it, in words."""

from collections.abc import Mapping
from typing import Any

from campaign.rules.phrase import Phrase

VERBS = {
    "publish_decision": Phrase("Công bố quyết định"),
    "schedule_publication": Phrase("Hẹn giờ công bố"),
    "cancel_publication": Phrase("Hủy hẹn công bố"),
    "fail_publication": Phrase("Không công bố được vào giờ đã hẹn"),
    "set_appeal_terms": Phrase("Đặt thời hạn và căn cứ kiến nghị"),
    "name_appeal_panel": Phrase("Lập tổ xem xét kiến nghị"),
    "conclude_appeal": Phrase("Kết luận về kiến nghị"),
    "correct_result": Phrase("Đính chính kết quả đã công bố"),
}
FACTS = {
    "decisions": Phrase("Các quyết định"),
    "at": Phrase("Vào lúc"),
    "digest": Phrase("Mã băm bản duyệt trước"),
    "problem": Phrase("Vướng mắc"),
    "note": Phrase("Nội dung đính chính"),
    "lines": Phrase("Các dòng"),
    "renewed": Phrase("Giấy chứng nhận cấp lại"),
    "ground": Phrase("Căn cứ kiến nghị"),
    "grounds": Phrase("Các căn cứ kiến nghị"),
    "filing_days": Phrase("Số ngày để kiến nghị"),
    "answer_days": Phrase("Số ngày để trả lời"),
    "working_days": Phrase("Tính theo ngày làm việc"),
    "members": Phrase("Thành viên"),
    "chair": Phrase("Tổ trưởng"),
}
WORDS: dict[str, Mapping[Any, Phrase]] = {}
