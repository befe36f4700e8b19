"""When a unit uses a recognised initiative: what it pledges, confirms and reports, and when it is asked again."""

from collections.abc import Collection
from datetime import date, timedelta

from campaign.rules.calendar import add_months, vn_date
from campaign.rules.phrase import NO_OBJECTION, Phrase

CHECK_MONTHS = (6, 12)
# A unit that has not answered is asked again after so long.
AGAIN_AFTER = timedelta(days=30)
LONGEST = 2000


def checks(applied_on: date) -> list[tuple[int, date]]:
    """Months and the day on which the unit is asked what came of it."""
    return [(months, add_months(applied_on, months)) for months in CHECK_MONTHS]


def is_to_remind(due: date, reminded_on: date | None, today: date) -> bool:
    return due <= today and (reminded_on is None or reminded_on + AGAIN_AFTER <= today)


def why_not_of_unit(unit: int, held: Collection[int]) -> Phrase:
    if unit in held:
        return NO_OBJECTION
    return Phrase(
        "Việc này thuộc cán bộ đầu mối hoặc thủ trưởng của đơn vị áp dụng. Không có gì thay đổi; hãy nhờ người có "
        "nhiệm vụ ở đơn vị đó."
    )


def why_not_confirm(unit: int, headed: Collection[int]) -> Phrase:
    if unit in headed:
        return NO_OBJECTION
    return Phrase(
        "Chỉ thủ trưởng đơn vị xác nhận đơn vị đã áp dụng. Cam kết được giữ nguyên; hãy nhờ thủ trưởng đơn vị xác nhận."
    )


def why_not_own(author_unit: int | None, unit: int) -> Phrase:
    if author_unit != unit:
        return NO_OBJECTION
    return Phrase(
        "Đây là sáng kiến của chính đơn vị này nên không tính là nhân rộng. Thư viện được giữ nguyên; việc áp dụng ở "
        "nơi khác do đơn vị khác cam kết."
    )


def why_not_applied_on(applied_on: date, today: date) -> Phrase:
    if applied_on <= today:
        return NO_OBJECTION
    return Phrase(
        "Ngày áp dụng lần đầu %(day)s chưa tới nên chưa xác nhận được. Cam kết được giữ nguyên; hãy xác nhận khi đơn "
        "vị đã áp dụng.",
        day=vn_date(applied_on),
    )


def why_not_yet(due: date, today: date) -> Phrase:
    if due <= today:
        return NO_OBJECTION
    return Phrase(
        "Đến ngày %(day)s mới tới kỳ ghi hiệu quả này nên chưa ghi. Các số đã ghi được giữ nguyên; cổng sẽ nhắc đơn vị "
        "khi tới kỳ.",
        day=vn_date(due),
    )


def why_no_method(money: int, method: str) -> Phrase:
    if not money or method:
        return NO_OBJECTION
    return Phrase(
        "Chưa ghi: có số tiền làm lợi thì phải nói tính thế nào. Các số vừa gõ được giữ trong biểu mẫu; hãy viết cách "
        "tính rồi gửi lại."
    )
