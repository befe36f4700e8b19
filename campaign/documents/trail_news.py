"""Articles, their pictures and what stands around them, in the words of the trail."""

from campaign.rules.phrase import Phrase

VERBS = {
    "write_article": Phrase("Viết tin bài"),
    "amend_article": Phrase("Sửa tin bài"),
    "publish_article": Phrase("Đăng tin bài"),
    "schedule_article": Phrase("Hẹn đăng tin bài"),
    "withdraw_article": Phrase("Gỡ tin bài"),
    "add_picture": Phrase("Thêm ảnh vào tin bài"),
    "amend_picture": Phrase("Sửa lời của ảnh"),
    "remove_picture": Phrase("Bỏ ảnh khỏi tin bài"),
    "add_news_file": Phrase("Đính kèm tệp vào tin bài"),
    "remove_news_file": Phrase("Bỏ tệp đính kèm của tin bài"),
    "set_news_sections": Phrase("Đặt các chuyên mục tin"),
    "set_useful_links": Phrase("Đặt ô liên kết"),
    "set_visit_start": Phrase("Đặt số lượt truy cập ban đầu"),
}
FACTS = {
    "title": Phrase("Tiêu đề"),
    "article": Phrase("Địa chỉ bài"),
    "publish_at": Phrase("Thời điểm đăng"),
    "alt": Phrase("Văn bản thay thế của ảnh"),
    "file": Phrase("Tệp"),
    "sections": Phrase("Chuyên mục"),
    "links": Phrase("Liên kết"),
}
