"""Sample values of every replaceable paper, with invented people, and what each field means."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime

from campaign.documents import merit_papers, render, session_samples
from campaign.documents.decision_facts import Facts
from campaign.documents.decision_papers import (
    notice_facts,
    proposal_facts,
    recognition_facts,
    revocation_facts,
)
from campaign.documents.reward_papers import reward_facts
from campaign.rules.phrase import Phrase

MOMENT = datetime(2026, 1, 5, tzinfo=UTC)
ROW = {
    "award": 0,
    "line": "1",
    "register": "0001/2026",
    "title": "Tên sáng kiến mẫu",
    "authors": "Nguyễn Văn Mẫu, Chuyên viên; Trần Thị Mẫu, Kế toán",
    "author_names": "Nguyễn Văn Mẫu, Trần Thị Mẫu",
    "unit": "Phòng Mẫu",
    "strand": "Nội dung mẫu",
    "total": "85,00",
    "votes": "7, 0, 0",
    "result": "Giải Nhất",
    "level": "Loại A",
}
SIGNED = {
    "number": "05/QĐ-MẪU",
    "day": "ngày 05 tháng 01 năm 2026",
    "place_and_date": "Địa danh, ngày 05 tháng 01 năm 2026",
    "signer_lines": ["TM. CƠ QUAN MẪU", "CHỦ TỊCH"],
    "signer_name": "Lê Thị Mẫu",
}
SAMPLE: Facts = {
    **SIGNED,
    "kind": "recognition",
    "scope": "base",
    "movement": "Phong trào mẫu",
    "issuer": "Cơ quan mẫu",
    "place": "Địa danh",
    "authority": "CƠ QUAN MẪU",
    "bases": ["Căn cứ văn bản mẫu thứ nhất", "Căn cứ văn bản mẫu thứ hai"],
    "reason": "Lý do mẫu",
    "proposal": {**SIGNED, "council": "Hội đồng mẫu", "number": "01/TTr-MẪU"},
    "sittings": [
        {"strand": "Nội dung mẫu", "minutes": "01/BB", "day": SIGNED["day"], "present": 7, "members": 7}
    ],
    "rows": [ROW],
    "counts": [{"line": "1", "label": "Giải Nhất", "number": "1"}],
    "refused": [{**ROW, **SIGNED, "reason": "Lý do mẫu", "appeal": "ngày 05 tháng 02 năm 2026"}],
    "revoked": [{**ROW, "earlier": "04/QĐ-MẪU ngày 04 tháng 01 năm 2026", "reason": "Lý do mẫu"}],
    "rewards": [
        {
            "line": "1",
            "holder": "Nguyễn Văn Mẫu",
            "note": "Chuyên viên, Phòng Mẫu",
            "object": "Cá nhân",
            "kind": "Giấy khen",
            "sort": "form",
            "ground": "Thành tích mẫu",
            "year": "2026",
            "coefficient": "0,3",
            "amount": 710000,
            "money": "710.000",
        }
    ],
}
CERTIFICATE: Facts = {
    **{name: SIGNED[name] for name in ("place_and_date", "signer_lines", "signer_name")},
    "number": "01/2026",
    "issuer": "Cơ quan mẫu",
    "holder": "Nguyễn Văn Mẫu",
    "position": "Chuyên viên, Phòng Mẫu",
    "role": "đồng tác giả",
    "co_authors": "Trần Thị Mẫu",
    "title": "Tên sáng kiến mẫu",
    "investor": "Đơn vị đầu tư mẫu",
    "summary": "Tóm tắt mẫu.",
    "benefits": "Lợi ích mẫu.",
    "award": "Giải Nhất",
    "decision": "05/QĐ-MẪU ngày 05 tháng 01 năm 2026",
    "register": "0001/2026",
    "url": "https://example.vn/giay-chung-nhan/mau/",
    "document_title": "Giấy chứng nhận mẫu",
    "qr": "https://example.vn/giay-chung-nhan/mau/",
}
SHOWN = {"draft": False, "draft_mark": "", "foot": ""}
KINDS: dict[str, tuple[Phrase, Callable[[], Facts]]] = {
    "decision": (Phrase("Quyết định công nhận và phụ lục"), lambda: recognition_facts(SAMPLE)),
    "proposal": (Phrase("Tờ trình đề nghị công nhận"), lambda: proposal_facts(SAMPLE)),
    "notice": (
        Phrase("Thông báo không công nhận"),
        lambda: notice_facts(SAMPLE, SAMPLE["refused"][0]),
    ),
    "revocation": (Phrase("Quyết định thu hồi và phụ lục"), lambda: revocation_facts(SAMPLE)),
    "reward_decision": (Phrase("Quyết định khen thưởng và phụ lục"), lambda: reward_facts(SAMPLE)),
    "certificate": (Phrase("Giấy chứng nhận sáng kiến"), lambda: CERTIFICATE),
    "merit": (
        Phrase("Giấy khen trên giấy trắng"),
        lambda: {"document_title": "Giấy khen mẫu", "faces": [merit_papers.SAMPLE]},
    ),
    **{kind: (label, lambda facts=facts: facts) for kind, (label, facts) in session_samples.KINDS.items()},
}
MEANINGS: dict[str, Phrase] = {
    **session_samples.MEANINGS,
    "parent": Phrase("Cơ quan chủ quản (trống nếu không ghi)"),
    "issuer": Phrase("Cơ quan ban hành"),
    "number": Phrase("Số và ký hiệu"),
    "place_and_date": Phrase("Địa danh và ngày tháng"),
    "about": Phrase("Trích yếu"),
    "authority": Phrase("Thẩm quyền ban hành"),
    "bases": Phrase("Danh sách căn cứ, mỗi dòng một căn cứ"),
    "articles": Phrase("Danh sách các điều trừ điều cuối: heading là “Điều 1.”, text là nội dung"),
    "last_article": Phrase("Điều cuối cùng: heading và text"),
    "recipients": Phrase("Danh sách nơi nhận"),
    "signer_lines": Phrase("Danh sách các dòng quyền hạn, chức vụ người ký"),
    "signer_name": Phrase("Họ và tên người ký"),
    "annex_title": Phrase("Tên phụ lục"),
    "annex_reference": Phrase("Dòng “Kèm theo …” của phụ lục"),
    "rows": Phrase("Danh sách các dòng của phụ lục"),
    "count": Phrase("Số dòng của phụ lục"),
    "addressee": Phrase("Nơi kính gửi"),
    "opening": Phrase("Danh sách các đoạn mở đầu"),
    "counts": Phrase("Danh sách số lượng theo kết quả: line, label, number"),
    "asking": Phrase("Danh sách các đoạn đề nghị"),
    "enclosed": Phrase("Danh sách hồ sơ kèm theo"),
    "closing": Phrase("Đoạn kết (ở thông báo là danh sách đoạn)"),
    "reasons": Phrase("Danh sách lý do"),
    "title": Phrase("Tên sáng kiến, giải pháp"),
    "register": Phrase("Số hồ sơ"),
    "authors": Phrase("Tác giả, đồng tác giả"),
    "unit": Phrase("Đơn vị"),
    "total": Phrase("Tổng số tiền thưởng"),
    "total_words": Phrase("Tổng số tiền bằng chữ"),
    "holder": Phrase("Người được cấp"),
    "faces": Phrase("Danh sách giấy khen, mỗi giấy một trang"),
    "position": Phrase("Chức danh, nơi công tác"),
    "role": Phrase("“tác giả” hoặc “đồng tác giả”"),
    "co_authors": Phrase("Các đồng tác giả khác"),
    "investor": Phrase("Chủ đầu tư tạo ra sáng kiến"),
    "summary": Phrase("Tóm tắt nội dung"),
    "benefits": Phrase("Lợi ích chính"),
    "award": Phrase("Giải, kết quả"),
    "decision": Phrase("Số và ngày quyết định"),
    "url": Phrase("Địa chỉ trang kiểm tra giấy"),
    "qr": Phrase("Hình mã vuông dẫn tới trang kiểm tra"),
    "draft": Phrase("Đúng khi văn bản còn là dự thảo"),
    "draft_mark": Phrase("Chữ “DỰ THẢO”"),
    "foot": Phrase("Dòng cuối trang (thường để trống)"),
    "document_title": Phrase("Tên tệp khi đọc bằng máy"),
}


@dataclass(frozen=True)
class FieldLine:
    name: str
    meaning: Phrase
    inner: str


def values(kind: str) -> Facts:
    return SHOWN | KINDS[kind][1]()


def fields(kind: str) -> list[FieldLine]:
    """Each field with its meaning; of a list of rows the names inside."""
    return [FieldLine(name, _meaning(kind, name), _inner(value)) for name, value in values(kind).items()]


def _meaning(kind: str, name: str) -> Phrase:
    return session_samples.OTHERWISE.get((kind, name)) or MEANINGS[name]


def _inner(value: object) -> str:
    row = value[0] if isinstance(value, list) and value else value
    return ", ".join(row) if isinstance(row, dict) else ""


def preview(kind: str, template: bytes | None) -> bytes:
    """The paper in Word with sample values; BadTemplate says why a template cannot be used."""
    return render.docx(kind, values(kind), made_at=MOMENT, replaced=template)
