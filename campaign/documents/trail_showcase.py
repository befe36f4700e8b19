"""Words for the acts around the library, the board of good examples and adoptions."""

from campaign.rules.phrase import Phrase

VERBS = {
    "open_past": Phrase("Mở danh sách sáng kiến trước đây cho mọi người"),
    "present_initiative": Phrase("Duyệt lời giới thiệu trong thư viện công khai"),
    "retract_words": Phrase("Thu lại lời giới thiệu trong thư viện công khai"),
    "hide_entry": Phrase("Ẩn sáng kiến khỏi thư viện công khai"),
    "show_entry": Phrase("Hiện lại sáng kiến trong thư viện công khai"),
    "write_example": Phrase("Soạn gương điển hình và xin ý kiến"),
    "agree_to_example": Phrase("Đồng ý được nêu gương"),
    "decline_example": Phrase("Không đồng ý được nêu gương"),
    "remove_example": Phrase("Gỡ gương điển hình"),
    "pledge_adoption": Phrase("Đơn vị cam kết áp dụng sáng kiến"),
    "confirm_adoption": Phrase("Thủ trưởng đơn vị xác nhận đã áp dụng"),
    "report_benefit": Phrase("Ghi hiệu quả sau khi áp dụng"),
    "withdraw_adoption": Phrase("Đơn vị thôi áp dụng sáng kiến"),
}
FACTS = {
    "library": Phrase("Mã trong thư viện"),
    "pictures": Phrase("Số ảnh"),
    "example": Phrase("Gương điển hình"),
    "adoption": Phrase("Lượt áp dụng"),
    "months": Phrase("Sau số tháng"),
    "people": Phrase("Số người dùng"),
    "money": Phrase("Tiền làm lợi (đồng)"),
}
