"""What makes somebody unfit to touch a dossier: the kinds, who says so, and what the office answers."""

from enum import StrEnum

from campaign.rules.phrase import Phrase


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
