"""A campaign's timetable as the public reads it: steps, the next deadline in words, rows, and a calendar file."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

from campaign.models.campaign import Campaign, Window
from campaign.rules import phases, waiting
from campaign.rules.calendar import vn_date, vn_time
from campaign.rules.phases import Kind
from campaign.rules.phrase import Phrase

STATUS = {"past": "done", "current": "current", "upcoming": "todo"}
OPEN_NOW = Phrase("Đang diễn ra")
OVER = Phrase("Đã kết thúc")
AHEAD = Phrase("Sắp tới")
STATUS_LABELS = {"done": OVER, "current": OPEN_NOW, "todo": AHEAD}
TONES = {"done": "done", "current": "warn", "todo": "info"}
LINE_BYTES = 73


@dataclass(frozen=True)
class Headline:
    """The one deadline that matters most to a visitor now."""

    label: Phrase
    left: Phrase
    moment: Phrase
    deadline: datetime
    is_open: bool
    kind: Kind

    @property
    def invites(self) -> bool:
        """People can hand in now."""
        return self.is_open and self.kind == Kind.SUBMIT


@dataclass(frozen=True)
class Row:
    label: Phrase
    strand: str
    opens: str
    closes: str
    note: str
    tone: str
    status_label: Phrase


def steps(campaign: Campaign, now: datetime) -> list[dict[str, object]]:
    """For the stepper; parts without a date are left out."""
    return [
        {"label": step.label, "status": STATUS[step.state], "date": _days(step.opens, step.closes)}
        for step in phases.stepper(campaign.spans(), now)
        if step.opens and step.closes
    ]


def headline(campaign: Campaign, now: datetime) -> Headline | None:
    """Handing in comes first as long as it is open; then whatever runs, then whatever comes."""
    found = {step.kind: step for step in phases.stepper(campaign.spans(), now)}
    submit = found[Kind.SUBMIT]
    kind = Kind.SUBMIT if submit.state == "current" else phases.current(campaign.spans(), now)
    if kind is None or not found[kind].opens or not found[kind].closes:
        return None
    step = found[kind]
    is_open = step.state == "current"
    deadline = step.closes if is_open else step.opens
    words = (
        Phrase("%(part)s: còn", part=step.label) if is_open else Phrase("%(part)s: mở sau", part=step.label)
    )
    return Headline(words, waiting.time_left(now, deadline), in_words(deadline), deadline, is_open, kind)


def in_words(moment: datetime) -> Phrase:
    return Phrase("%(time)s ngày %(day)s, giờ Việt Nam (UTC+7)", time=vn_time(moment), day=vn_date(moment))


def results_expected(campaign: Campaign, now: datetime) -> Phrase:
    """When results will be out, as far as the timetable alone tells."""
    step = next(step for step in phases.stepper(campaign.spans(), now) if step.kind == Kind.PUBLISH)
    if step.opens is None or step.closes is None:
        return Phrase("Thời gian công bố sẽ được thông báo trên trang này.")
    if now < step.opens:
        return Phrase("Theo kế hoạch, kết quả được công bố từ %(when)s.", when=in_words(step.opens))
    return Phrase(
        "Theo kế hoạch, kết quả được công bố trong thời gian từ %(opens)s đến %(closes)s.",
        opens=in_words(step.opens),
        closes=in_words(step.closes),
    )


def rows(campaign: Campaign, now: datetime) -> list[Row]:
    ordered = sorted(
        campaign.windows.all(), key=lambda window: (window.opens, phases.KINDS.index(window.kind))
    )
    return [_row(window, now) for window in ordered]


def calendar(campaign: Campaign, page_url: str) -> str:
    """RFC 5545; moments in UTC, so that every calendar shows the right hour wherever its owner is."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Cong thi dua sang kien//VI", "CALSCALE:GREGORIAN"]
    lines += [f"X-WR-CALNAME:{_escaped(campaign.title)}"]
    for window in campaign.windows.all():
        lines += _event(campaign, window, page_url)
    return "".join(f"{part}\r\n" for line in [*lines, "END:VCALENDAR"] for part in _folded(line))


def _row(window: Window, now: datetime) -> Row:
    status = "done" if now >= window.closes else "current" if now >= window.opens else "todo"
    return Row(
        label=phases.LABELS[Kind(window.kind)],
        strand=window.strand.name if window.strand else "",
        opens=_moment(window.opens),
        closes=_moment(window.closes),
        note=window.note,
        tone=TONES[status],
        status_label=STATUS_LABELS[status],
    )


def _moment(moment: datetime) -> str:
    """The zone is said once, above the table."""
    return f"{vn_time(moment)}, {vn_date(moment)}"


def _days(opens: datetime, closes: datetime) -> str:
    first, last = vn_date(opens), vn_date(closes)
    return first if first == last else f"{first} – {last}"


def _event(campaign: Campaign, window: Window, page_url: str) -> list[str]:
    label = str(phases.LABELS[Kind(window.kind)])
    name = f"{label} ({window.strand.name})" if window.strand else label
    return [
        "BEGIN:VEVENT",
        f"UID:{campaign.slug}-{window.pk}@{page_url.split('/')[2]}",
        f"DTSTAMP:{_utc(campaign.announced_at or window.opens)}",
        f"DTSTART:{_utc(window.opens)}",
        f"DTEND:{_utc(window.closes)}",
        f"SUMMARY:{_escaped(f'{name} · {campaign.title}')}",
        f"DESCRIPTION:{_escaped(window.note or campaign.plan_number)}",
        f"URL:{page_url}",
        "END:VEVENT",
    ]


def _utc(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")


def _escaped(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    return escaped.replace("\r", "").replace("\n", "\\n")


def _folded(line: str) -> Iterator[str]:
    """At most 75 bytes a line, never through the middle of a letter; a continued line starts with a space."""
    part = ""
    for letter in line:
        if len((part + letter).encode()) > LINE_BYTES:
            yield part
            part = " "
        part += letter
    yield part
