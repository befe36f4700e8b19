"""What an interim and a final report say (sơ kết, tổng kết): the parts that an officer writes, in their order."""

from collections.abc import Mapping
from dataclasses import dataclass

from campaign.rules.phrase import NO_OBJECTION, Phrase

KIND_LABELS = {"interim": Phrase("Báo cáo sơ kết"), "final": Phrase("Báo cáo tổng kết")}
SYMBOL = "BC-UBND"


@dataclass(frozen=True)
class Part:
    """`heading` stands on the paper, so it is Vietnamese and numbered as the paper is."""

    name: str
    heading: str
    label: Phrase
    hint: Phrase
    required: bool = True
    limit: int = 10000


PARTS = (
    Part(
        "direction",
        "I. TÌNH HÌNH CHỈ ĐẠO, TỔ CHỨC THỰC HIỆN",
        Phrase("Tình hình chỉ đạo, tổ chức thực hiện"),
        Phrase("Văn bản đã ban hành, việc phổ biến, hướng dẫn, kiểm tra; hội đồng và giám khảo."),
    ),
    Part(
        "examples",
        "3. Sáng kiến, điển hình tiêu biểu",
        Phrase("Sáng kiến, điển hình tiêu biểu"),
        Phrase(
            "Nêu ngắn vài sáng kiến hay và nơi đã nhân rộng; không nêu số liệu, số liệu có trong các bảng."
        ),
        required=False,
    ),
    Part("strengths", "1. Ưu điểm", Phrase("Ưu điểm"), Phrase("Việc làm tốt, vì sao.")),
    Part("weaknesses", "2. Hạn chế", Phrase("Hạn chế"), Phrase("Việc chưa tốt, ở đâu.")),
    Part("causes", "3. Nguyên nhân", Phrase("Nguyên nhân"), Phrase("Khách quan, chủ quan."), required=False),
    Part(
        "next_steps",
        "IV. PHƯƠNG HƯỚNG, NHIỆM VỤ THỜI GIAN TỚI",
        Phrase("Phương hướng, nhiệm vụ thời gian tới"),
        Phrase("Việc sẽ làm, ai làm, khi nào xong."),
    ),
    Part(
        "proposals",
        "V. KIẾN NGHỊ, ĐỀ XUẤT",
        Phrase("Kiến nghị, đề xuất"),
        Phrase("Với cấp trên, với các đơn vị. Để trống nếu không có."),
        required=False,
    ),
)
BY_NAME = {part.name: part for part in PARTS}


def missing(texts: Mapping[str, str]) -> Phrase:
    """Why a report cannot be issued yet: the first part that says nothing."""
    for part in PARTS:
        if part.required and not texts.get(part.name, "").strip():
            return Phrase(
                "Chưa ban hành báo cáo: mục «%(part)s» còn trống. Nội dung đã lưu được giữ nguyên; hãy viết mục này "
                "rồi ban hành.",
                part=part.label,
            )
    return NO_OBJECTION
