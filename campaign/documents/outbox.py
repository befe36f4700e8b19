"""One prepared line per mail of the outbox."""

from collections.abc import Iterable
from dataclasses import dataclass

from campaign.models.message import DAILY, WITHOUT_WORDS, Message
from campaign.rules.calendar import vn_datetime
from campaign.rules.phrase import NO_OBJECTION, Phrase

PRIVATE = Phrase("Thư riêng giữa các tác giả về bản nháp")
NEWS = Phrase("Bản tin hằng ngày")


@dataclass(frozen=True)
class Line:
    """Shown without its words: what is between authors, since a draft is theirs alone, and the daily letter, since it
    tells of dossiers that the reader of the outbox may not meet."""

    pk: int
    subject: Phrase | str
    is_private: bool
    reader: str
    to: str
    tone: str
    label: Phrase
    moment: Phrase
    note: Phrase


def lines(messages: Iterable[Message]) -> list[Line]:
    """Wants mails with their reader."""
    return [line(message) for message in messages]


def line(message: Message) -> Line:
    tone, label, moment = _state(message)
    return Line(
        pk=message.pk,
        subject=_subject(message),
        is_private=message.event in WITHOUT_WORDS,
        reader=message.reader.full_name if message.reader else "",
        to=message.to,
        tone=tone,
        label=label,
        moment=moment,
        note=_tries(message),
    )


def _subject(message: Message) -> Phrase | str:
    if message.event not in WITHOUT_WORDS:
        return message.subject
    return NEWS if message.event == DAILY else PRIVATE


def _state(message: Message) -> tuple[str, Phrase, Phrase]:
    if message.sent_at:
        return "good", Phrase("Đã gửi"), vn_datetime(message.sent_at)
    if message.given_up_at:
        return "bad", Phrase("Không gửi được"), vn_datetime(message.given_up_at)
    tone = "warn" if message.last_error else "info"
    return tone, Phrase("Chờ gửi"), vn_datetime(message.not_before)


def _tries(message: Message) -> Phrase:
    if message.sent_at or not message.attempts:
        return NO_OBJECTION
    return Phrase("Đã thử %(count)s lần", count=message.attempts)
