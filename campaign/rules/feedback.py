"""What authors may be told of the judging: never who judged, never one judge's marks, never another's dossier."""

import re
from collections.abc import Iterable
from decimal import Decimal

from accounts.text import fold
from campaign.rules.calendar import vn_number
from campaign.rules.phrase import NO_OBJECTION, Phrase

FEWEST_SHEETS = 2
FEWEST_IN_FIELD = 5
WORD = re.compile(r"\w+")


def named_in(text: str, names: Iterable[str]) -> list[str]:
    """Whose full name stands in the text, whatever the case and the accents."""
    words = f" {' '.join(WORD.findall(fold(text)))} "
    return [name for name in names if f" {' '.join(WORD.findall(fold(name)))} " in words]


def comment_problem(text: str, judges: Iterable[str]) -> Phrase:
    """Why this text cannot go to the authors; false when it can."""
    found = named_in(text, judges)
    if not found:
        return NO_OBJECTION
    return Phrase(
        "Ý kiến có họ tên giám khảo (%(names)s). Chưa lưu, nội dung vừa nhập vẫn còn trên trang này; hãy bỏ họ tên rồi "
        "lưu lại, vì tác giả không được biết ai đã chấm.",
        names=", ".join(found),
    )


def place_sentences(count: int, total: Decimal, raw: Decimal) -> list[Phrase]:
    """What the reasons of the ranking leave unsaid: among how many, and by which totals."""
    found = [Phrase("Nội dung này có %(count)s hồ sơ được xếp hạng.", count=count)]
    if total != raw:
        found.append(
            Phrase(
                "Hội đồng đã biểu quyết xếp hạng theo điểm hiệu chỉnh; điểm gốc là %(raw)s.",
                raw=vn_number(raw, 2),
            )
        )
    return found
