"""Sample values of the papers of judging, sessions and receipts, and what their fields mean."""

from campaign.documents.decision_facts import Facts
from campaign.rules.phrase import Phrase

PLACE_AND_DATE = "Địa danh, ngày 05 tháng 01 năm 2026"
MOVEMENT = "Phong trào mẫu – Nội dung mẫu"
SESSION: Facts = {
    "parent": "Cơ quan mẫu",
    "issuer": "Hội đồng mẫu",
    "number": "01/BB-MẪU",
    "place_and_date": PLACE_AND_DATE,
    "movement": MOVEMENT,
    "ranking": "1",
    "extract": "",
    "chair": "Lê Thị Mẫu",
    "secretary": "Trần Thị Mẫu",
}
VOTES = {"votes_for": "7", "votes_against": "0", "votes_blank": "0"}
MINUTES: Facts = {
    **SESSION,
    "document_title": "Biên bản họp mẫu",
    "began": "08:00 ngày 05/01/2026",
    "ended": "11:00 ngày 05/01/2026",
    "place": "Phòng họp mẫu",
    "founded": "Quyết định số 01/QĐ-MẪU ngày 02 tháng 01 năm 2026",
    "present_line": "7/7 thành viên",
    "quorum_line": "cần ít nhất 5/7 thành viên dự họp",
    "present": [{"number": "1", "name": "Lê Thị Mẫu", "role": "Chủ tịch", "status": "Có mặt từ 08:00"}],
    "absent": ["Không có."],
    "recusals": ["Không có."],
    "basis": "Hội đồng xét theo điểm gốc.",
    "items": [
        {
            "heading": "1. Mục mẫu",
            "notes": ["Ý kiến mẫu."],
            "votes": ["Kết quả mẫu."],
            "conclusion": ["Kết luận mẫu."],
        }
    ],
    "results": [
        {
            "number": "1",
            "register": "0001/2026",
            "name": "Tên sáng kiến mẫu",
            "total": "85,00",
            "said": "Giải Nhất",
        }
        | VOTES
    ],
}
VOTE_COUNT: Facts = {
    **SESSION,
    "document_title": "Biên bản kiểm phiếu mẫu",
    "held": "08:00 ngày 05/01/2026 tại Phòng họp mẫu",
    "rounds": [
        {
            "heading": "Lượt 1: Nội dung mẫu",
            "way": "Bỏ phiếu kín",
            "void": "",
            "committee": "Nguyễn Văn Mẫu",
            "room": "7/7 thành viên dự họp",
            "issued": "7",
            "collected": "7",
            "valid": "7",
            "invalid": "0",
            "needed": "5/7",
            "early": "",
            "rows": [{"name": "Tên sáng kiến mẫu", "more": "", "verdict": "Thông qua"} | VOTES],
        }
    ],
}
SCORES: Facts = {
    **SESSION,
    "document_title": "Bảng tổng hợp điểm mẫu",
    "rows": [
        {
            "position": "1",
            "register": "0001/2026",
            "name": "Tên sáng kiến mẫu",
            "unit": "Phòng Mẫu",
            "criteria": "Tiêu chí mẫu 30,00",
            "total": "85,00",
            "level": "Loại A",
            "award": "Giải Nhất",
        }
    ],
}
SHEET: Facts = {
    "document_title": "Phiếu chấm mẫu",
    "issuer": "Cơ quan mẫu",
    "parent": "",
    "place_and_date": PLACE_AND_DATE,
    "movement": MOVEMENT,
    "alias": "mau0000000",
    "title": "Tên sáng kiến mẫu",
    "rows": [{"line": "1", "label": "Tiêu chí mẫu", "most": "40", "points": "30", "remark": "Nhận xét mẫu"}],
    "top": "100",
    "total": "85,00",
    "comment": ["Ý kiến mẫu."],
    "said": [],
    "judge": "Nguyễn Văn Mẫu",
}
RECEIPT: Facts = {
    "document_title": "Giấy biên nhận mẫu",
    "issuer": "Cơ quan mẫu",
    "office": "Bộ phận mẫu",
    "number": "0001/2026",
    "place_and_date": PLACE_AND_DATE,
    "moment": "08:00 ngày 05/01/2026 (giờ Việt Nam)",
    "name": "Tên sáng kiến mẫu",
    "author_lines": "Nguyễn Văn Mẫu (100,00 %)",
    "unit": "Phòng Mẫu",
    "movement": MOVEMENT,
    "contents": "đơn (bản nộp lần 1) và 0 tệp kèm theo",
    "check_by": "chậm nhất ngày 05/02/2026",
    "answer_by": "trong 3 tháng",
    "seal": "0" * 64,
}
MEANINGS: dict[str, Phrase] = {
    "movement": Phrase("Tên phong trào và nội dung thi đua"),
    "ranking": Phrase("Số của bảng xếp hạng mà hội đồng xét"),
    "extract": Phrase("Câu nói rõ đây là bản trích, nếu người đọc không được xem mọi hồ sơ"),
    "chair": Phrase("Người chủ trì"),
    "secretary": Phrase("Thư ký"),
    "began": Phrase("Lúc bắt đầu họp"),
    "ended": Phrase("Lúc kết thúc họp"),
    "place": Phrase("Nơi họp"),
    "founded": Phrase("Quyết định thành lập hội đồng"),
    "present_line": Phrase("Số thành viên có mặt"),
    "quorum_line": Phrase("Điều kiện họp và thông qua"),
    "present": Phrase("Danh sách thành viên dự họp"),
    "absent": Phrase("Danh sách người vắng"),
    "recusals": Phrase("Danh sách người không tham gia xét từng hồ sơ"),
    "basis": Phrase("Câu về điểm dùng để xếp hạng"),
    "items": Phrase("Danh sách các mục của chương trình họp"),
    "results": Phrase("Danh sách kết quả của từng hồ sơ"),
    "held": Phrase("Lúc và nơi họp"),
    "rounds": Phrase("Danh sách các lượt bỏ phiếu"),
    "alias": Phrase("Mã ẩn danh của hồ sơ"),
    "top": Phrase("Điểm tối đa của cả phiếu"),
    "comment": Phrase("Danh sách các đoạn ý kiến chung"),
    "said": Phrase("Danh sách các câu khác trên phiếu"),
    "judge": Phrase("Giám khảo"),
    "office": Phrase("Bộ phận nhận hồ sơ"),
    "moment": Phrase("Lúc nhận hồ sơ"),
    "name": Phrase("Tên sáng kiến"),
    "author_lines": Phrase("Các tác giả và tỷ lệ đóng góp"),
    "contents": Phrase("Hồ sơ gồm những gì"),
    "check_by": Phrase("Hạn kiểm tra hồ sơ"),
    "answer_by": Phrase("Hạn trả lời"),
    "seal": Phrase("Mã SHA-256 của bản nộp"),
}
# Where a name means something else than in the papers of a decision.
OTHERWISE: dict[tuple[str, str], Phrase] = {
    ("sheet", "total"): Phrase("Tổng điểm"),
    ("sheet", "rows"): Phrase("Danh sách các tiêu chí với điểm"),
    ("scores", "rows"): Phrase("Danh sách các hồ sơ với điểm"),
}
KINDS: dict[str, tuple[Phrase, Facts]] = {
    "minutes": (Phrase("Biên bản họp hội đồng"), MINUTES),
    "vote_count": (Phrase("Biên bản kiểm phiếu"), VOTE_COUNT),
    "scores": (Phrase("Bảng tổng hợp điểm"), SCORES),
    "sheet": (Phrase("Phiếu chấm điểm"), SHEET),
    "receipt": (Phrase("Giấy biên nhận hồ sơ"), RECEIPT),
}
