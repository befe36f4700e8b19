"""News of rewards to the holders who have an account. Nothing is told before the release."""

from collections.abc import Iterable
from typing import Any

from django.conf import settings

from campaign.models.decision import Decision
from campaign.models.reward import Reward
from campaign.notifications.outbox import queue
from campaign.rules.money import dong, dong_in_words


def tell_holders(rows: Iterable[Reward], decision: Decision, *, act: int, event: str = "rewarded") -> None:
    """One letter for each reward of each holder; `rows` come with kind, account and dossier."""
    for row in rows:
        if row.authorship and row.authorship.user:
            reader = row.authorship.user
            key = f"{act}:{event}:{row.pk}"
            queue(event, reader, key=key, context={"facts": _facts(row, decision)} | _place(row))


def _facts(row: Reward, decision: Decision) -> dict[str, Any]:
    return {
        "kind": row.kind.name,
        "year": row.year,
        "decision": str(decision),
        "day": decision.signed_on,
        "paid": row.paid,
        "money": dong(row.amount or 0),
        "words": dong_in_words(row.amount or 0),
        "unpaid": row.unpaid_reason,
        "reason": row.revoked_reason,
    }


def _place(row: Reward) -> dict[str, Any]:
    return {"submission": row.submission, "site": settings.SITE_URL}
