"""What stands against a proposed reward, each with its source in law, and who counts as the same holder."""

from datetime import date

from accounts.roles import UnitLevel
from accounts.text import fold
from campaign.rules.bonus import LEVELS
from campaign.rules.calendar import vn_date
from campaign.rules.phrase import NO_OBJECTION, Phrase

RANKS = list(LEVELS)
HIGHEST_OF = {UnitLevel.CENTRAL.value: "nation", UnitLevel.PROVINCE.value: "province"}
KEY_LENGTH = 400


def holder_key(name: str, *, user: int | None = None, unit: int | None = None, where: str = "") -> str:
    """Known by account, as a unit, else by name and place; the same key is the same holder."""
    if user:
        return f"user:{user}"
    if unit and not name:
        return f"unit:{unit}"
    place = str(unit) if unit else fold(where)
    return f"name:{fold(name)}:{place}"[:KEY_LENGTH]


def achievement_key(submission: int | None, ground: str) -> str:
    """Two forms with the same one are for one achievement."""
    return f"dossier:{submission}" if submission else fold(ground)


def is_higher(level: str, issuer_level: str) -> bool:
    """Whether the reward is given by an authority above the one that holds the campaign."""
    return RANKS.index(level) > RANKS.index(HIGHEST_OF.get(issuer_level, "commune"))


def thematic_objection(
    *, nature: str, level: str, issuer_level: str, from_campaign: bool, campaign: str
) -> Phrase:
    """NĐ 152/2025/NĐ-CP, Art. 4.3."""
    if nature != "merit" or not from_campaign or not is_higher(level, issuer_level):
        return NO_OBJECTION
    return Phrase(
        "Kết quả của phong trào thi đua theo chuyên đề «%(campaign)s» không được dùng làm căn cứ đề nghị cấp trên khen "
        "thưởng công trạng (Nghị định 152/2025/NĐ-CP, Điều 4 khoản 3). Hãy dùng căn cứ khác hoặc bỏ dòng này.",
        campaign=campaign,
    )


def not_in_force(name: str, day: date) -> Phrase:
    return Phrase(
        "«%(name)s» không có hiệu lực ngày %(day)s. Hãy chọn ngày ký khác hoặc nhờ quản trị bổ sung danh mục.",
        name=name,
        day=vn_date(day),
    )


def used_before(number: str, kind: str, decision: str, day: date) -> Phrase:
    return Phrase(
        "Sáng kiến %(number)s đã là căn cứ của «%(kind)s» trong Quyết định %(decision)s ngày %(day)s; mỗi sáng kiến "
        "chỉ được dùng một lần. Hãy dùng căn cứ khác hoặc bỏ dòng này.",
        number=number,
        kind=kind,
        decision=decision,
        day=vn_date(day),
    )


def used_here(number: str, kind: str) -> Phrase:
    return Phrase(
        "Sáng kiến %(number)s đã là căn cứ của «%(kind)s» trong chính danh sách này; mỗi sáng kiến chỉ được dùng một "
        "lần, không dùng cho cả danh hiệu và hình thức. Hãy dùng căn cứ khác hoặc bỏ dòng kia.",
        number=number,
        kind=kind,
    )


def not_recognised(number: str) -> Phrase:
    return Phrase(
        "Sáng kiến %(number)s không có quyết định công nhận còn hiệu lực nên chưa làm căn cứ được. Hãy bỏ dòng này.",
        number=number,
    )
