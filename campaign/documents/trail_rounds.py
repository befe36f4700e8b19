"""Rounds of judging, the close of panels and the community's votes, in the words of the trail."""

from campaign.rules.phrase import Phrase

VERBS = {
    "open_sheet": Phrase("Mở phiếu chấm"),
    "lock_sheet": Phrase("Khóa phiếu chấm"),
    "recompute_score": Phrase("Tính lại kết quả chấm"),
    "choose_judging_round": Phrase("Chọn vòng chấm chính thức"),
    "close_panel": Phrase("Đóng việc chấm của tổ giám khảo"),
    "reopen_panel": Phrase("Mở lại việc chấm của tổ giám khảo"),
    "record_votes": Phrase("Ghi số phiếu bình chọn của cộng đồng"),
}
FACTS = {
    "judging_round": Phrase("Vòng chấm"),
    "late_sheets": Phrase("Phiếu chưa khóa, không được tính"),
    "finished": Phrase("Hồ sơ được tổng hợp"),
    "votes": Phrase("Số phiếu bình chọn"),
}
