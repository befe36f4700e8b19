"""Erasing somebody's personal data: what may go, what the law keeps, and when it has to wait.

Law 91/2025/QH15, Art. 3, 4 and 25; files of a movement are kept ten years, decisions for good (TT 10/2022/TT-BNV).
"""

from collections.abc import Collection
from dataclasses import dataclass

from accounts.roles import Role
from campaign.rules.phrase import NO_OBJECTION, Phrase
from campaign.rules.workflow import ENDED, State

ALIAS = "Người đã xóa dữ liệu #%(number)s"
# Nothing is decided about these any more, or nothing was handed in.
SETTLED = frozenset(ENDED | {State.DRAFT, State.PUBLISHED})


@dataclass(frozen=True)
class Kind:
    """One kind of what is kept about a person: what, what for, and for how long."""

    what: Phrase
    purpose: Phrase
    kept_for: Phrase


KINDS = (
    Kind(
        Phrase(
            "Tài khoản: họ tên, mã nhân sự, thư điện tử, giới tính, ngày sinh, chức danh, trình độ, vị trí công tác"
        ),
        Phrase("Để đăng nhập, phân quyền và điền sẵn hồ sơ"),
        Phrase("Trong thời gian công tác; sau đó xóa khi bạn yêu cầu"),
    ),
    Kind(
        Phrase("Bản nháp chưa nộp và nội dung đang gõ được giữ tạm"),
        Phrase("Để bạn không mất những gì đã viết"),
        Phrase("Đến khi bạn xóa; xóa được ngay"),
    ),
    Kind(
        Phrase("Hồ sơ đã nộp, tỷ lệ đóng góp, tệp kèm theo"),
        Phrase("Để xét công nhận sáng kiến"),
        Phrase(
            "10 năm (hồ sơ thi đua của thủ trưởng cơ quan, TT 10/2022/TT-BNV); tên được thay khi xóa dữ liệu"
        ),
    ),
    Kind(
        Phrase(
            "Bản lưu niêm phong lúc nộp, phiếu chấm, biên bản, quyết định, giấy chứng nhận, danh sách công bố"
        ),
        Phrase("Chứng cứ của việc xét và quyền lợi của người được công nhận"),
        Phrase("Quyết định lưu vĩnh viễn; giữ nguyên khi xóa dữ liệu"),
    ),
    Kind(
        Phrase("Thông báo, thư đã gửi, cách nhận tin"),
        Phrase("Để báo việc và chứng minh đã báo"),
        Phrase("Đến khi bạn xóa"),
    ),
    Kind(
        Phrase("Nhật ký: ai làm việc gì, lúc nào"),
        Phrase("Để kiểm tra rằng không có gì bị sửa lén"),
        Phrase("Cùng thời hạn với hồ sơ; không sửa được, tên không còn hiện ra sau khi xóa dữ liệu"),
    ),
)


def alias(number: int) -> str:
    return ALIAS % {"number": number}


def why_not(roles: Collection[Role], states: Collection[str]) -> Phrase:
    """Why the person cannot be erased yet; empty means it can be done now."""
    if set(roles) - {Role.AUTHOR}:
        return Phrase(
            "Chưa xóa được vì người này còn giữ nhiệm vụ (đơn vị, thường trực, giám khảo, hội đồng hoặc quản trị). "
            "Dữ liệu được giữ nguyên; hãy kết thúc các vị trí đó trước."
        )
    running = [state for state in states if State(state) not in SETTLED]
    if running:
        return Phrase(
            "Chưa xóa được vì còn %(number)s hồ sơ đang được xét, cần người liên hệ. Dữ liệu được giữ nguyên; hãy chờ "
            "công bố kết quả, hoặc tác giả rút hồ sơ khi còn được rút.",
            number=len(running),
        )
    return NO_OBJECTION
