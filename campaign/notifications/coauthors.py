"""Letters about who is an author of what: to people with an account, and to outsiders by their address alone."""

from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.translation import override

from accounts.models.user import User
from campaign.models import clock
from campaign.models.message import Message
from campaign.models.submission import Authorship, Submission
from campaign.notifications.outbox import queue

OUTSIDE = "vi"
FIRST = "share_link"


def tell(event: str, reader: User, submission: Submission, *, act: int, **facts: Any) -> None:
    """`act` is the number of the trail's event: the same act tells once."""
    queue(event, reader, key=f"{act}:{event}:{reader.pk}", context=_context(submission, facts))


def tell_row(
    event: str, row: Authorship, submission: Submission, *, act: int, by: User, **facts: Any
) -> None:
    """To the author of this row, whoever that is; nobody is told of the own act, and who has no address of nothing."""
    facts |= {"row": row, "by": by}
    if row.user is None:
        _to_address(event, row, submission, act, facts)
    elif row.user_id != by.pk:
        tell(event, row.user, submission, act=act, **facts)


def _to_address(event: str, row: Authorship, submission: Submission, act: int, facts: dict[str, Any]) -> None:
    """Somebody outside the portal gets news only of what they were asked about before."""
    if not row.email or (event != FIRST and not _was_asked(row)):
        return
    with override(OUTSIDE):
        text = render_to_string(
            f"email/{event}.txt", {**_context(submission, facts), "reader": row, "outside": True}
        )
    subject, _, body = text.strip().partition("\n")
    now = clock.now()
    letter = Message(
        key=f"{act}:{event}:{row.uid}",
        event=event,
        to=row.email,
        subject=" ".join(subject.split()),
        body=body.strip() + "\n",
        queued_at=now,
        not_before=now,
    )
    Message.objects.bulk_create([letter], ignore_conflicts=True)


def _was_asked(row: Authorship) -> bool:
    return Message.objects.filter(to=row.email, event=FIRST, key__endswith=f":{row.uid}").exists()


def _context(submission: Submission, facts: dict[str, Any]) -> dict[str, Any]:
    return {"submission": submission, "site": settings.SITE_URL.rstrip("/"), "facts": facts}
