"""Quorum and majority of a council (TT 18/2013 Art. 8: at least 2/3 of the members agree)."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from campaign.rules.phrase import NO_OBJECTION, Phrase

QUORUM = MAJORITY = Fraction(2, 3)
FEWEST_SECRET = 3  # of two voters each knows how the other voted


class Choice(StrEnum):
    FOR = "for"
    AGAINST = "against"
    BLANK = "blank"


CHOICES = {
    Choice.FOR: Phrase("Đồng ý"),
    Choice.AGAINST: Phrase("Không đồng ý"),
    Choice.BLANK: Phrase("Phiếu trắng"),
}


@dataclass(frozen=True)
class Count:
    votes_for: int
    votes_against: int = 0
    votes_blank: int = 0

    @property
    def cast(self) -> int:
        return self.votes_for + self.votes_against + self.votes_blank

    def __add__(self, other: "Count") -> "Count":
        return Count(
            self.votes_for + other.votes_for,
            self.votes_against + other.votes_against,
            self.votes_blank + other.votes_blank,
        )


def counted(choices: Iterable[str]) -> Count:
    given = list(choices)
    return Count(given.count(Choice.FOR), given.count(Choice.AGAINST), given.count(Choice.BLANK))


@dataclass(frozen=True)
class Papers:
    """What the counting committee found in the box."""

    issued: int
    collected: int
    invalid: int = 0

    @property
    def valid(self) -> int:
        return self.collected - self.invalid


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


def secret_problem(electors: int) -> Phrase:
    """With too few ballots the sum tells who voted how."""
    if electors >= FEWEST_SECRET:
        return NO_OBJECTION
    return Phrase(
        "Chỉ có %(electors)s phiếu, ít hơn %(fewest)s nên kết quả kiểm phiếu sẽ lộ ý kiến từng người. Chưa có gì thay "
        "đổi; hãy chờ thêm thành viên hoặc biểu quyết công khai.",
        electors=electors,
        fewest=FEWEST_SECRET,
    )


def papers_problem(papers: Papers, electors: int) -> Phrase:
    """Issued to whom may vote, collected from what was issued."""
    if papers.issued > electors:
        return Phrase(
            "Số phiếu phát ra (%(issued)s) nhiều hơn số người được bỏ phiếu (%(electors)s). Chưa ghi kết quả; hãy đếm "
            "lại.",
            issued=papers.issued,
            electors=electors,
        )
    if papers.collected > papers.issued:
        return Phrase(
            "Số phiếu thu về (%(collected)s) nhiều hơn số phiếu phát ra (%(issued)s). Chưa ghi kết quả; hãy đếm lại.",
            collected=papers.collected,
            issued=papers.issued,
        )
    if papers.invalid > papers.collected:
        return Phrase(
            "Số phiếu không hợp lệ (%(invalid)s) nhiều hơn số phiếu thu về (%(collected)s). Chưa ghi kết quả; hãy đếm "
            "lại.",
            invalid=papers.invalid,
            collected=papers.collected,
        )
    return NO_OBJECTION


def hand_count_problem(count: Count, papers: Papers) -> Phrase:
    """Every valid ballot says one of three things about every item."""
    if count.cast == papers.valid:
        return NO_OBJECTION
    return Phrase(
        "tổng đồng ý, không đồng ý và trắng là %(cast)s, phải bằng số phiếu hợp lệ %(valid)s.",
        cast=count.cast,
        valid=papers.valid,
    )


def early_problem(cast: int, electors: int, reason: str) -> Phrase:
    """A vote is not closed silently while somebody may still vote."""
    if cast >= electors or reason:
        return NO_OBJECTION
    return Phrase(
        "Mới có %(cast)s/%(electors)s người bỏ phiếu nên chưa đóng lượt này; các phiếu đã bỏ được giữ nguyên. "
        "Hãy chờ đủ, "
        "hoặc ghi lý do kết thúc sớm để đưa vào biên bản.",
        cast=cast,
        electors=electors,
    )
