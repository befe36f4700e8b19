"""The questions that the help page shows until the organiser writes own ones."""

from campaign.rules.phrase import Phrase

ACCOUNT, DOSSIER, RESULT = Phrase("Tài khoản"), Phrase("Hồ sơ"), Phrase("Kết quả")
STANDARD: tuple[tuple[Phrase, Phrase, Phrase], ...] = (
    (
        ACCOUNT,
        Phrase("Tôi có tài khoản chưa? Quên mật khẩu thì làm gì?"),
        Phrase(
            "Tài khoản do đơn vị đề nghị cấp, tên đăng nhập là mã nhân sự hoặc thư điện tử công vụ. Quên mật khẩu thì "
            "chọn «Quên mật khẩu» ở trang đăng nhập; không có thư điện tử thì nhờ quản trị cấp liên kết đăng nhập một "
            "lần."
        ),
    ),
    (
        DOSSIER,
        Phrase("Đang viết mà mất mạng hoặc tắt máy thì sao?"),
        Phrase(
            "Cổng tự lưu trong lúc bạn viết, và mỗi lần bấm «Lưu nháp» nội dung nằm trên máy chủ. Nếu gửi không được, "
            "chữ đã gõ vẫn còn trên trang; chờ có mạng rồi bấm lại, không mở lại trang."
        ),
    ),
    (
        DOSSIER,
        Phrase("Tỷ lệ đóng góp của các tác giả ghi thế nào?"),
        Phrase("Tổng phải đúng 100 %, được ghi hai chữ số thập phân. Nút chia đều tự chia phần dư."),
    ),
    (
        DOSSIER,
        Phrase("Nộp rồi có sửa được không?"),
        Phrase(
            "Sửa được khi đơn vị trả lại hoặc khi thường trực yêu cầu bổ sung. Trước khi hồ sơ được chấm, tác giả có "
            "thể rút; còn trong thời gian nộp thì mở lại được hồ sơ đã rút."
        ),
    ),
    (
        DOSSIER,
        Phrase("Ai đọc được hồ sơ của tôi?"),
        Phrase(
            "Tác giả, người có nhiệm vụ ở đơn vị xác nhận và cơ quan thường trực. Giám khảo đọc bản không có tên tác "
            "giả và đơn vị. Phần ghi là bảo mật chỉ người có nhiệm vụ đọc."
        ),
    ),
    (
        RESULT,
        Phrase("Khi nào biết kết quả?"),
        Phrase(
            "Kết quả công bố cùng một lúc cho mọi hồ sơ, theo quyết định đã ký. Tác giả nhận thư; hồ sơ không được "
            "công nhận thì lý do chỉ báo cho tác giả."
        ),
    ),
    (
        RESULT,
        Phrase("In giấy chứng nhận ở đâu?"),
        Phrase(
            "Mở đường dẫn trong thư báo kết quả rồi chọn in khổ A4 ngang. Ai cầm giấy cũng kiểm tra được bằng ô vuông "
            "hoặc mã trên giấy."
        ),
    ),
)
