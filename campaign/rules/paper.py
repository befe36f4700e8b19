"""The life of a printed form: blank, keyed in by the unit desk, confirmed by its author with the secret of the stub."""

from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from campaign.rules.calendar import vn_datetime
from campaign.rules.phrase import NO_OBJECTION, Phrase

MOST_AT_ONCE = 50
SECRET_LENGTH = 12
GROUP = 4


class Stage(StrEnum):
    BLANK = "blank"
    KEYING = "keying"
    KEYED = "keyed"
    DISPUTED = "disputed"
    CONFIRMED = "confirmed"
    CANCELLED = "cancelled"


LABELS: Mapping[Stage, Phrase] = {
    Stage.BLANK: Phrase("Đã in, chưa nhập"),
    Stage.KEYING: Phrase("Đang nhập"),
    Stage.KEYED: Phrase("Chờ tác giả xác nhận"),
    Stage.DISPUTED: Phrase("Tác giả báo chưa đúng"),
    Stage.CONFIRMED: Phrase("Đã xác nhận và nộp"),
    Stage.CANCELLED: Phrase("Đã hủy"),
}
TONES: Mapping[Stage, str] = {
    Stage.BLANK: "info",
    Stage.KEYING: "info",
    Stage.KEYED: "warn",
    Stage.DISPUTED: "bad",
    Stage.CONFIRMED: "good",
    Stage.CANCELLED: "info",
}
# What the desk may still write in, and what may still be called off.
WITH_THE_DESK = frozenset({Stage.KEYING, Stage.KEYED, Stage.DISPUTED})
OPEN = WITH_THE_DESK | {Stage.BLANK}


class Form(Protocol):
    submission_id: int | None
    keyed_at: datetime | None
    disputed_at: datetime | None
    confirmed_at: datetime | None
    cancelled_at: datetime | None


def stage(form: Form) -> Stage:
    if form.cancelled_at:
        return Stage.CANCELLED
    if form.confirmed_at:
        return Stage.CONFIRMED
    if form.keyed_at:
        return Stage.KEYED
    if form.disputed_at:
        return Stage.DISPUTED
    return Stage.KEYING if form.submission_id else Stage.BLANK


def plain(typed: str) -> str:
    """A code as it is stored, however it was written down: without hyphens, spaces or capitals."""
    return "".join(sign for sign in typed.lower() if sign.isalnum())


def grouped(code: str) -> str:
    """As it is printed: capitals in fours, easy to copy by hand."""
    return "-".join(code[index : index + GROUP] for index in range(0, len(code), GROUP)).upper()


def why_not_key(form: Form) -> Phrase:
    """Why nobody may begin to key this form in."""
    return _refusals(form).get(stage(form), NO_OBJECTION)


def why_not_change(form: Form) -> Phrase:
    """Why the desk may no longer finish or call off this form."""
    return _refusals(form)[stage(form)] if stage(form) not in OPEN else NO_OBJECTION


NOT_YET = Phrase(
    "Đầu mối đơn vị chưa nhập xong phiếu này nên chưa xác nhận được. Phiếu và mã của bạn vẫn còn giá trị; hãy hỏi đầu "
    "mối đơn vị rồi mở lại trang này."
)


def why_not_answer(form: Form) -> Phrase:
    """Why its author may not confirm or object now."""
    if stage(form) in (Stage.BLANK, Stage.KEYING, Stage.DISPUTED):
        return NOT_YET
    return NO_OBJECTION if stage(form) is Stage.KEYED else _refusals(form)[stage(form)]


def _refusals(form: Form) -> dict[Stage, Phrase]:
    begun = Phrase(
        "Phiếu này đã được nhập rồi nên không nhập lần nữa. Bản đã nhập được giữ nguyên; hãy mở phiếu để sửa tiếp."
    )
    refusals = dict.fromkeys(WITH_THE_DESK, begun)
    if form.confirmed_at:
        refusals[Stage.CONFIRMED] = Phrase(
            "Phiếu này đã được tác giả xác nhận lúc %(when)s và hồ sơ đã nộp; mỗi mã chỉ dùng một lần. Hồ sơ được giữ "
            "nguyên; nếu cần sửa, hãy nhờ đơn vị trả lại hồ sơ.",
            when=vn_datetime(form.confirmed_at),
        )
    if form.cancelled_at:
        refusals[Stage.CANCELLED] = Phrase(
            "Phiếu này đã bị hủy lúc %(when)s nên mã không còn giá trị. Nội dung đã nhập vẫn được giữ trong bản nháp; "
            "hãy xin đầu mối đơn vị một phiếu mới.",
            when=vn_datetime(form.cancelled_at),
        )
    return refusals
