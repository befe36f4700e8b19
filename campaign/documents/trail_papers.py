"""Words for the acts about official papers."""

from campaign.rules.phrase import Phrase

VERBS = {
    "issue_papers": Phrase("Phát hành văn bản của quyết định"),
    "sign_paper": Phrase("Ký số văn bản của quyết định"),
    "ask_paper_batch": Phrase("Lập tệp giấy chứng nhận"),
    "replace_paper_template": Phrase("Thay mẫu văn bản"),
    "restore_paper_template": Phrase("Dùng lại mẫu văn bản có sẵn"),
    "place_print_fields": Phrase("Đặt vị trí in trên phôi giấy khen"),
}
FACTS = {
    "papers": Phrase("Số văn bản"),
    "form": Phrase("Loại tệp"),
    "paper": Phrase("Văn bản"),
}
