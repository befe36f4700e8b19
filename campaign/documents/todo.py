"""One line of the dashboard and one section of it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from campaign.rules.calendar import vn_datetime
from campaign.rules.phrase import NO_OBJECTION, Phrase
from campaign.rules.waiting import time_left


@dataclass(frozen=True)
class Line:
    """`page` is the name of a URL, `key` its one argument where it has one, `query` what follows it."""

    count: int
    label: Phrase
    page: str
    key: str | int = ""
    query: str = ""
    note: Phrase | str = ""
    urgency: str = "calm"


@dataclass(frozen=True)
class Section:
    """`empty` says what to do when nothing waits."""

    title: Phrase
    lines: list[Line]
    empty: Phrase
    page: str
    action: Phrase


def until_words(due: datetime | None, now: datetime) -> Phrase:
    if due is None:
        return NO_OBJECTION
    if due <= now:
        return Phrase("Đã quá hạn lúc %(moment)s", moment=vn_datetime(due))
    return Phrase("Hạn: %(moment)s, còn %(left)s", moment=vn_datetime(due), left=time_left(now, due))


def some(lines: Iterable[Line]) -> list[Line]:
    return [line for line in lines if line.count]
