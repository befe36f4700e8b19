"""Quorum and majority of a council (TT 18/2013 Art. 8: at least 2/3 of the members agree)."""

from dataclasses import dataclass
from fractions import Fraction

from campaign.rules.phrase import NO_OBJECTION, Phrase

QUORUM = MAJORITY = Fraction(2, 3)


@dataclass(frozen=True)
class Count:
    votes_for: int
    votes_against: int = 0
    votes_blank: int = 0

    @property
    def cast(self) -> int:
        return self.votes_for + self.votes_against + self.votes_blank


def needed(members: int, share: Fraction = MAJORITY) -> int:
    """The smallest whole number that reaches the share."""
    return -(-members * share.numerator // share.denominator)


def quorum_problem(members: int, present: int, share: Fraction = QUORUM) -> Phrase:
    if present > members:
        return Phrase(
            "Số thành viên dự họp (%(present)s) nhiều hơn tổng số thành viên (%(members)s). Hãy kiểm tra lại.",
            present=present,
            members=members,
        )
    if present < needed(members, share):
        return Phrase(
            "Phiên họp chưa đủ điều kiện: cần ít nhất %(needed)s trên %(members)s thành viên, mới có %(present)s. "
            "Nội dung đã nhập vẫn còn trên trang này.",
            needed=needed(members, share),
            members=members,
            present=present,
        )
    return NO_OBJECTION


def count_problem(count: Count, present: int) -> Phrase:
    if count.cast > present:
        return Phrase(
            "Tổng số phiếu (%(cast)s) nhiều hơn số thành viên dự họp (%(present)s).",
            cast=count.cast,
            present=present,
        )
    return NO_OBJECTION


def carried_problem(count: Count, members: int, share: Fraction = MAJORITY) -> Phrase:
    """Why a proposal to recognise is not carried; false when it is."""
    if count.votes_for >= needed(members, share):
        return NO_OBJECTION
    return Phrase(
        "Mới có %(votes)s phiếu đồng ý, cần ít nhất %(needed)s trên tổng số %(members)s thành viên để công nhận.",
        votes=count.votes_for,
        needed=needed(members, share),
        members=members,
    )
