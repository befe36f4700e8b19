"""Files that one person sends are counted by the hour, kept or not, so that nobody floods the store."""

import time

from django.core.cache import cache

from accounts.models.user import User
from campaign.actions.refused import Refused
from campaign.rules.phrase import Phrase

ALLOWED_AN_HOUR = 60
HOUR = 3600


def require_pace(sender: User, name: str) -> None:
    """Counts this file; refuses it when the hour is full."""
    key = f"uploads:{sender.pk}:{int(time.time() // HOUR)}"
    sent = cache.get(key, 0)
    if sent >= ALLOWED_AN_HOUR:
        raise Refused(
            Phrase(
                "Bạn đã gửi %(number)s tệp trong giờ này nên tệp «%(name)s» chưa được nhận. Các nội dung khác và các "
                "tệp đã có vẫn được giữ; hãy gửi tiếp sau ít phút.",
                number=sent,
                name=name,
            )
        )
    cache.set(key, sent + 1, timeout=HOUR)
