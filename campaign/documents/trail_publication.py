"""What the trail says of publication and what follows it, in words."""

from collections.abc import Mapping
from typing import Any

from campaign.rules.phrase import Phrase

VERBS = {
    "publish_decision": Phrase("Công bố quyết định"),
    "schedule_publication": Phrase("Hẹn giờ công bố"),
    "cancel_publication": Phrase("Hủy hẹn công bố"),
    "fail_publication": Phrase("Không công bố được vào giờ đã hẹn"),
    "correct_publication": Phrase("Đính chính danh sách đã công bố"),
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
}
WORDS: dict[str, Mapping[Any, Phrase]] = {}
