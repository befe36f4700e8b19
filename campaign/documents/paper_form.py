"""Paper forms as the unit desk reads them: where each one is, and what can be done with it."""

from collections.abc import Iterable
from dataclasses import dataclass

from campaign.models.paper import PaperForm
from campaign.rules.calendar import vn_date, vn_datetime
from campaign.rules.paper import LABELS, OPEN, TONES, WITH_THE_DESK, Stage
from campaign.rules.phrase import NO_OBJECTION, Phrase

NEXT: dict[Stage, Phrase] = {
    Stage.BLANK: Phrase("Khi nhận lại phiếu đã viết tay, hãy chọn tác giả để bắt đầu nhập."),
    Stage.KEYING: Phrase("Nhập cho hết tờ phiếu rồi bấm “Nhập xong” để tác giả đọc lại."),
    Stage.KEYED: Phrase("Chờ tác giả mở trang xác nhận bằng hai mã trên phần cắt rời. Vẫn sửa được khi cần."),
    Stage.DISPUTED: Phrase("Tác giả báo chưa đúng. Hãy sửa theo lời nhắn rồi bấm “Nhập xong” lần nữa."),
    Stage.CONFIRMED: Phrase("Tác giả đã xác nhận; hồ sơ đã nộp và chờ ý kiến của đơn vị."),
    Stage.CANCELLED: Phrase("Phiếu đã hủy, mã không còn giá trị."),
}


@dataclass(frozen=True)
class FormLine:
    code: str
    printed_code: str
    strand: str
    author: str
    printed_on: str
    label: Phrase
    tone: str


@dataclass(frozen=True)
class Told:
    label: Phrase
    tone: str
    next: Phrase
    moment: Phrase
    may_begin: bool
    may_write: bool
    may_finish: bool
    may_cancel: bool


def lines(forms: Iterable[PaperForm]) -> list[FormLine]:
    """Wants the forms with their strand and the owner of their draft."""
    return [
        FormLine(
            code=form.code,
            printed_code=form.printed_code,
            strand=form.strand.name,
            author=form.submission.owner.full_name if form.submission else "",
            printed_on=vn_date(form.made_at),
            label=LABELS[form.stage],
            tone=TONES[form.stage],
        )
        for form in forms
    ]


def told(form: PaperForm) -> Told:
    stage = form.stage
    moment = form.confirmed_at or form.cancelled_at or form.keyed_at or form.disputed_at
    return Told(
        label=LABELS[stage],
        tone=TONES[stage],
        next=NEXT[stage],
        moment=vn_datetime(moment) if moment else NO_OBJECTION,
        may_begin=stage is Stage.BLANK,
        may_write=stage in WITH_THE_DESK,
        may_finish=stage in (Stage.KEYING, Stage.DISPUTED),
        may_cancel=stage in OPEN,
    )
