"""How many awards there may be: a number, or a percentage of a named base with a named rounding."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, Decimal

from campaign.rules.awards import Cap
from campaign.rules.phrase import NO_OBJECTION, Phrase

EACH = {
    "": Phrase("Tính chung"),
    "strand": Phrase("Riêng cho mỗi nội dung thi đua"),
    "unit": Phrase("Riêng cho mỗi đơn vị"),
}
BASES = {
    "submitted": Phrase("hồ sơ đã nộp"),
    "accepted": Phrase("hồ sơ đã tiếp nhận"),
    "recognised": Phrase("hồ sơ đạt mức sáng kiến"),
    "staff": Phrase("người của đơn vị có tên trong cổng"),
}
ROUNDINGS = {
    "down": Phrase("làm tròn xuống"),
    "half_up": Phrase("từ 0,5 trở lên làm tròn lên"),
    "up": Phrase("làm tròn lên"),
    "at_least_one": Phrase("làm tròn xuống, ít nhất là 1"),
}
MODES = {"down": ROUND_FLOOR, "half_up": ROUND_HALF_UP, "up": ROUND_CEILING, "at_least_one": ROUND_FLOOR}


@dataclass(frozen=True)
class Quota:
    """A row of the plan: `number`, or `percent` of `base` rounded by `rounding`; the rest says whom it counts."""

    code: str
    label: str
    level: str = ""
    strand: str = ""
    unit_kind: str = ""
    unit: str = ""
    each: str = ""
    number: int | None = None
    percent: Decimal | None = None
    base: str = ""
    rounding: str = ""

    @property
    def crosses_strands(self) -> bool:
        """Whether dossiers of different strands compete for its places."""
        return not self.strand and self.each != "strand"


@dataclass(frozen=True)
class Sum:
    """base x percent = raw, rounded to `places`."""

    base: int
    raw: Decimal
    places: int


def reckoned(quota: Quota, base: int) -> Sum:
    """Nothing of nothing: "at least one" speaks only where there is somebody to choose from."""
    raw = Decimal(base) * (quota.percent or 0) / 100
    places = int(raw.to_integral_value(MODES[quota.rounding]))
    if quota.rounding == "at_least_one" and base:
        places = max(1, places)
    return Sum(base, raw, places)


def cap_of(quota: Quota, cells: Mapping[str, int]) -> Cap:
    """`cells`: the base by strand or unit code ("" for the whole); only its keys count where the quota is a number."""
    return Cap(
        label=quota.label,
        places={
            cell: quota.number if quota.number is not None else reckoned(quota, base).places
            for cell, base in sorted(cells.items())
        },
        level=quota.level,
        strand=quota.strand,
        unit_kind=quota.unit_kind,
        unit=quota.unit,
        each=quota.each,
    )


def quota_problem(quota: Quota) -> Phrase:
    """Why the row cannot stand; false when it can."""
    facts = {"label": quota.label}
    if (quota.number is None) == (quota.percent is None):
        return Phrase("«%(label)s»: hãy ghi số giải hoặc tỷ lệ phần trăm, chỉ một trong hai.", **facts)
    if quota.percent is not None and not (quota.base in BASES and quota.rounding in ROUNDINGS):
        return Phrase("«%(label)s»: tỷ lệ phần trăm cần số gốc để tính và cách làm tròn.", **facts)
    if quota.base == "staff" and quota.each != "unit" and not quota.unit:
        return Phrase(
            "«%(label)s»: tỷ lệ theo số người chỉ tính cho một đơn vị hoặc cho mỗi đơn vị.", **facts
        )
    if (quota.each == "strand" and quota.strand) or (quota.each == "unit" and quota.unit):
        return Phrase(
            "«%(label)s»: đã chọn riêng một nội dung hoặc một đơn vị thì không tính riêng cho mỗi nội dung, mỗi "
            "đơn vị nữa. Hãy chọn lại.",
            **facts,
        )
    return NO_OBJECTION
