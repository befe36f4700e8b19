"""What makes somebody unfit to touch a dossier: the kinds, who says so, and what the office answers."""

from dataclasses import dataclass
from enum import StrEnum

from campaign.rules.phrase import NO_OBJECTION, Phrase


class Kind(StrEnum):
    """The first six are found in the data; the others only people know."""

    AUTHOR = "author"
    COAUTHOR = "coauthor"
    MANAGER = "manager"
    UNIT = "unit"
    PARENT_UNIT = "parent_unit"
    NAMESAKE = "namesake"
    FAMILY = "family"
    INTEREST = "interest"
    ADVISER = "adviser"
    DISPUTE = "dispute"
    OTHER = "other"


class Source(StrEnum):
    JUDGE = "judge"
    AUTHOR = "author"
    SUGGESTED = "suggested"
    OFFICE = "office"


class Verdict(StrEnum):
    OPEN = "open"
    UPHELD = "upheld"
    DISMISSED = "dismissed"


KIND_LABELS = {
    Kind.AUTHOR: Phrase("Là tác giả hoặc đồng tác giả"),
    Kind.COAUTHOR: Phrase("Cùng làm sáng kiến với tác giả"),
    Kind.MANAGER: Phrase("Quan hệ lãnh đạo, quản lý"),
    Kind.UNIT: Phrase("Cùng đơn vị công tác"),
    Kind.PARENT_UNIT: Phrase("Đơn vị cấp trên hoặc cấp dưới trực tiếp"),
    Kind.NAMESAKE: Phrase("Trùng họ và cùng đơn vị (dấu hiệu yếu)"),
    Kind.FAMILY: Phrase("Quan hệ gia đình, họ hàng"),
    Kind.INTEREST: Phrase("Lợi ích kinh tế, tài chính liên quan"),
    Kind.ADVISER: Phrase("Đã hướng dẫn, góp ý hoặc tham gia tạo ra giải pháp"),
    Kind.DISPUTE: Phrase("Tranh chấp, mâu thuẫn cá nhân"),
    Kind.OTHER: Phrase("Lý do khác"),
}
# What a person is by the very post that also confirms and follows the unit's dossiers.
BY_POST = frozenset({Kind.UNIT, Kind.PARENT_UNIT, Kind.MANAGER})

# What people can know and data cannot; a judge or an author chooses among these.
DECLARED = (Kind.FAMILY, Kind.COAUTHOR, Kind.MANAGER, Kind.INTEREST, Kind.ADVISER, Kind.DISPUTE, Kind.OTHER)
SOURCE_LABELS = {
    Source.JUDGE: Phrase("Người trong cuộc tự khai"),
    Source.AUTHOR: Phrase("Tác giả nêu"),
    Source.SUGGESTED: Phrase("Gợi ý từ dữ liệu"),
    Source.OFFICE: Phrase("Thường trực ghi nhận"),
}
VERDICT_LABELS = {
    Verdict.OPEN: Phrase("Chờ kết luận"),
    Verdict.UPHELD: Phrase("Có xung đột lợi ích"),
    Verdict.DISMISSED: Phrase("Không phải xung đột lợi ích"),
}


@dataclass(frozen=True)
class Giver:
    """Who is about to give a verdict."""

    is_administrator: bool
    is_the_person: bool


@dataclass(frozen=True)
class Standing:
    """What stands before a verdict is given; `seen` is what the form showed."""

    verdict: str
    source: str
    by_administrator: bool
    seen: str


def why_no_verdict(standing: Standing, giver: Giver, *, verdict: str, reason: str) -> Phrase:
    if giver.is_the_person:
        return Phrase("Không ai kết luận về xung đột lợi ích của chính mình. Không có gì thay đổi.")
    if standing.verdict != standing.seen:
        return Phrase(
            "Đồng nghiệp vừa kết luận: «%(verdict)s». Kết luận đó được giữ nguyên; hãy mở lại trang để xem.",
            verdict=VERDICT_LABELS[Verdict(standing.verdict)],
        )
    if standing.by_administrator and not giver.is_administrator:
        return Phrase(
            "Quản trị đã kết luận việc này nên chỉ quản trị thay đổi được. Kết luận được giữ nguyên."
        )
    is_own_word = standing.source == Source.JUDGE and verdict == Verdict.DISMISSED
    if is_own_word and not giver.is_administrator:
        return Phrase(
            "Người trong cuộc đã tự khai nên chỉ quản trị kết luận được là không phải xung đột. Lời khai được giữ "
            "nguyên."
        )
    if not reason:
        return Phrase("Hãy ghi lý do của kết luận. Chưa có gì thay đổi.")
    return NO_OBJECTION
