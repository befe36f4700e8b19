"""The guide for judges."""

from campaign.rules.guides import Guide, Link, Picture, Section
from campaign.rules.phrase import Phrase

JUDGE = Guide(
    slug="giam-khao",
    title=Phrase("Hướng dẫn cho giám khảo"),
    lead=Phrase("Chấm độc lập: không thấy tên tác giả, không thấy điểm của người khác trước khi khóa phiếu."),
    sections=(
        Section(
            "nhan-loi",
            Phrase("Nhận lời và báo ngày bận"),
            (
                Phrase("Mở «Lời mời và ngày bận» để nhận lời vào tổ giám khảo."),
                Phrase("Báo ngày bận sớm để việc được chia lại kịp."),
            ),
            links=(Link("judge:seats", Phrase("Lời mời và ngày bận")),),
        ),
        Section(
            "xung-dot",
            Phrase("Có quen biết với hồ sơ"),
            (
                Phrase(
                    "Là người nhà, cùng làm, từng giúp viết, hoặc thấy khó vô tư: bấm «Khai báo xung đột lợi ích»."
                ),
                Phrase("Hồ sơ được chuyển cho người khác ngay; tác giả không biết bạn đã khai báo."),
                Phrase("Khai báo muộn vẫn được nhận; phiếu đã chấm khi đó không tính nữa."),
            ),
        ),
        Section(
            "cham",
            Phrase("Chấm điểm"),
            (
                Phrase("Danh sách «Hồ sơ tôi chấm» cho biết còn bao nhiêu phiếu và hạn chấm."),
                Phrase("Bên trái là hồ sơ, bên phải là phiếu. Gõ «8,5» hay «8.5» đều được."),
                Phrase("Phiếu tự lưu nháp. «Lưu và sang hồ sơ tiếp theo» để chấm liền mạch bằng bàn phím."),
                Phrase("Điểm cao nhất hoặc thấp nhất phải kèm lý do."),
            ),
            Picture("judge-sheet", Phrase("Phiếu chấm: các tiêu chí, ô điểm và ô lý do")),
            (
                Link("judge:list", Phrase("Hồ sơ tôi chấm")),
                Link("public:fairness_method", Phrase("Chấm công bằng")),
            ),
        ),
        Section(
            "khoa",
            Phrase("Khóa phiếu"),
            (
                Phrase("Xong thì bấm «Lưu và khóa phiếu»; trang hỏi lại một lần."),
                Phrase(
                    "Đã khóa thì không sửa được. Nhầm thì báo thường trực để được trả phiếu, có ghi lý do."
                ),
            ),
        ),
        Section(
            "ngoai-tuyen",
            Phrase("Chấm khi không có mạng"),
            (
                Phrase("Ở «Chấm ngoại tuyến», tải tệp bảng tính, điền điểm rồi gửi lại."),
                Phrase("Tệp chỉ ghi nháp; bạn vẫn phải mở từng phiếu để khóa."),
            ),
            links=(Link("judge:offline", Phrase("Chấm ngoại tuyến")),),
        ),
    ),
)
