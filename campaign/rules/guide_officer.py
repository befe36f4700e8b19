"""The guide for the standing office."""

from campaign.rules.guides import Guide, Link, Picture, Section
from campaign.rules.phrase import Phrase

OFFICER = Guide(
    slug="thuong-truc",
    title=Phrase("Hướng dẫn cho cơ quan thường trực"),
    lead=Phrase("Từ kiểm tra hồ sơ đến quyết định, công bố và báo cáo."),
    sections=(
        Section(
            "hang-cho",
            Phrase("Mỗi sáng bắt đầu từ đâu"),
            (
                Phrase(
                    "«Việc của tôi» xếp việc theo độ gấp: hồ sơ chờ kiểm tra, câu hỏi, kiến nghị, thư chưa gửi được."
                ),
                Phrase("«Hồ sơ phong trào» có sẵn nhóm theo bước; tìm không cần gõ dấu."),
            ),
            Picture("officer-queue", Phrase("Hồ sơ phong trào: các nhóm theo bước và danh sách hồ sơ")),
            (Link("dashboard", Phrase("Việc của tôi")), Link("office:queue", Phrase("Hồ sơ phong trào"))),
        ),
        Section(
            "kiem-tra",
            Phrase("Kiểm tra hồ sơ"),
            (
                Phrase(
                    "Mở hồ sơ, bấm «Kiểm tra hồ sơ». Cổng nêu sẵn điều bất thường kèm chứng cứ; bạn quyết định."
                ),
                Phrase("Thiếu thì «Yêu cầu bổ sung», mỗi điểm một dòng, có hạn."),
                Phrase("Nội dung gần giống hồ sơ khác thì so hai bên cạnh nhau rồi ghi kết luận."),
            ),
            Picture("officer-check", Phrase("Trang kiểm tra hồ sơ: các mục kiểm tra và kết quả tự kiểm tra")),
        ),
        Section(
            "phan-cong",
            Phrase("Giám khảo và phân công"),
            (
                Phrase("Lập tổ giám khảo, mời người, chờ nhận lời."),
                Phrase("Rà «Bản cho giám khảo» để tên người không lộ trong chữ và trong tệp."),
                Phrase("Lập phương án phân công, xem trước ai chấm gì, rồi mới bấm phân công."),
            ),
            Picture("officer-panels", Phrase("Hội đồng và giám khảo: các tổ và việc phân công")),
            (
                Link("office:panels", Phrase("Hội đồng và giám khảo")),
                Link("office:conflicts", Phrase("Xung đột lợi ích")),
            ),
        ),
        Section(
            "xep-hang",
            Phrase("Điểm, xếp hạng, họp hội đồng"),
            (
                Phrase("Chấm xong thì đóng việc chấm của tổ; điểm được tính ngay và không ai sửa tay."),
                Phrase("Lập bảng xếp hạng. Bấm vào từng dòng để đọc vì sao có hạng đó."),
                Phrase(
                    "Lập phiên họp từ bảng xếp hạng; biên bản và bảng kiểm phiếu do cổng lập từ phiên họp."
                ),
            ),
            links=(Link("office:scores", Phrase("Điểm và xếp hạng")),),
        ),
        Section(
            "quyet-dinh",
            Phrase("Quyết định và công bố"),
            (
                Phrase("Ghi quyết định vào sổ: trang cho xem hết các tác động trước khi ghi."),
                Phrase(
                    "Trước khi công bố, đọc phần diễn tập: cái gì công khai, ai nhận thư, cái gì chỉ báo tác giả."
                ),
            ),
            links=(Link("office:decisions", Phrase("Quyết định và công bố")),),
        ),
        Section(
            "thong-ke",
            Phrase("Thống kê và báo cáo"),
            (
                Phrase(
                    "Trang «Thống kê» đếm mọi số liệu từ hồ sơ; lọc theo nội dung, đơn vị, ngày nộp; tải bảng tính."
                ),
                Phrase("«Đơn vị chưa có hồ sơ» cho biết cần gọi cho ai."),
                Phrase(
                    "Báo cáo sơ kết, tổng kết: bạn viết nhận xét, số liệu chốt khi ban hành; tải PDF, DOCX."
                ),
            ),
            Picture("officer-statistics", Phrase("Trang thống kê: các bảng số liệu có thanh so sánh")),
            (
                Link("office:statistics", Phrase("Thống kê")),
                Link("office:reports", Phrase("Báo cáo")),
                Link("office:silent_units", Phrase("Đơn vị chưa có hồ sơ")),
            ),
        ),
    ),
)
