"""The guide for the desk and the head of a unit."""

from campaign.rules.guides import Guide, Link, Picture, Section
from campaign.rules.phrase import Phrase

UNIT = Guide(
    slug="don-vi",
    title=Phrase("Hướng dẫn cho đơn vị"),
    lead=Phrase("Dành cho thủ trưởng và cán bộ đầu mối: xem, trả lại, xác nhận hồ sơ và nhập phiếu giấy."),
    sections=(
        Section(
            "ho-so-cho",
            Phrase("Hồ sơ đang chờ đơn vị"),
            (
                Phrase("Vào «Hồ sơ đơn vị». Hồ sơ chờ lâu nhất đứng đầu."),
                Phrase("Mở hồ sơ, đọc, rồi xuống phần «Ý kiến của đơn vị»."),
                Phrase("Hồ sơ do chính thủ trưởng là tác giả được chuyển lên đơn vị cấp trên."),
            ),
            Picture("unit-queue", Phrase("Danh sách hồ sơ đang chờ đơn vị cho ý kiến")),
            (Link("unit:queue", Phrase("Hồ sơ đơn vị")),),
        ),
        Section(
            "y-kien",
            Phrase("Cho ý kiến"),
            (
                Phrase(
                    "«Xác nhận hồ sơ»: đơn vị đồng ý, hồ sơ chuyển cho thường trực. Chỉ thủ trưởng xác nhận được."
                ),
                Phrase("«Trả lại để sửa»: ghi rõ cần sửa gì; tác giả sửa rồi nộp lại trong hạn."),
                Phrase("«Không xác nhận»: ghi lý do; tác giả đọc được lý do đó."),
            ),
            Picture("unit-dossier", Phrase("Phần ý kiến của đơn vị ở cuối hồ sơ với các lựa chọn")),
        ),
        Section(
            "phieu-giay",
            Phrase("Người lao động không dùng máy"),
            (
                Phrase("Vào «Phiếu giấy», in phiếu trắng có mã và phát cho người viết."),
                Phrase("Nhận phiếu đã viết thì bấm «Nhập» và gõ lại đúng chữ trên giấy."),
                Phrase(
                    "Tác giả tự xác nhận bằng mã và cuống phiếu ở trang «Phiếu giấy» công khai; đơn vị không nộp thay."
                ),
            ),
            Picture("unit-papers", Phrase("Trang phiếu giấy: in phiếu trắng và các phiếu đã phát")),
            (
                Link("unit:papers", Phrase("Phiếu giấy của đơn vị")),
                Link("public:paper", Phrase("Tác giả xác nhận phiếu")),
            ),
        ),
    ),
)
