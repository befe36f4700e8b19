"""Which part of the campaign is open at a given moment. A window is half-open: [opens, closes)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from itertools import combinations

from campaign.rules.calendar import vn_datetime
from campaign.rules.phrase import NO_OBJECTION, Phrase


class Kind(StrEnum):
    """In the order of a campaign."""

    SUBMIT = "submit"
    ENDORSE = "endorse"
    CHECK = "check"
    JUDGE = "judge"
    COUNCIL = "council"
    PUBLISH = "publish"
    APPEAL = "appeal"


KINDS = tuple(Kind)
LABELS = {
    Kind.SUBMIT: Phrase("Nộp hồ sơ"),
    Kind.ENDORSE: Phrase("Đơn vị xác nhận"),
    Kind.CHECK: Phrase("Kiểm tra hồ sơ"),
    Kind.JUDGE: Phrase("Chấm điểm"),
    Kind.COUNCIL: Phrase("Hội đồng họp xét"),
    Kind.PUBLISH: Phrase("Công bố kết quả"),
    Kind.APPEAL: Phrase("Kiến nghị về kết quả"),
}
PERIODS = {
    Kind.SUBMIT: Phrase("Thời gian nộp hồ sơ"),
    Kind.ENDORSE: Phrase("Thời gian đơn vị xác nhận hồ sơ"),
    Kind.CHECK: Phrase("Thời gian kiểm tra hồ sơ"),
    Kind.JUDGE: Phrase("Thời gian chấm điểm"),
    Kind.COUNCIL: Phrase("Thời gian hội đồng họp xét"),
    Kind.PUBLISH: Phrase("Thời gian công bố kết quả"),
    Kind.APPEAL: Phrase("Thời gian tiếp nhận kiến nghị"),
}
KEPT = {
    Kind.SUBMIT: Phrase("Hồ sơ vẫn được giữ ở dạng nháp."),
    Kind.ENDORSE: Phrase("Hồ sơ vẫn được giữ nguyên và chưa được xác nhận."),
    Kind.CHECK: Phrase("Hồ sơ và các ghi chú kiểm tra đã lưu vẫn được giữ nguyên."),
    Kind.JUDGE: Phrase("Các điểm đã lưu trong phiếu chấm vẫn được giữ nguyên."),
    Kind.COUNCIL: Phrase("Bảng xếp hạng và hồ sơ vẫn được giữ nguyên."),
    Kind.PUBLISH: Phrase("Kết quả vẫn được giữ và chưa công bố thêm."),
    Kind.APPEAL: Phrase("Kiến nghị chưa được gửi; kết quả đã công bố không thay đổi."),
}
# The later part shows or uses what the earlier one decides, so it may not open before the earlier one closes.
STRICTLY_AFTER = frozenset(
    {(Kind.JUDGE, Kind.COUNCIL), (Kind.COUNCIL, Kind.PUBLISH), (Kind.JUDGE, Kind.PUBLISH)}
)

Strand = str | int | None


@dataclass(frozen=True)
class Window:
    """When one part of the campaign is open, for one strand or (None) for all of them.

    What comes within `grace` after the end is taken and marked late; no page ever shows it.
    """

    kind: str
    opens: datetime
    closes: datetime
    strand: Strand = None
    grace: timedelta = timedelta(0)

    def is_open(self, now: datetime) -> bool:
        return self.opens <= now < self.closes


@dataclass(frozen=True)
class Step:
    """One part of the campaign on the stepper; `state` is past, current, upcoming or unset."""

    kind: Kind
    label: Phrase
    state: str
    opens: datetime | None = None
    closes: datetime | None = None


def window_for(windows: Iterable[Window], kind: str, strand: Strand = None) -> Window | None:
    """The strand's own window wins over the one for all strands."""
    found = [window for window in windows if window.kind == kind and window.strand in (strand, None)]
    return max(found, key=lambda window: window.strand is not None, default=None)


def is_open(windows: Iterable[Window], kind: str, now: datetime, strand: Strand = None) -> bool:
    window = window_for(windows, kind, strand)
    return window is not None and window.is_open(now)


def closed_reason(windows: Iterable[Window], kind: str, now: datetime, strand: Strand = None) -> Phrase:
    """Why it is not open now; false when it is open."""
    return why_closed(window_for(windows, kind, strand), kind, now)


def why_closed(window: Window | None, kind: str, now: datetime) -> Phrase:
    facts = {"period": PERIODS[Kind(kind)], "kept": KEPT[Kind(kind)]}
    if window is None:
        return Phrase(
            "%(period)s chưa được ấn định. %(kept)s Hãy hỏi cơ quan thường trực của phong trào hoặc "
            "quay lại sau.",
            **facts,
        )
    if now < window.opens:
        return Phrase(
            "%(period)s chưa bắt đầu; mở lúc %(when)s. %(kept)s Hãy quay lại từ thời điểm đó.",
            when=vn_datetime(window.opens),
            **facts,
        )
    if now >= window.closes:
        return Phrase(
            "%(period)s đã kết thúc lúc %(when)s. %(kept)s Nếu có lý do chính đáng, hãy liên hệ cơ "
            "quan thường trực "
            "của phong trào.",
            when=vn_datetime(window.closes),
            **facts,
        )
    return NO_OBJECTION


def stepper(windows: Iterable[Window], now: datetime) -> list[Step]:
    """Every part in order, over all strands together."""
    windows = list(windows)
    return [_step(kind, [window for window in windows if window.kind == kind], now) for kind in KINDS]


def _step(kind: Kind, windows: Sequence[Window], now: datetime) -> Step:
    if not windows:
        return Step(kind, LABELS[kind], "unset")
    opens = min(window.opens for window in windows)
    closes = max(window.closes for window in windows)
    state = "past" if now >= closes else "upcoming"
    if any(window.is_open(now) for window in windows):
        state = "current"
    return Step(kind, LABELS[kind], state, opens, closes)


def current(windows: Iterable[Window], now: datetime) -> Kind | None:
    """The furthest part that is open now, else the next to open, else None: everything is over or unset."""
    steps = stepper(windows, now)
    reached = [step.kind for step in steps if step.state == "current"]
    if reached:
        return reached[-1]
    coming = [(step.opens, KINDS.index(step.kind), step.kind) for step in steps if step.state == "upcoming"]
    return min(coming)[2] if coming else None


def nearest(steps: Iterable[Step], kinds: Iterable[Kind]) -> Step | None:
    """Of these parts the one that closes first among the open, else the next to open."""
    own = [step for step in steps if step.kind in set(kinds)]
    ends = [(step.closes, step) for step in own if step.closes and step.state == "current"]
    starts = [(step.opens, step) for step in own if step.opens and step.state == "upcoming"]
    return min(ends or starts, key=lambda pair: pair[0], default=(None, None))[1]


def timetable_problems(windows: Iterable[Window]) -> list[Phrase]:
    """What is wrong with a timetable before it is announced; every sentence once."""
    windows = list(windows)
    found = [_backwards(window) for window in windows] + _doubles(windows)
    for strand in dict.fromkeys([None, *(window.strand for window in windows)]):
        own = [window_for(windows, kind, strand) for kind in KINDS]
        set_windows = [window for window in own if window is not None]
        found += [_misordered(earlier, later) for earlier, later in combinations(set_windows, 2)]
    return list(dict.fromkeys(phrase for phrase in found if phrase))


def _backwards(window: Window) -> Phrase:
    if window.opens < window.closes:
        return NO_OBJECTION
    return Phrase(
        "«%(label)s»: thời điểm kết thúc (%(closes)s) phải sau thời điểm bắt đầu (%(opens)s).",
        label=LABELS[Kind(window.kind)],
        opens=vn_datetime(window.opens),
        closes=vn_datetime(window.closes),
    )


def _doubles(windows: Sequence[Window]) -> list[Phrase]:
    places = [(window.kind, window.strand) for window in windows]
    return [
        Phrase(
            "«%(label)s» được đặt thời gian hai lần cho cùng một nội dung thi đua. Hãy giữ lại một.",
            label=LABELS[Kind(kind)],
        )
        for kind, strand in dict.fromkeys(places)
        if places.count((kind, strand)) > 1
    ]


def _misordered(earlier: Window, later: Window) -> Phrase:
    kinds = Kind(earlier.kind), Kind(later.kind)
    facts = {"earlier": LABELS[kinds[0]], "later": LABELS[kinds[1]]}
    if kinds in STRICTLY_AFTER and later.opens < earlier.closes:
        return Phrase(
            "«%(later)s» mở lúc %(opens)s, trước khi «%(earlier)s» kết thúc lúc %(closes)s. Hãy lùi "
            "thời điểm mở.",
            opens=vn_datetime(later.opens),
            closes=vn_datetime(earlier.closes),
            **facts,
        )
    if later.opens < earlier.opens:
        return Phrase("«%(later)s» không được mở trước «%(earlier)s». Hãy lùi thời điểm mở.", **facts)
    if later.closes < earlier.closes:
        return Phrase(
            "«%(later)s» không được kết thúc trước «%(earlier)s». Hãy lùi thời điểm kết thúc.", **facts
        )
    return NO_OBJECTION


def shift(windows: Iterable[Window], days: int) -> list[Window]:
    """The same timetable so many days later; Vietnam has no summer time, so the hours stay."""
    move = timedelta(days=days)
    return [replace(window, opens=window.opens + move, closes=window.closes + move) for window in windows]
