"""The guide for authors."""

from campaign.rules.guides import Guide, Link, Picture, Section
from campaign.rules.phrase import Phrase

AUTHOR = Guide(
    slug="tac-gia",
    title=Phrase("Hướng dẫn cho tác giả"),
    lead=Phrase("Từ lúc có ý tưởng đến khi nhận giấy chứng nhận. Làm được hết trên điện thoại."),
    sections=(
        Section(
            "dang-nhap",
            Phrase("Đăng nhập lần đầu"),
            (
                Phrase("Bấm «Đăng nhập» ở đầu trang. Tên đăng nhập là mã nhân sự hoặc thư điện tử công vụ."),
                Phrase(
                    "Quên mật khẩu thì chọn «Quên mật khẩu»; cổng gửi đường dẫn đặt lại vào thư điện tử của bạn."
                ),
                Phrase("Không có thư điện tử thì nhờ cán bộ quản trị cấp đường dẫn đăng nhập một lần."),
            ),
            links=(Link("account_login", Phrase("Đăng nhập")),),
        ),
        Section(
            "viet-ho-so",
            Phrase("Viết hồ sơ"),
            (
                Phrase("Vào «Hồ sơ của tôi», chọn phong trào rồi bấm «Bắt đầu viết»."),
                Phrase("Viết lần lượt từng mục. Dưới mỗi ô có lời hướng dẫn và số chữ còn lại."),
                Phrase(
                    "Cổng tự giữ chữ bạn gõ; bấm «Lưu nháp» khi dừng tay. Hôm sau mở lại, ở máy khác cũng được."
                ),
                Phrase("Thêm ảnh, bản vẽ, bảng tính ở mục «Tài liệu kèm theo»."),
            ),
            Picture(
                "author-edit", Phrase("Trang viết hồ sơ trên điện thoại: các mục của đơn và nút Lưu nháp")
            ),
            (Link("author:list", Phrase("Hồ sơ của tôi")),),
        ),
        Section(
            "dong-tac-gia",
            Phrase("Cùng làm với người khác"),
            (
                Phrase("Mở hồ sơ, bấm «Đồng tác giả» để mời theo mã nhân sự hoặc thư điện tử."),
                Phrase("Ghi tỷ lệ đóng góp của từng người; cộng lại phải đúng 100 %."),
                Phrase(
                    "Mỗi người tự xác nhận tỷ lệ của mình. Đổi bất kỳ tỷ lệ nào thì mọi người xác nhận lại."
                ),
            ),
            Picture("author-coauthors", Phrase("Trang đồng tác giả: bảng tỷ lệ đóng góp và ai đã xác nhận")),
        ),
        Section(
            "nop",
            Phrase("Rà lại và nộp"),
            (
                Phrase(
                    "Bấm «Rà lại và nộp». Trang này nói rõ mục nào còn thiếu; bấm vào là tới đúng mục đó."
                ),
                Phrase("Đọc lời cam đoan, đánh dấu đồng ý rồi bấm «Nộp hồ sơ»."),
                Phrase("Giữ giấy biên nhận: trên đó có số hồ sơ và ngày trả lời."),
            ),
            Picture("author-submit", Phrase("Trang rà lại hồ sơ: danh sách kiểm tra và nút Nộp hồ sơ")),
        ),
        Section(
            "sau-khi-nop",
            Phrase("Sau khi nộp"),
            (
                Phrase("Trang hồ sơ cho biết hồ sơ đang ở bước nào và ai đang giữ."),
                Phrase(
                    "Đơn vị trả lại hay thường trực yêu cầu bổ sung thì có thư báo: trả lời từng điểm, trước hạn."
                ),
                Phrase("Kết quả được công bố cùng lúc cho mọi người; trước đó không ai biết trước."),
                Phrase(
                    "Được công nhận thì mở hồ sơ để in giấy chứng nhận. Không đồng ý với kết quả thì gửi kiến nghị."
                ),
            ),
            Picture(
                "author-detail", Phrase("Trang theo dõi hồ sơ: bước hiện tại, việc cần làm và diễn biến")
            ),
            (Link("notices", Phrase("Thông báo của tôi")), Link("my_data", Phrase("Dữ liệu của tôi"))),
        ),
    ),
)
