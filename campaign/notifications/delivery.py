"""Send what the outbox holds: one reader per mail, with patience when the mail server does not answer.

Each mail is claimed in a short transaction of its own before it is sent: its next try is moved ahead by
LEASE, so that no other worker takes it meanwhile. A worker that dies between sending and noting it leaves
the mail claimed; after the lease it is sent once more. Losing a mail would be worse, and both copies carry
the same Message-ID, by which mail programs show them as one.
"""

import hashlib
import time
from contextlib import suppress
from datetime import timedelta
from smtplib import SMTPDataError, SMTPRecipientsRefused, SMTPSenderRefused
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db import transaction

from campaign.models import clock
from campaign.models.message import Message
from campaign.notifications import unsubscribe

LEASE = timedelta(minutes=5)
WAITS = [timedelta(minutes=minutes) for minutes in (1, 5, 30, 120, 360, 720, 1440)]
TRIES = len(WAITS) + 1
LONGEST_ERROR = 500
# The server is there but does not want this one mail; any other failure concerns the next mail too.
OF_THIS_MAIL = (SMTPRecipientsRefused, SMTPDataError, SMTPSenderRefused, ValueError)


def deliver_due(*, seconds: float = 40) -> int:
    """Send due mail until there is none, the server fails or the time is over; the number that was sent."""
    until, sent = time.monotonic() + seconds, 0
    connection = get_connection()
    try:
        while time.monotonic() < until and (message := _claim()):
            error = _send(message, connection)
            _note(message, error)
            if error and not isinstance(error, OF_THIS_MAIL):
                break
            sent += not error
    finally:
        _close(connection)
    return sent


@transaction.atomic
def _claim() -> Message | None:
    now = clock.now()
    rows = Message.objects.waiting().select_related("reader")
    due = rows.filter(not_before__lte=now).order_by("not_before", "pk")
    message = due.select_for_update(skip_locked=True, of=("self",)).first()
    if message:
        message.attempts += 1
        message.not_before = now + LEASE
        message.save(update_fields=["attempts", "not_before"])
    return message


def _send(message: Message, connection: BaseEmailBackend) -> Exception | None:
    mail = EmailMessage(
        subject=message.subject,
        body=message.body,
        to=[message.to],
        headers={
            "Message-ID": _message_id(message),
            "Auto-Submitted": "auto-generated",
            **unsubscribe.headers(message),
        },
        connection=connection,
    )
    try:
        connection.open()
        mail.send()
    except (OSError, ValueError) as error:  # SMTPException is an OSError
        return error
    return None


def _note(message: Message, error: Exception | None) -> None:
    """Only while the claim is still ours: a mail that outlasted its lease belongs to the next worker."""
    now = clock.now()
    if error is None:
        changes: dict[str, object] = {"sent_at": now, "last_error": ""}
    elif message.attempts >= TRIES:
        changes = {"given_up_at": now, "last_error": _words(error)}
    else:
        changes = {"not_before": now + WAITS[message.attempts - 1], "last_error": _words(error)}
    claimed = Message.objects.waiting().filter(pk=message.pk, attempts=message.attempts)
    claimed.update(**changes)


def _words(error: Exception) -> str:
    return f"{type(error).__name__}: {error}"[:LONGEST_ERROR]


def _message_id(message: Message) -> str:
    host = urlsplit(settings.SITE_URL).hostname or "localhost"
    return f"<{hashlib.sha256(message.key.encode()).hexdigest()[:32]}@{host}>"


def _close(connection: BaseEmailBackend) -> None:
    """A server that is gone cannot be told goodbye."""
    with suppress(OSError):
        connection.close()
