"""Who has to act next on a dossier, and the groups of states that queues are read by."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta

from campaign.rules.calendar import add_months, vn_day
from campaign.rules.phrase import NO_OBJECTION, Phrase
from campaign.rules.workflow import ENDED, SEALED, State

_S = State
WAITS_FOR: Mapping[State, Phrase] = {
    _S.SUBMITTED: Phrase("Đơn vị xem xét, xác nhận"),
    _S.RETURNED: Phrase("Tác giả sửa và nộp lại"),
    _S.SUPPLEMENT: Phrase("Tác giả gửi phần bổ sung"),
    _S.ENDORSED: Phrase("Thường trực kiểm tra hồ sơ"),
    _S.ACCEPTED: Phrase("Thường trực phân công giám khảo"),
    _S.ASSIGNED: Phrase("Giám khảo chấm điểm"),
    _S.JUDGING: Phrase("Giám khảo chấm điểm"),
    _S.JUDGED: Phrase("Thường trực lập bảng xếp hạng"),
    _S.RANKED: Phrase("Hội đồng họp xét"),
    _S.PROPOSED: Phrase("Ghi quyết định"),
    _S.DECIDED: Phrase("Công bố kết quả"),
}
WITH_COUNCIL = Phrase("Thường trực và hội đồng xét")

UNIT_GROUPS: Mapping[str, tuple[Phrase, frozenset[State]]] = {
    "cho-don-vi": (Phrase("Chờ đơn vị"), frozenset({_S.SUBMITTED})),
    "tra-lai": (Phrase("Đã trả lại để sửa"), frozenset({_S.RETURNED})),
    "da-xac-nhan": (Phrase("Đã xác nhận"), frozenset({_S.ENDORSED, _S.SUPPLEMENT, _S.PUBLISHED}) | SEALED),
    "da-dung": (Phrase("Đã dừng"), ENDED),
}
OFFICE_GROUPS: Mapping[str, tuple[Phrase, frozenset[State]]] = {
    "cho-kiem-tra": (Phrase("Chờ kiểm tra"), frozenset({_S.ENDORSED})),
    "cho-bo-sung": (Phrase("Chờ bổ sung"), frozenset({_S.SUPPLEMENT})),
    "tai-don-vi": (Phrase("Đang ở đơn vị"), frozenset({_S.SUBMITTED, _S.RETURNED})),
    "dang-xet": (Phrase("Đã tiếp nhận, đang xét"), SEALED),
    "da-cong-bo": (Phrase("Đã công bố"), frozenset({_S.PUBLISHED})),
    "da-dung": (Phrase("Đã dừng"), ENDED),
}


def waits_for(state: str) -> Phrase:
    """Empty when nobody has to act any more."""
    return WAITS_FOR.get(State(state), NO_OBJECTION)


def waits_for_outside(state: str) -> Phrase:
    """As waits_for, for readers outside the office: one answer for all that is sealed."""
    return WITH_COUNCIL if State(state) in SEALED else waits_for(state)


def check_due(since: datetime, months: int) -> date:
    """The last day for the formal check (NĐ 13/2012 Art. 6): so many months from receipt."""
    return add_months(vn_day(since), months)


def time_left(now: datetime, until: datetime) -> Phrase:
    """How long a person still has, in the two largest units; empty when it is over."""
    left = until - now
    if left <= timedelta(0):
        return NO_OBJECTION
    hours, seconds = divmod(left.seconds, 3600)
    if left.days:
        return Phrase("%(days)s ngày %(hours)s giờ", days=left.days, hours=hours)
    return Phrase("%(hours)s giờ %(minutes)s phút", hours=hours, minutes=seconds // 60)
