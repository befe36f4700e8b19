"""Mark sheets that other places really use, as a start for the city's own: presets, to be edited.

A label here becomes content of the rulebook, so it is plain Vietnamese text; the sentences about a preset
are Phrases. Each preset names its source.
"""

from dataclasses import dataclass
from decimal import Decimal

from campaign.rules.combining import MEAN
from campaign.rules.levels import LevelRule, Minimums, PassRule
from campaign.rules.phrase import Phrase
from campaign.rules.scoring import Band, Criterion

NOTE = Phrase("Bộ tiêu chí mẫu, có thể chỉnh sửa trước khi ban hành.")


@dataclass(frozen=True)
class Preset:
    code: str
    title: Phrase
    source: Phrase
    criteria: tuple[Criterion, ...]
    levels: tuple[LevelRule, ...] = ()
    pass_rule: PassRule | None = None
    method: str = MEAN
    note: Phrase = NOTE


def _criterion(code: str, label: str, points: int, *bands: tuple[str, int, int]) -> Criterion:
    named = tuple(Band(name, Decimal(low), Decimal(high)) for name, low, high in bands)
    return Criterion(code, label, Decimal(points), bands=named)


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
R4 = Preset(
    code="R4",
    title=Phrase("Phần chấm của hội đồng chuyên môn, 80 điểm"),
    source=Phrase("Theo cuộc thi của Thái Nguyên năm 2025, không kể 20 điểm bình chọn của cộng đồng"),
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
PRESETS = {preset.code: preset for preset in (R1, R2, R4, R5)}
