"""What the law asks of a council: who must sit on it, who may not, and the fractions that each kind starts with.

TT 18/2013 Art. 8: chair, vice-chair, secretary, people who know the field, and somebody for the trade union that an
author is a member of. NĐ 13/2012 Art. 7: the head of the reviewing unit does not sit while being an author of
something that the State paid for.
"""

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from campaign.rules.phrase import NO_OBJECTION, Phrase


class CouncilKind(StrEnum):
    INITIATIVE = "initiative"
    EMULATION = "emulation"


class Seat(StrEnum):
    CHAIR = "chair"
    VICE_CHAIR = "vice_chair"
    SECRETARY = "secretary"
    UNION = "union"
    MEMBER = "member"


COUNCIL_LABELS = {
    CouncilKind.INITIATIVE: Phrase("Hội đồng sáng kiến"),
    CouncilKind.EMULATION: Phrase("Hội đồng thi đua - khen thưởng"),
}
SEAT_LABELS = {
    Seat.CHAIR: Phrase("Chủ tịch hội đồng"),
    Seat.VICE_CHAIR: Phrase("Phó chủ tịch hội đồng"),
    Seat.SECRETARY: Phrase("Ủy viên thư ký"),
    Seat.UNION: Phrase("Ủy viên đại diện công đoàn"),
    Seat.MEMBER: Phrase("Ủy viên"),
}


@dataclass(frozen=True)
class Preset:
    """Where a council of this kind starts; the office changes it by the decision that founds it."""

    quorum: Fraction
    majority: Fraction
    written_opinions: bool


PRESETS = {
    CouncilKind.INITIATIVE: Preset(Fraction(2, 3), Fraction(2, 3), written_opinions=False),
    CouncilKind.EMULATION: Preset(Fraction(4, 5), Fraction(2, 3), written_opinions=True),
}


@dataclass(frozen=True)
class Member:
    """`heads_issuer`: head of the reviewing unit today; `is_author`: of something filed in this campaign."""

    name: str
    seat: str
    heads_issuer: bool = False
    is_author: bool = False


def gaps(kind: str, members: Collection[Member], *, state_funded: bool) -> list[Phrase]:
    """What the composition lacks today, in sentences; none of them stops anybody from seating the next member."""
    seats = {member.seat for member in members}
    missing = [
        (Seat.CHAIR, Phrase("Chưa có chủ tịch hội đồng.")),
        (Seat.SECRETARY, Phrase("Chưa có ủy viên thư ký.")),
    ]
    if kind == CouncilKind.INITIATIVE:
        missing.append((Seat.UNION, Phrase("Chưa có đại diện công đoàn (Điều 8 Thông tư 18/2013/TT-BKHCN).")))
    found = [words for seat, words in missing if seat not in seats]
    return found + [why for member in members if (why := why_not_sit(member, state_funded=state_funded))]


def why_not_sit(member: Member, *, state_funded: bool) -> Phrase:
    if not (state_funded and member.heads_issuer and member.is_author):
        return NO_OBJECTION
    return Phrase(
        "%(name)s là người đứng đầu cơ quan xét và là tác giả sáng kiến do Nhà nước đầu tư nên không được tham gia hội "
        "đồng (Điều 7 Nghị định 13/2012/NĐ-CP).",
        name=member.name,
    )
