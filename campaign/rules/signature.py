"""Who signs in whose name, as Nghị định 30/2020/NĐ-CP writes it above the signature.

`power` has one line or two, each beginning with TM., KT., TL. or TUQ.; it is empty where the head signs as such.
`title` is the last line: the signer's own office.
"""

import re
from dataclasses import dataclass

from campaign.rules.phrase import NO_OBJECTION, Phrase

ON_BEHALF, FOR_HEAD, BY_ORDER, BY_AUTHORITY = "TM.", "KT.", "TL.", "TUQ."
POWERS = (ON_BEHALF, FOR_HEAD, BY_ORDER, BY_AUTHORITY)
MOST_LINES = 2
LINE = re.compile(rf"({'|'.join(map(re.escape, POWERS))})\s*(\S.*)")


@dataclass(frozen=True)
class Preset:
    """`of` says when it is the right one."""

    code: str
    power: str
    title: str
    of: Phrase


PRESETS = (
    Preset("tm", "TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH", Phrase("Chủ tịch ký thay mặt Ủy ban nhân dân")),
    Preset(
        "tm-kt",
        "TM. ỦY BAN NHÂN DÂN\nKT. CHỦ TỊCH",
        "PHÓ CHỦ TỊCH",
        Phrase("Phó Chủ tịch ký thay mặt Ủy ban nhân dân"),
    ),
    Preset("head", "", "CHỦ TỊCH", Phrase("Chủ tịch ký theo thẩm quyền của mình")),
    Preset("kt", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH", Phrase("Phó Chủ tịch ký thay Chủ tịch")),
    Preset("tl", "TL. CHỦ TỊCH", "CHÁNH VĂN PHÒNG", Phrase("Chánh Văn phòng ký thừa lệnh Chủ tịch")),
    Preset("tuq", "TUQ. CHỦ TỊCH", "TRƯỞNG PHÒNG NỘI VỤ", Phrase("Người được ủy quyền ký thừa ủy quyền")),
    Preset("hd", "TM. HỘI ĐỒNG", "CHỦ TỊCH HỘI ĐỒNG", Phrase("Chủ tịch hội đồng ký thay mặt hội đồng")),
    Preset(
        "hd-kt",
        "TM. HỘI ĐỒNG\nKT. CHỦ TỊCH",
        "PHÓ CHỦ TỊCH HỘI ĐỒNG",
        Phrase("Phó Chủ tịch hội đồng ký thay mặt hội đồng"),
    ),
)


def preset(code: str) -> Preset | None:
    return next((one for one in PRESETS if one.code == code), None)


def tidy(text: str) -> str:
    """Upper case, one space after the power, no empty lines: "tm.ủy ban" as "TM. ỦY BAN"."""
    lines = (" ".join(line.upper().split()) for line in text.splitlines())
    return "\n".join(_spaced(line) for line in lines if line)


def _spaced(line: str) -> str:
    match = LINE.fullmatch(line)
    return f"{match[1]} {match[2]}" if match else line


def problem(power: str, title: str) -> Phrase:
    """Of a tidy signature."""
    parts = [LINE.fullmatch(line) for line in power.splitlines()]
    if not title:
        return Phrase("Thiếu chức vụ của người ký. Hãy ghi, ví dụ: CHỦ TỊCH.")
    if title.startswith(POWERS):
        return Phrase(
            "Dòng chức vụ chỉ ghi chức vụ của người ký; TM., KT., TL., TUQ. thuộc dòng quyền hạn ở trên."
        )
    if not all(parts):
        return Phrase("Mỗi dòng quyền hạn ký bắt đầu bằng TM., KT., TL. hoặc TUQ., ví dụ: KT. CHỦ TỊCH.")
    return _order_problem([part[1] for part in parts if part], title)


def _order_problem(powers: list[str], title: str) -> Phrase:
    if len(powers) > MOST_LINES or (len(powers) == MOST_LINES and powers != [ON_BEHALF, FOR_HEAD]):
        return Phrase(
            "Quyền hạn ký có hai dòng chỉ khi cấp phó ký thay mặt tập thể: dòng TM. rồi đến dòng KT."
        )
    if FOR_HEAD in powers and not title.startswith("PHÓ "):
        return Phrase(
            "KT. là cấp phó ký thay cấp trưởng nên chức vụ phải bắt đầu bằng PHÓ, ví dụ: PHÓ CHỦ TỊCH."
        )
    if ON_BEHALF in powers and FOR_HEAD not in powers and title.startswith("PHÓ "):
        return Phrase(
            "Cấp phó ký thay mặt tập thể phải có thêm dòng KT., ví dụ: TM. ỦY BAN NHÂN DÂN rồi KT. CHỦ TỊCH."
        )
    return NO_OBJECTION
