"""Mark sheets that other places really use, as a start for the city's own: presets, to be edited.

A label here becomes content of the rulebook, so it is plain Vietnamese text; the sentences about a preset
are Phrases. Each preset names its source.
"""

from dataclasses import dataclass, replace
from decimal import Decimal

from campaign.rules.combining import MEAN
from campaign.rules.levels import LevelRule, Minimums, PassRule
from campaign.rules.phrase import Phrase
from campaign.rules.scoring import Band, Criterion

NOTE = Phrase("Bộ tiêu chí mẫu, có thể chỉnh sửa trước khi ban hành.")
SECOND_HAND = Phrase("Theo nguồn thứ cấp, chưa đối chiếu văn bản gốc; cần kiểm tra trước khi dùng.")
READ = Phrase(
    "Đã đọc trên trang của nơi ban hành hoặc trang dẫn lại; cần kiểm tra với văn bản gốc trước khi dùng."
)


@dataclass(frozen=True)
class Preset:
    code: str
    title: Phrase
    source: Phrase
    criteria: tuple[Criterion, ...]
    levels: tuple[LevelRule, ...] = ()
    pass_rule: PassRule | None = None
    method: str = MEAN
    vote_points: Decimal = Decimal(0)
    asks_verdict: bool = False
    certainty: Phrase = SECOND_HAND
    note: Phrase = NOTE


def _criterion(code: str, label: str, points: int, *bands: tuple[str, int, int]) -> Criterion:
    named = tuple(Band(name, Decimal(low), Decimal(high)) for name, low, high in bands)
    return Criterion(code, label, Decimal(points), bands=named)


def _ticked(code: str, label: str, *levels: tuple[str, int]) -> Criterion:
    """The judge ticks one of the levels; each has fixed points."""
    bands = [(name, points, points) for name, points in levels]
    return replace(_criterion(code, label, max(points for _, points in levels), *bands), ticked=True)


def _each(codes: tuple[str, ...], points: int) -> Minimums:
    return tuple((code, Decimal(points)) for code in codes)


def _level(code: str, label: str, total: int, minimums: Minimums = ()) -> LevelRule:
    return LevelRule(code, label, Decimal(total), minimums)


R1 = Preset(
    code="R1",
    title=Phrase("Ba tiêu chí 40 - 30 - 30, xếp loại A, B, C"),
    source=Phrase("Theo ngành giáo dục Đà Nẵng năm 2026 (Quyết định 89/2025)"),
    criteria=(
        _criterion("novelty", "Tính mới", 40),
        _criterion("applicability", "Khả năng áp dụng", 30),
        _criterion("benefit", "Lợi ích thiết thực", 30),
    ),
    levels=(
        _level("A", "Loại A", 85, _each(("novelty",), 30)),
        _level("B", "Loại B", 70, _each(("novelty",), 20)),
        _level("C", "Loại C", 50, _each(("novelty",), 10)),
    ),
    pass_rule=PassRule(Decimal(50), _each(("novelty", "applicability", "benefit"), 10)),
)
R2_BANDS = (("Xuất sắc", 40, 50), ("Tốt", 30, 39), ("Khá", 20, 29))
R2_CODES = ("effect", "influence")
R2 = Preset(
    code="R2",
    title=Phrase("Hiệu quả 50 và phạm vi ảnh hưởng 50"),
    source=Phrase("Theo Hội đồng sáng kiến tỉnh Tuyên Quang (Quyết định 270/QĐ-HĐSK ngày 22/12/2025)"),
    criteria=(
        _criterion("effect", "Hiệu quả áp dụng", 50, *R2_BANDS),
        _criterion("influence", "Phạm vi ảnh hưởng", 50, *R2_BANDS),
    ),
    levels=(
        _level("excellent", "Xuất sắc", 80, _each(R2_CODES, 40)),
        _level("good", "Tốt", 60, _each(R2_CODES, 30)),
        _level("fair", "Khá", 40, _each(R2_CODES, 20)),
    ),
    pass_rule=PassRule(Decimal(40), _each(R2_CODES, 20)),
)
R3 = Preset(
    code="R3",
    title=Phrase("Tính mới 30 điểm, chọn một trong năm mức, sao chép là 0 điểm"),
    source=Phrase("Theo phiếu chấm mẫu 03 của tỉnh Sơn La, tiêu chí thứ nhất"),
    criteria=(
        replace(
            _criterion(
                "novelty",
                "Tính mới",
                30,
                ("Hoàn toàn mới", 27, 30),
                ("Có cải tiến so với trước, mức tốt", 21, 26),
                ("Có cải tiến, mức trung bình", 16, 20),
                ("Có cải tiến, mức ít", 1, 15),
                ("Không có yếu tố mới hoặc sao chép", 0, 0),
            ),
            step=Decimal(1),
            zero_is_copied=True,
        ),
    ),
    certainty=READ,
    note=Phrase("Chỉ có tiêu chí thứ nhất của phiếu; phải bổ sung các tiêu chí còn lại trước khi ban hành."),
)
R4 = Preset(
    code="R4",
    title=Phrase("Hội đồng chuyên môn 80 điểm, bình chọn của cộng đồng 20 điểm"),
    source=Phrase("Theo cuộc thi của Thái Nguyên năm 2025"),
    vote_points=Decimal(20),
    certainty=READ,
    criteria=(
        _criterion("novelty", "Tính mới", 20),
        _criterion("effect", "Hiệu quả kinh tế - xã hội", 30),
        _criterion("applicability", "Khả năng áp dụng", 30),
    ),
)
R5 = Preset(
    code="R5",
    title=Phrase("Năm tiêu chí, xếp loại A, B, C"),
    source=Phrase("Theo một công ty điện lực (PC Vũng Tàu)"),
    criteria=(
        _criterion("novelty", "Tính mới", 30),
        _criterion("autonomy", "Tính tự chủ", 15),
        _criterion("saving", "Tiết kiệm chi phí", 15),
        _criterion("economy", "Hiệu quả kinh tế", 20),
        _criterion("safety", "An toàn và chất lượng phục vụ", 20),
    ),
    levels=(_level("A", "Loại A", 85), _level("B", "Loại B", 65), _level("C", "Loại C", 0)),
)
A, B, C, D = "A. Tính mới", "B. Khả năng áp dụng", "C. Tiết kiệm", "D. Cải cách và xã hội"
R6 = Preset(
    code="R6",
    title=Phrase("Bốn nhóm tiêu chí, mỗi tiêu chí nêu minh chứng phải có"),
    source=Phrase("Theo phiếu chấm của xã Văn Môn, tỉnh Bắc Ninh"),
    criteria=tuple(
        replace(_criterion(code, label, points), group=group, evidence=evidence)
        for code, label, points, group, evidence in (
            ("newness", "Điểm mới so với cách làm cũ", 20, A, "Bản so sánh cách làm cũ và cách làm mới."),
            (
                "creativity",
                "Mức độ sáng tạo, cải tiến",
                20,
                A,
                "Mô tả các bước do tác giả tự tạo ra hoặc cải tiến.",
            ),
            ("applied", "Đã được áp dụng", 15, B, "Xác nhận của nơi áp dụng, có thời gian áp dụng."),
            ("spread", "Khả năng nhân rộng", 10, B, "Danh sách nơi đã hoặc có thể áp dụng."),
            ("saving", "Tiết kiệm thời gian, chi phí", 15, C, "Bảng tính số tiền hoặc thời gian tiết kiệm."),
            ("reform", "Đóng góp cho cải cách hành chính", 10, D, "Số liệu thủ tục, thời gian trước và sau."),
            ("society", "Lợi ích xã hội, môi trường", 10, D, "Số liệu hoặc ý kiến của người được hưởng lợi."),
        )
    ),
    pass_rule=PassRule(Decimal(0), _each(("newness", "creativity"), 10)),
)
R7 = Preset(
    code="R7",
    title=Phrase("Giám khảo chọn mức có điểm cố định, công nhận từ 70 phần trăm điểm tối đa"),
    source=Phrase("Theo cách chấm của Trường Đại học Công nghiệp Thành phố Hồ Chí Minh"),
    criteria=(
        _ticked(
            "novelty",
            "Tính mới",
            ("Mới hoàn toàn", 40),
            ("Mới một phần", 25),
            ("Ít điểm mới", 10),
            ("Không mới", 0),
        ),
        _ticked("applied", "Khả năng áp dụng", ("Đã áp dụng", 30), ("Áp dụng được", 20), ("Khó áp dụng", 5)),
        _ticked("benefit", "Hiệu quả", ("Cao, có số liệu", 30), ("Vừa", 20), ("Thấp", 5)),
    ),
    pass_rule=PassRule(Decimal(70)),
    asks_verdict=True,
    note=Phrase(
        "Nguồn chỉ cho biết cách chấm; tên tiêu chí và điểm từng mức ở đây là ví dụ, phải thay trước khi ban hành."
    ),
)
PRESETS = {preset.code: preset for preset in (R1, R2, R3, R4, R5, R6, R7)}
