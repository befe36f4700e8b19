"""When results may be set to come out by themselves, and how late is too late."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from campaign.rules import phases
from campaign.rules.calendar import vn_datetime
from campaign.rules.phrase import NO_OBJECTION, Phrase

# A worker looks every few seconds; who comes later than this was not there, and a person decides anew.
LATEST = timedelta(minutes=15)
SOONEST = timedelta(minutes=1)


def why_not_at(at: datetime, now: datetime, spans: Iterable[phases.Window], strands: Iterable[str]) -> Phrase:
    """Why nothing can be set to come out at that moment. Empty means yes."""
    if at < now + SOONEST:
        return Phrase(
            "Chưa hẹn giờ: %(when)s đã qua hoặc quá gần. Chưa có gì ra ngoài; hãy chọn giờ muộn hơn, hoặc công bố "
            "ngay.",
            when=vn_datetime(at),
        )
    spans = list(spans)
    windows = [phases.window_for(spans, phases.Kind.PUBLISH, strand) for strand in strands]
    if all(window is not None and window.is_open(at) for window in windows):
        return NO_OBJECTION
    return Phrase(
        "Chưa hẹn giờ: %(when)s nằm ngoài thời gian công bố kết quả trong lịch của phong trào. Chưa có gì ra ngoài; "
        "hãy chọn giờ khác hoặc sửa lịch trước.",
        when=vn_datetime(at),
    )


def why_too_late(at: datetime, now: datetime) -> Phrase:
    if now <= at + LATEST:
        return NO_OBJECTION
    return Phrase(
        "Máy chủ không làm việc vào giờ đã hẹn (%(when)s) và tới %(now)s mới làm được, quá %(minutes)s phút.",
        when=vn_datetime(at),
        now=vn_datetime(now),
        minutes=int(LATEST.total_seconds() // 60),
    )
