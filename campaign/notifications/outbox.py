"""Tell people in the transaction of the act: a line in the bell of the site, and mail as the reader likes it."""

import re
from dataclasses import dataclass, replace
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext, override

from accounts.models.user import User
from campaign.models import clock
from campaign.models.following import MailPreference, Notice, Way
from campaign.models.message import Message
from campaign.models.submission import Submission

LONGEST = 300
MARK = re.compile(r"\[[^\]]*\]\s*")


@dataclass(frozen=True)
class Letter:
    """To one reader; `key` names the act and the reader, `submission` the dossier that it tells of."""

    event: str
    reader: User
    key: str
    subject: str
    body: str
    submission: Submission | None = None

    @property
    def is_duty(self) -> bool:
        return asks_for_action(self.subject)


def queue(event: str, reader: User, *, key: str, context: dict[str, Any]) -> None:
    """One notice and at most one mail to one reader, in the reader's language; the same key twice tells once.

    The text is `templates/email/<event>.txt`: the first line is the subject. A subject that begins with a mark in
    brackets asks for an action: it is mailed at once whatever the reader prefers for news.
    """
    if not reader.is_active:
        return
    with override(reader.language):
        subject, body = split(render_to_string(f"email/{event}.txt", {"reader": reader, **context}))
        letter = Letter(event, reader, key, subject, body, context.get("submission"))
        way = Way.AT_ONCE if letter.is_duty else way_of(reader)
        _notice(letter, way)
        if way is Way.AT_ONCE:
            mail(letter if letter.is_duty else replace(letter, body=body + _how_to_change()))


def mail(letter: Letter) -> None:
    """Into the outbox alone; nothing for somebody without an address."""
    if not letter.reader.email:
        return
    now = clock.now()
    Message.objects.bulk_create(
        [Message(**vars(letter), to=letter.reader.email, queued_at=now, not_before=now)],
        ignore_conflicts=True,
    )


def split(text: str) -> tuple[str, str]:
    subject, _, body = text.strip().partition("\n")
    return " ".join(subject.split()), body.strip() + "\n"


def asks_for_action(subject: str) -> bool:
    return MARK.match(subject) is not None


def way_of(reader: User) -> Way:
    """Who never chose is told at once; without an address the site alone tells."""
    if not reader.email:
        return Way.SITE_ONLY
    chosen = MailPreference.objects.filter(user=reader).values_list("news", flat=True).first()
    return Way(chosen) if chosen else Way.AT_ONCE


def _notice(letter: Letter, way: Way) -> None:
    Notice.objects.bulk_create(
        [
            Notice(
                key=letter.key,
                reader=letter.reader,
                event=letter.event,
                submission=letter.submission,
                text=MARK.sub("", letter.subject, count=1)[:LONGEST],
                body=letter.body,
                address=address_in(letter.body),
                is_duty=letter.is_duty,
                made_at=clock.now(),
                mail_due=way is Way.DAILY,
            )
        ],
        ignore_conflicts=True,
    )


def address_in(body: str) -> str:
    """Where the text leads: the last address of the portal that stands in it.

    What people wrote stands in it too: "//" or "/\\" would lead a browser to another host.
    """
    found = re.findall(rf"{re.escape(settings.SITE_URL.rstrip('/'))}(/(?![/\\])\S*)", body)
    return found[-1][:LONGEST] if found else ""


def _how_to_change() -> str:
    words = gettext("Thư này là tin báo. Chọn cách nhận tin (từng thư, mỗi ngày một thư, chỉ trong cổng):")
    return f"\n{words}\n{settings.SITE_URL.rstrip('/')}{reverse('mail_preferences')}\n"
