"""What a reward is worth and whether it is paid (NĐ 152/2025/NĐ-CP, Art. 49). The legal numbers come in as data."""

import math
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from campaign.rules.money import dong
from campaign.rules.phrase import NO_OBJECTION, Phrase

STEP = 10_000
HOUSEHOLD = Decimal("1.5")

SORTS = {"title": Phrase("Danh hiệu thi đua"), "form": Phrase("Hình thức khen thưởng")}
OBJECTS = {"person": Phrase("Cá nhân"), "collective": Phrase("Tập thể"), "household": Phrase("Hộ gia đình")}
NATURES = {
    "thematic": Phrase("Khen thưởng phong trào thi đua (theo chuyên đề)"),
    "merit": Phrase("Khen thưởng công trạng"),
}
LEVELS = {
    "base": Phrase("Cấp cơ sở"),
    "commune": Phrase("Cấp xã"),
    "province": Phrase("Cấp bộ, ban, ngành, tỉnh"),
    "nation": Phrase("Cấp Nhà nước, toàn quốc"),
}
CERTAINTIES = {
    "checked": Phrase("Đã đối chiếu văn bản"),
    "secondary": Phrase("Chưa đối chiếu văn bản gốc"),
    "unsure": Phrase("Theo hiểu biết chung, chưa đối chiếu văn bản gốc"),
}


def bonus(coefficient: Decimal, base_salary: int) -> int:
    """The product rounded up to the next 10,000 đ; an exact multiple stays as it is."""
    return math.ceil(Fraction(coefficient) * base_salary / STEP) * STEP


def of_household(coefficient: Decimal) -> Decimal:
    """1.5 times a person's coefficient, so that the product is rounded once."""
    return coefficient * HOUSEHOLD


@dataclass(frozen=True)
class Claim:
    """One reward of one holder. `decided_in`: the decision that has paid it already."""

    key: int
    holder: str
    sort: str
    name: str
    year: int
    achievement: str
    amount: int
    decided_in: str = ""

    @property
    def rivals(self) -> tuple[str, str, str]:
        """Of those that share it only the highest is paid: titles of one year, forms for one achievement."""
        return self.holder, self.sort, str(self.year) if self.sort == "title" else self.achievement


@dataclass(frozen=True)
class Settled:
    """`unpaid`: why nothing is paid; `note`: what the office must look at although it is."""

    unpaid: Phrase = NO_OBJECTION
    note: Phrase = NO_OBJECTION


def settle(claims: Iterable[Claim]) -> dict[int, Settled]:
    """What holds for every claim that no decision has paid yet; of equals the one paid before, then the first."""
    groups: dict[tuple[str, str, str], list[Claim]] = {}
    for claim in claims:
        groups.setdefault(claim.rivals, []).append(claim)
    return {
        claim.key: _settled(claim, group)
        for group in groups.values()
        for claim in group
        if not claim.decided_in
    }


def _settled(claim: Claim, group: list[Claim]) -> Settled:
    highest = max(group, key=lambda one: (one.amount, bool(one.decided_in)))
    if claim is not highest:
        return Settled(unpaid=_beaten(claim, highest))
    paid = next((one for one in group if one.decided_in), None)
    if paid is None:
        return Settled()
    said = Phrase(
        "Quyết định %(decision)s đã chi %(amount)s cho «%(name)s» thấp hơn; cơ quan chi tiền cần bù trừ hoặc thu lại.",
        decision=paid.decided_in,
        amount=dong(paid.amount),
        name=paid.name,
    )
    return Settled(note=said)


def _beaten(claim: Claim, highest: Claim) -> Phrase:
    name = highest.name
    if highest.decided_in:
        name = f"{name} ({highest.decided_in})"
    if claim.sort == "title":
        return Phrase(
            "Nhiều danh hiệu của năm %(year)s: chỉ chi mức cao nhất, là «%(name)s».",
            year=claim.year,
            name=name,
        )
    return Phrase("Nhiều hình thức cho cùng một thành tích: chỉ chi mức cao nhất, là «%(name)s».", name=name)
