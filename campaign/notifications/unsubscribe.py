"""The address in a mail's header by which a reader stops mail that is no duty, without signing in."""

from django.conf import settings
from django.core import signing
from django.urls import reverse

from accounts.models.user import User
from campaign.models.message import Message
from campaign.notifications.outbox import asks_for_action

SALT = "campaign.unsubscribe"


def token_for(reader: User) -> str:
    return signing.dumps(reader.pk, salt=SALT)


def reader_of(token: str) -> User | None:
    """Nobody for a token that this portal did not give out."""
    try:
        return User.objects.filter(pk=signing.loads(token, salt=SALT), is_active=True).first()
    except signing.BadSignature:
        return None


def headers(message: Message) -> dict[str, str]:
    """RFC 8058: the mail program asks by POST, so that a program that only opens links changes nothing."""
    if message.reader is None or asks_for_action(message.subject):
        return {}
    address = settings.SITE_URL.rstrip("/") + reverse("unsubscribe", args=[token_for(message.reader)])
    return {"List-Unsubscribe": f"<{address}>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"}
