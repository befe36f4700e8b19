"""Raw or adjusted totals: which of them ranks a strand, and when the council may still choose."""

from dataclasses import dataclass
from fractions import Fraction

from accounts.text import is_blank
from campaign.rules import ballot
from campaign.rules.phrase import NO_OBJECTION, Phrase

RAW, ADJUSTED = "raw", "adjusted"
BASES = (RAW, ADJUSTED)
LABELS = {
    RAW: Phrase("Điểm gốc (trung bình các phiếu)"),
    ADJUSTED: Phrase("Điểm hiệu chỉnh theo độ nghiêm của giám khảo"),
}


@dataclass(frozen=True)
class Vote:
    """How the council answered "rank by the adjusted totals?", and why."""

    count: ballot.Count
    members: int
    present: int
    reason: str


def vote_problem(
    basis: str, vote: Vote, *, quorum: Fraction = ballot.QUORUM, majority: Fraction = ballot.MAJORITY
) -> Phrase:
    """Why this vote cannot be recorded; false when it can. Adjusted totals need the majority of all members."""
    if is_blank(vote.reason):
        return Phrase("Hãy ghi lý do của hội đồng. Chưa có gì thay đổi.")
    problem = ballot.quorum_problem(vote.members, vote.present, quorum)
    problem = problem or ballot.count_problem(vote.count, vote.present)
    if problem or basis != ADJUSTED or vote.count.votes_for >= ballot.needed(vote.members, majority):
        return problem
    return Phrase(
        "Mới có %(votes)s phiếu đồng ý, cần ít nhất %(needed)s trên tổng số %(members)s thành viên để dùng điểm hiệu "
        "chỉnh. Chưa có gì thay đổi; điểm gốc vẫn là điểm chính thức.",
        votes=vote.count.votes_for,
        needed=ballot.needed(vote.members, majority),
        members=vote.members,
    )


def said_in_minutes(basis: str, vote: Vote) -> Phrase:
    """The sentence of the minutes."""
    facts = {
        "votes": vote.count.votes_for,
        "against": vote.count.votes_against,
        "blank": vote.count.votes_blank,
        "members": vote.members,
        "reason": vote.reason,
    }
    if basis == ADJUSTED:
        return Phrase(
            "Trước khi xem tên tác giả và tên sáng kiến, hội đồng biểu quyết xếp hạng theo điểm hiệu chỉnh: %(votes)s "
            "phiếu đồng ý, %(against)s phiếu không đồng ý, %(blank)s phiếu trắng trên tổng số %(members)s thành viên. "
            "Lý do: %(reason)s",
            **facts,
        )
    return Phrase(
        "Trước khi xem tên tác giả và tên sáng kiến, hội đồng biểu quyết về điểm hiệu chỉnh và giữ điểm gốc: "
        "%(votes)s phiếu đồng ý hiệu chỉnh, %(against)s phiếu không đồng ý, %(blank)s phiếu trắng trên tổng số "
        "%(members)s thành viên. Lý do: %(reason)s",
        **facts,
    )


NEVER_ASKED = Phrase("Hội đồng không biểu quyết về điểm hiệu chỉnh; xếp hạng theo điểm gốc.")


def choice_objection(*, closed: bool, named: bool, adjustable: bool, basis: str) -> Phrase:
    """`named`: a ranking or a sitting has shown whose dossier stands where."""
    if named:
        return Phrase(
            "Bảng xếp hạng đã lập nên tên sáng kiến và tác giả đã hiện ra; không còn biểu quyết về cách tính điểm được "
            "nữa. Cách tính đang dùng được giữ nguyên."
        )
    if not closed:
        return Phrase(
            "Nội dung này chưa chấm xong nên chưa biểu quyết được. Điểm đã chấm được giữ nguyên; hãy quay lại khi mọi "
            "phiếu đã khóa."
        )
    if basis == ADJUSTED and not adjustable:
        return Phrase(
            "Không có hồ sơ nào hiệu chỉnh được ở nội dung này (xem các cảnh báo), nên không chọn được điểm hiệu "
            "chỉnh. Điểm gốc vẫn là điểm chính thức."
        )
    return NO_OBJECTION
