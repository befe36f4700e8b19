"""What authors may be told of the judging: never who judged, never one judge's marks, never another's dossier."""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from accounts.text import fold
from campaign.rules.calendar import vn_number
from campaign.rules.phrase import NO_OBJECTION, Phrase

FEWEST_SHEETS = 2
FEWEST_IN_FIELD = 5
CRITERION = "criterion:"
WORD = re.compile(r"\w+")


@dataclass(frozen=True)
class Place:
    """`equals`: others with the same total; `sharing`: others at the same position. Totals rank, raw is the mean."""

    position: int
    count: int
    total: Decimal
    raw: Decimal
    equals: int = 0
    sharing: int = 0
    chain: Sequence[str] = ()


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


def place_sentences(place: Place, labels: Mapping[str, str], links: Mapping[str, Phrase]) -> list[Phrase]:
    """Where the dossier stands and why, without a word of another one; `links` names the steps of the tie chain."""
    found = [
        Phrase(
            "Hạng %(position)s trên %(count)s hồ sơ của nội dung này, với %(total)s điểm.",
            position=place.position,
            count=place.count,
            total=vn_number(place.total, 2),
        )
    ]
    if place.total != place.raw:
        found.append(
            Phrase(
                "Hội đồng đã biểu quyết xếp hạng theo điểm hiệu chỉnh; điểm gốc là %(raw)s.",
                raw=vn_number(place.raw, 2),
            )
        )
    if place.sharing:
        found.append(
            Phrase(
                "Đồng hạng với %(count)s hồ sơ khác: mọi căn cứ so sánh đều bằng nhau.", count=place.sharing
            )
        )
    elif place.equals:
        found.append(_equals(place, labels, links))
    return found


def _equals(place: Place, labels: Mapping[str, str], links: Mapping[str, Phrase]) -> Phrase:
    steps = [
        labels.get(link.removeprefix(CRITERION), "")
        if link.startswith(CRITERION)
        else str(links.get(link, ""))
        for link in place.chain
    ]
    return Phrase(
        "Có %(count)s hồ sơ khác cùng tổng điểm; thứ tự giữa các hồ sơ cùng điểm xét lần lượt: %(steps)s.",
        count=place.equals,
        steps=", ".join(step for step in steps if step),
    )


def tells_of_others(text: str, numbers: Collection[str]) -> bool:
    """A reason of the ranking may name the dossier it was compared with; such a sentence stays in the office."""
    return any(word.strip(".,;:()«»") in numbers for word in text.split())
