"""Queue mail in the transaction of the act it tells of."""

from django.template.loader import render_to_string
from django.utils.translation import override

from accounts.models.user import User
from campaign.models import clock
from campaign.models.message import Message


def queue(event: str, reader: User, *, key: str, context: dict[str, object]) -> None:
    """One mail to one reader, in the reader's language; the same key twice is one mail.

    The text is `templates/email/<event>.txt`: the first line is the subject.
    """
    if not reader.email or not reader.is_active:
        return
    with override(reader.language):
        text = render_to_string(f"email/{event}.txt", {"reader": reader, **context})
    subject, _, body = text.strip().partition("\n")
    now = clock.now()
    Message.objects.bulk_create(
        [
            Message(
                key=key,
                event=event,
                to=reader.email,
                reader=reader,
                subject=" ".join(subject.split()),
                body=body.strip() + "\n",
                queued_at=now,
                not_before=now,
            )
        ],
        ignore_conflicts=True,
    )
