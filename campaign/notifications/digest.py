"""One letter a day to those who want their news together."""

from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.template.loader import render_to_string
from django.utils.translation import override

from accounts.models.user import User
from campaign.models import clock
from campaign.models.following import Notice
from campaign.notifications.outbox import Letter, mail, split
from campaign.rules.calendar import vn_date

MOST_LINES = 100


def send_digests() -> int:
    """The number of letters; a run that is repeated finds nothing more to tell."""
    now = clock.now()
    readers = User.objects.filter(pk__in=Notice.objects.filter(mail_due=True).values("reader")).order_by("pk")
    return sum(_tell(reader, now) for reader in readers.iterator(chunk_size=500))


@transaction.atomic
def _tell(reader: User, now: datetime) -> bool:
    """What was read in the site meanwhile is left out."""
    due = Notice.objects.select_for_update().filter(reader=reader, mail_due=True)
    notices = [notice for notice in due.order_by("made_at", "pk") if notice.read_at is None]
    due.update(mail_due=False)
    if not notices or not reader.is_active:
        return False
    context = {
        "reader": reader,
        "notices": notices[:MOST_LINES],
        "number": len(notices),
        "day": vn_date(now),
        "site": settings.SITE_URL.rstrip("/"),
    }
    with override(reader.language):
        subject, body = split(render_to_string("email/digest.txt", context))
    mail(Letter("digest", reader, f"digest:{notices[-1].pk}:{reader.pk}", subject, body))
    return True
