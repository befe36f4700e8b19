"""Where words fall on a pre-printed giấy khen: fields, the places they start from, what a sheet of paper allows."""

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from decimal import Decimal

from campaign.rules.phrase import NO_OBJECTION, Phrase

WIDTH, HEIGHT = Decimal(297), Decimal(210)
LEAST, MOST = Decimal(100), Decimal(420)
SIZES = (8, 48)
SIDES = {"left": Phrase("Trái"), "center": Phrase("Giữa"), "right": Phrase("Phải")}


@dataclass(frozen=True)
class Place:
    """Millimetres from the upper left corner; `width` is the room of the words, `size` in points."""

    x: float
    y: float
    width: float
    size: int
    side: str = "center"
    bold: bool = False
    shown: bool = True


FIELDS: dict[str, Phrase] = {
    "authority": Phrase("Cơ quan, người tặng"),
    "kind": Phrase("Tên hình thức, danh hiệu"),
    "holder": Phrase("Họ và tên, tên tập thể"),
    "note": Phrase("Chức vụ, đơn vị"),
    "ground": Phrase("Thành tích"),
    "decision": Phrase("Số và ngày quyết định"),
    "register": Phrase("Số vào sổ"),
    "place_and_date": Phrase("Địa danh và ngày tháng"),
    "signer_lines": Phrase("Quyền hạn, chức vụ người ký"),
    "signer_name": Phrase("Họ và tên người ký"),
}
USUAL: dict[str, Place] = {
    "authority": Place(30, 45, 237, 16, bold=True, shown=False),
    "kind": Place(30, 65, 237, 30, bold=True, shown=False),
    "holder": Place(30, 92, 237, 22, bold=True),
    "note": Place(30, 104, 237, 15),
    "ground": Place(36, 116, 225, 15),
    "decision": Place(60, 160, 90, 11, "left"),
    "register": Place(60, 170, 60, 11, "left"),
    "place_and_date": Place(165, 136, 105, 13),
    "signer_lines": Place(165, 143, 105, 13, bold=True, shown=False),
    "signer_name": Place(165, 184, 105, 14, bold=True),
}


def places(kept: Mapping[str, Mapping[str, object]]) -> dict[str, Place]:
    """What was kept; a field that nobody placed stands where it usually does."""
    return {name: Place(**(asdict(usual) | dict(kept.get(name, {})))) for name, usual in USUAL.items()}


def shown(kept: Mapping[str, Mapping[str, object]]) -> Iterator[dict[str, object]]:
    """`field` is the number of the field in FIELDS."""
    for number, place in enumerate(places(kept).values()):
        if place.shown:
            yield {"field": number, **asdict(place)}


def sheet_problem(width: Decimal, height: Decimal) -> Phrase:
    if LEAST <= width <= MOST and LEAST <= height <= MOST:
        return NO_OBJECTION
    return Phrase(
        "Khổ phôi phải từ %(least)s đến %(most)s mm mỗi chiều. Vị trí đang dùng được giữ nguyên.",
        least=f"{LEAST:f}",
        most=f"{MOST:f}",
    )


def problem(label: Phrase, place: Place, width: Decimal, height: Decimal) -> Phrase:
    """Words that begin or end beside the paper would be lost."""
    inside = place.x + place.width <= width and place.y < height and place.width > 0
    if inside and SIZES[0] <= place.size <= SIZES[1]:
        return NO_OBJECTION
    return Phrase(
        "%(field)s: lề trái cộng bề rộng không được quá %(width)s mm, vị trí từ trên xuống phải nhỏ hơn %(height)s "
        "mm, cỡ "
        "chữ từ %(least)s đến %(most)s. Vị trí đang dùng được giữ nguyên.",
        field=label,
        width=f"{width:f}",
        height=f"{height:f}",
        least=SIZES[0],
        most=SIZES[1],
    )
