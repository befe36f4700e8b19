"""How far a dossier is, in its author's words. Nothing here differs between two sealed states."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from accounts.models.user import User
from campaign.documents import deadlines
from campaign.models.campaign import Campaign
from campaign.models.submission import Submission
from campaign.rules import phases, waiting
from campaign.rules.calendar import vn_date, vn_datetime
from campaign.rules.phrase import NO_OBJECTION, Phrase
from campaign.rules.workflow import SEALED, State

STAGES = (
    Phrase("Viết hồ sơ"),
    Phrase("Đơn vị xác nhận"),
    Phrase("Kiểm tra hồ sơ"),
    Phrase("Chấm điểm và xét"),
    Phrase("Công bố kết quả"),
)
REACHED = {
    State.DRAFT: 0,
    State.WITHDRAWN: 0,
    State.SUBMITTED: 1,
    State.RETURNED: 1,
    State.DECLINED: 1,
    State.ENDORSED: 2,
    State.SUPPLEMENT: 2,
    State.REFUSED: 2,
    State.DROPPED: 2,
    State.PUBLISHED: 5,
    State.REVOKED: 5,
}
SEALED_STAGE = 3
FILING = Phrase("Hạn nộp hồ sơ")
NEXT = {
    State.DRAFT: Phrase("Hoàn thiện các mục còn thiếu, rà lại rồi nộp. Bản nháp chỉ tác giả thấy."),
    State.SUBMITTED: Phrase("Đơn vị đang xem hồ sơ. Bạn chưa phải làm gì; có thư báo khi đơn vị cho ý kiến."),
    State.RETURNED: Phrase("Đơn vị trả lại để sửa. Đọc lý do trong phần diễn biến, sửa hồ sơ rồi nộp lại."),
    State.DECLINED: Phrase("Đơn vị không xác nhận nên hồ sơ dừng lại. Lý do ở phần diễn biến."),
    State.ENDORSED: Phrase(
        "Đơn vị đã xác nhận. Cơ quan thường trực đang kiểm tra; có thư báo khi có kết quả."
    ),
    State.SUPPLEMENT: Phrase("Cơ quan thường trực cần bạn bổ sung. Sửa hồ sơ rồi gửi câu trả lời trước hạn."),
    State.REFUSED: Phrase("Hồ sơ không được tiếp nhận. Lý do ở phần diễn biến."),
    State.DROPPED: Phrase(
        "Hồ sơ dừng xét do quá hạn bổ sung. Nếu có lý do chính đáng, hãy liên hệ cơ quan thường trực."
    ),
    State.WITHDRAWN: Phrase("Bạn đã rút hồ sơ. Có thể mở lại để sửa và nộp khi còn thời gian nộp."),
    State.PUBLISHED: Phrase("Kết quả đã được công bố."),
    State.REVOKED: Phrase("Việc công nhận đã bị thu hồi; xem lý do ở phần diễn biến."),
}
SEALED_NEXT = Phrase(
    "Hồ sơ đang được chấm và xét. Kết quả được công bố cùng lúc cho mọi người; có thư báo khi đó."
)
MISSED = Phrase(
    "Hồ sơ chưa nộp và hạn nộp đã hết. Nội dung được giữ nguyên, vẫn sửa được; nếu có lý do chính đáng, hãy đề nghị cơ "
    "quan thường trực gia hạn."
)


@dataclass(frozen=True)
class Step:
    label: Phrase
    status: str
    date: str = ""


@dataclass(frozen=True)
class Deadline:
    """Until when, in words; `closed` says why it is too late or too early."""

    label: Phrase
    moment: datetime
    text: Phrase
    left: Phrase
    closed: Phrase = NO_OBJECTION


@dataclass(frozen=True)
class Row:
    """A dossier in its author's list."""

    code: str
    title: str
    register_number: str
    strand: str
    tone: str
    label: str
    stage: Phrase
    next: Phrase
    deadline: Deadline | None
    is_owner: bool
    saved: str


def stage(state: str) -> int:
    return SEALED_STAGE if State(state) in SEALED else REACHED[State(state)]


def steps(submission: Submission) -> list[Step]:
    reached = stage(submission.state)
    dates = {
        0: submission.submitted_at if reached else None,
        2: submission.accepted_at if reached > 2 else None,
    }
    return [
        Step(label, _status(number, reached), vn_date(dates[number]) if dates.get(number) else "")
        for number, label in enumerate(STAGES)
    ]


def _status(number: int, reached: int) -> str:
    if number < reached:
        return "done"
    return "current" if number == reached else "todo"


def next_step(state: str, deadline: Deadline | None = None) -> Phrase:
    """`deadline`: the author's own, where the page shows it; a dossier that missed it is told so."""
    if State(state) in {State.DRAFT, State.RETURNED} and deadline and not deadline.left:
        return MISSED
    return SEALED_NEXT if State(state) in SEALED else NEXT[State(state)]


def filing_deadline(submission: Submission, now: datetime) -> Deadline | None:
    """Until when this dossier can be filed, more time granted included, the grace never."""
    window = deadlines.filing_window(submission, now)
    if window is None:
        return None
    closed = phases.why_closed(window, window.kind, now)
    return deadline_of(FILING, window.closes, now, closed)


def opening_deadline(campaign: Campaign, reader: User, now: datetime) -> Deadline | None:
    """The last moment at which this person could file a dossier that is not begun yet, whatever its strand."""
    spans = [span for span in campaign.spans() if span.kind == phases.Kind.SUBMIT]
    if not spans:
        return None
    window = deadlines.longest(spans, campaign, reader)
    return deadline_of(FILING, window.closes, now)


def author_deadline(submission: Submission, now: datetime) -> Deadline | None:
    """The deadline that is the author's to keep now, if any."""
    if submission.state == State.SUPPLEMENT:
        asked = submission.supplements.filter(answered_at__isnull=True).first()
        return supplement_deadline(asked.due_at, now) if asked else None
    if submission.state in {State.DRAFT, State.RETURNED}:
        return filing_deadline(submission, now)
    return None


def author_rows(found: Iterable[Submission], reader_id: int, now: datetime) -> list[Row]:
    """Wants rows that are `queue.listed`."""
    return [
        Row(
            code=submission.code,
            title=submission.title,
            register_number=submission.register_number,
            strand=submission.strand.name,
            tone=submission.author_tone,
            label=submission.author_state_label,
            stage=Phrase(
                "Bước %(step)s/%(all)s", step=min(stage(submission.state) + 1, len(STAGES)), all=len(STAGES)
            ),
            next=next_step(submission.state, deadline),
            deadline=deadline,
            is_owner=submission.owner_id == reader_id,
            saved=vn_date(submission.saved_at),
        )
        for submission, deadline in ((one, _row_deadline(one, now)) for one in found)
    ]


def _row_deadline(submission: Submission, now: datetime) -> Deadline | None:
    if submission.state == State.SUPPLEMENT and submission.supplement_due:
        return supplement_deadline(submission.supplement_due, now)
    is_open = submission.state in {State.DRAFT, State.RETURNED}
    return filing_deadline(submission, now) if is_open else None


def supplement_deadline(ends: datetime, now: datetime) -> Deadline:
    return deadline_of(Phrase("Hạn bổ sung"), ends, now)


def deadline_of(label: Phrase, moment: datetime, now: datetime, closed: Phrase = NO_OBJECTION) -> Deadline:
    return Deadline(label, moment, vn_datetime(moment), waiting.time_left(now, moment), closed)
