"""Words of the trail for the judges' copy and for what happens to sheets after their lock."""

from collections.abc import Mapping
from typing import Any

from campaign.rules.application import BY_NAME
from campaign.rules.phrase import Phrase

VERBS: dict[str, Phrase] = {
    "redact_text": Phrase("Che nội dung trong bản cho giám khảo"),
    "redact_file": Phrase("Thay hoặc giữ lại tệp trong bản cho giám khảo"),
    "return_sheet": Phrase("Trả phiếu chấm cho giám khảo"),
    "answer_violation": Phrase("Trả lời báo cáo vi phạm"),
}
FACTS: dict[str, Phrase] = {
    "section": Phrase("Mục của hồ sơ"),
    "file": Phrase("Tệp"),
    "copy": Phrase("Bản cho giám khảo"),
    "kept": Phrase("Bản phiếu được giữ"),
}
WORDS: dict[str, Mapping[Any, Phrase]] = {
    "section": {name: field.label for name, field in BY_NAME.items()},
    "copy": {
        "redacted": Phrase("Bản đã che"),
        "shown": Phrase("Nguyên văn"),
        "withheld": Phrase("Không đưa ra"),
        "replaced": Phrase("Thay bằng tệp khác"),
    },
}
