"""The guide for administrators."""

from campaign.rules.guides import Guide, Link, Picture, Section
from campaign.rules.phrase import Phrase

ADMINISTRATOR = Guide(
    slug="quan-tri",
    title=Phrase("Hướng dẫn cho quản trị"),
    lead=Phrase("Lập phong trào, cấp tài khoản, giữ dữ liệu an toàn."),
    sections=(
        Section(
            "lap-phong-trao",
            Phrase("Lập phong trào"),
            (
                Phrase(
                    "Nhanh nhất là «Nhân bản» phong trào năm trước rồi sửa ngày; hoặc «Lập phong trào mới»."
                ),
                Phrase(
                    "Điền lần lượt: lịch, nội dung thi đua, bộ tiêu chí, giải và chỉ tiêu, căn cứ pháp lý."
                ),
                Phrase("Trang phong trào nói rõ còn thiếu gì; đủ rồi mới công bố được."),
            ),
            Picture(
                "administrator-campaign",
                Phrase("Trang thiết lập phong trào: các phần và tình trạng sẵn sàng"),
            ),
            (
                Link("setup:campaigns", Phrase("Quản trị phong trào")),
                Link("setup:rubrics", Phrase("Bộ tiêu chí")),
            ),
        ),
        Section(
            "nguoi-don-vi",
            Phrase("Người và đơn vị"),
            (
                Phrase("Thêm người theo mã nhân sự; vai trò gắn với đơn vị và có ngày bắt đầu, ngày thôi."),
                Phrase("Đơn vị đổi tên hay sáp nhập: thêm phiên bản có ngày hiệu lực, không sửa tên cũ."),
                Phrase("Người không có thư điện tử: cấp đường dẫn đăng nhập một lần."),
            ),
            Picture("administrator-people", Phrase("Danh sách người dùng với vai trò và đơn vị")),
            (Link("accounts:people", Phrase("Người")), Link("accounts:units", Phrase("Đơn vị"))),
        ),
        Section(
            "cong-bo",
            Phrase("Công bố kết quả"),
            (
                Phrase(
                    "Chỉ quản trị công bố. Đọc diễn tập, kiểm tra số, rồi bấm một lần; mọi thứ ra cùng lúc."
                ),
                Phrase("Sai sau khi công bố thì thu hồi hoặc đính chính; bản cũ không bị xóa."),
            ),
            links=(Link("office:decisions", Phrase("Quyết định và công bố")),),
        ),
        Section(
            "du-lieu",
            Phrase("Dữ liệu cũ, dữ liệu cá nhân, nhật ký"),
            (
                Phrase(
                    "«Nhập danh sách» đưa sáng kiến các năm trước vào để so trùng; xem thử trước khi nhập."
                ),
                Phrase(
                    "Yêu cầu xóa dữ liệu cá nhân được xử lý ở «Yêu cầu về dữ liệu»; nhật ký vẫn nguyên vẹn."
                ),
                Phrase("«Nhật ký» ghi mọi việc; «Kiểm tra» chứng minh không ai sửa."),
            ),
            links=(
                Link("setup:imports", Phrase("Nhập danh sách")),
                Link("setup:data_requests", Phrase("Yêu cầu về dữ liệu")),
                Link("inspect:trail", Phrase("Nhật ký")),
            ),
        ),
        Section(
            "hoi-dap",
            Phrase("Câu hỏi thường gặp"),
            (
                Phrase("Các câu hỏi ở trang «Hướng dẫn» sửa được: thêm, xếp lại, bỏ."),
                Phrase("Câu nào được hỏi nhiều ở «Hỏi đáp» thì nên đưa lên đây."),
            ),
            links=(Link("setup:help_questions", Phrase("Sửa câu hỏi thường gặp")),),
        ),
    ),
)
