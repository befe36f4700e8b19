"""How the acts of a council's live session read in the trail."""

from collections.abc import Mapping
from typing import Any

from campaign.rules.phrase import Phrase
from campaign.rules.sessions import QUESTIONS, WAYS

VERBS = {
    "plan_session": Phrase("Lập phiên họp hội đồng, gửi giấy mời"),
    "cancel_session": Phrase("Hủy phiên họp hội đồng"),
    "open_session": Phrase("Khai mạc phiên họp hội đồng"),
    "note_attendance": Phrase("Ghi có mặt, vắng mặt"),
    "record_written_opinion": Phrase("Ghi ý kiến bằng văn bản của thành viên vắng mặt"),
    "declare_recusal": Phrase("Xin không tham gia một mục"),
    "open_round": Phrase("Mở lượt bỏ phiếu"),
    "close_round": Phrase("Đóng lượt bỏ phiếu"),
    "count_votes": Phrase("Ghi kết quả kiểm phiếu"),
    "void_round": Phrase("Hủy lượt bỏ phiếu"),
    "close_session": Phrase("Kết thúc phiên họp hội đồng"),
}
FACTS = {
    "session": Phrase("Phiên họp số"),
    "planned_at": Phrase("Thời gian họp"),
    "members": Phrase("Số thành viên"),
    "present": Phrase("Số thành viên có mặt"),
    "is_here": Phrase("Có mặt"),
    "round": Phrase("Lượt bỏ phiếu"),
    "asked": Phrase("Nội dung bỏ phiếu"),
    "vote_way": Phrase("Cách bỏ phiếu"),
    "issued": Phrase("Phiếu phát ra"),
    "collected": Phrase("Phiếu thu về"),
    "invalid": Phrase("Phiếu không hợp lệ"),
    "votes_for": Phrase("Đồng ý"),
    "votes_against": Phrase("Không đồng ý"),
    "votes_blank": Phrase("Phiếu trắng"),
}
WORDS: dict[str, Mapping[Any, Phrase]] = {
    "is_here": {"yes": Phrase("Có"), "no": Phrase("Không")},
    "asked": QUESTIONS,
    "vote_way": WAYS,
}
