"""An appeal about a published result: until when, on what grounds, decided by whom, and with what outcome."""

from collections.abc import Collection, Iterable, Mapping
from datetime import date, timedelta
from enum import StrEnum

from campaign.rules.calendar import vn_date
from campaign.rules.phrase import NO_OBJECTION, Phrase

SMALLEST_PANEL = 3
SATURDAY = 5
# What a campaign starts from; its own list and days are data that an administrator edits.
USUAL_GROUNDS = (
    "Sai sót thông tin về tác giả, đơn vị hoặc tên sáng kiến",
    "Việc xét không đúng quy trình, thủ tục",
    "Người tham gia xét có xung đột lợi ích",
    "Tranh chấp về quyền tác giả, tỷ lệ đóng góp",
    "Sáng kiến sao chép hoặc trùng với giải pháp đã có",
    "Căn cứ khác",
)
USUAL_ANSWER_DAYS = 30


class Outcome(StrEnum):
    KEPT = "kept"
    CORRECTED = "corrected"
    REVOKED = "revoked"
    REJUDGED = "rejudged"


OUTCOMES = {
    Outcome.KEPT: Phrase("Giữ nguyên kết quả"),
    Outcome.CORRECTED: Phrase("Đính chính thông tin đã công bố"),
    Outcome.REVOKED: Phrase("Thu hồi việc công nhận"),
    Outcome.REJUDGED: Phrase("Xét lại hồ sơ"),
}
NEXT = {
    Outcome.KEPT: NO_OBJECTION,
    Outcome.CORRECTED: Phrase(
        "Việc tiếp theo: quản trị đính chính dòng đã công bố; giấy chứng nhận chờ tới khi đó."
    ),
    Outcome.REVOKED: Phrase(
        "Việc tiếp theo: quản trị thu hồi việc công nhận; giấy chứng nhận chờ tới khi đó."
    ),
    Outcome.REJUDGED: Phrase(
        "Hồ sơ đang được xét lại bởi những người chưa từng xét hồ sơ; khi xong, ghi kết luận cuối cùng ở trang này."
    ),
}


def last_day(start: date, days: int, *, working: bool) -> date:
    """The day of the event is not counted (Civil Code 2015, Art. 147.2). Working days are Monday to Friday."""
    day, left = start, days
    while left:
        day += timedelta(days=1)
        left -= not working or day.weekday() < SATURDAY
    return day


def why_too_late(until: date, today: date) -> Phrase:
    if today <= until:
        return NO_OBJECTION
    return Phrase(
        "Đã hết hạn kiến nghị về kết quả này (%(day)s). Kết quả được giữ nguyên; hãy liên hệ cơ quan thường trực nếu "
        "có lý do chính đáng.",
        day=vn_date(until),
    )


def why_no_panel(
    members: Collection[int], chair: int | None, barred: Mapping[int, Phrase], names: Mapping[int, str]
) -> Phrase:
    """Whoever judged, handled or wrote the dossier, or has a conflict with it, does not sit. Empty means yes."""
    for member in members:
        if member in barred:
            return Phrase(
                "Chưa lập tổ xem xét: %(name)s không tham gia được vì %(reason)s. Kiến nghị được giữ nguyên; hãy chọn "
                "người khác.",
                name=names.get(member, ""),
                reason=barred[member],
            )
    if len(members) < SMALLEST_PANEL:
        return Phrase(
            "Chưa lập tổ xem xét: cần ít nhất %(least)s người. Kiến nghị được giữ nguyên; hãy chọn thêm.",
            least=SMALLEST_PANEL,
        )
    if chair not in members:
        return Phrase(
            "Chưa lập tổ xem xét: hãy chọn tổ trưởng trong số các thành viên. Kiến nghị được giữ nguyên."
        )
    return NO_OBJECTION


def open_outcomes(*, is_recognised: bool, is_rejudged: bool) -> Iterable[Outcome]:
    """What may be concluded now: nothing is corrected or revoked of what was never listed."""
    found = [Outcome.KEPT, *([Outcome.CORRECTED, Outcome.REVOKED] if is_recognised else [])]
    return found if is_rejudged else [*found, Outcome.REJUDGED]
