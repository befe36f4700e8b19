"""Questions, own data, help and reports in the words of the trail."""

from campaign.rules.phrase import Phrase

VERBS = {
    "ask": Phrase("Tác giả hỏi hoặc góp ý"),
    "answer_question": Phrase("Trả lời câu hỏi, góp ý"),
    "copy_own_data": Phrase("Lấy bản sao dữ liệu của mình"),
    "ask_erasure": Phrase("Yêu cầu xóa dữ liệu cá nhân"),
    "erase_data": Phrase("Xóa dữ liệu cá nhân theo yêu cầu"),
    "refuse_erasure": Phrase("Từ chối xóa dữ liệu cá nhân"),
    "amend_help": Phrase("Sửa câu hỏi thường gặp"),
    "remove_help": Phrase("Bỏ câu hỏi thường gặp"),
    "record_benefit": Phrase("Ghi tiền làm lợi của hồ sơ"),
    "begin_report": Phrase("Bắt đầu lập báo cáo"),
    "save_report": Phrase("Lưu nội dung báo cáo"),
    "issue_report": Phrase("Ban hành báo cáo"),
}
FACTS = {
    "report": Phrase("Báo cáo"),
    "amount": Phrase("Số tiền (đồng)"),
}
