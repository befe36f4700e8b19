"""One prepared line per mail of the outbox."""

from collections.abc import Iterable
from dataclasses import dataclass

from campaign.models.message import BETWEEN_AUTHORS, Message
from campaign.rules.calendar import vn_datetime
from campaign.rules.phrase import NO_OBJECTION, Phrase

PRIVATE = Phrase("Thư riêng giữa các tác giả về bản nháp")


@dataclass(frozen=True)
class Line:
    """What is between authors is shown without its words: a draft is theirs alone."""

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
        subject=PRIVATE if message.event in BETWEEN_AUTHORS else message.subject,
        is_private=message.event in BETWEEN_AUTHORS,
        reader=message.reader.full_name if message.reader else "",
        to=message.to,
        tone=tone,
        label=label,
        moment=moment,
        note=_tries(message),
    )


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
