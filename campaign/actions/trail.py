"""Write an act into the chained trail; called inside the act's own transaction, as its last lock."""

import hashlib
import json
from collections.abc import Iterable
from datetime import UTC
from typing import Any

from accounts.models.user import User
from campaign.models import clock
from campaign.models.audit import ChainHead, Event
from campaign.models.campaign import Campaign
from campaign.models.submission import Submission

GENESIS = "0" * 64


def record(
    verb: str,
    *,
    by: User | None,
    submission: Submission | None = None,
    campaign: Campaign | None = None,
    facts: dict[str, Any] | None = None,
) -> Event:
    """`facts` is small and JSON-ready: what was decided and why, never whole texts or secrets."""
    ChainHead.objects.get_or_create(pk=1)
    head = ChainHead.objects.select_for_update().get(pk=1)
    event = Event(
        number=head.number + 1,
        at=clock.now(),
        actor=by,
        actor_name=by.full_name if by else "",
        verb=verb,
        submission=submission,
        campaign=campaign or (submission.campaign if submission else None),
        facts=facts or {},
        previous_hash=head.hash,
    )
    event.hash = digest(event)
    event.save(force_insert=True)
    ChainHead.objects.filter(pk=1).update(number=event.number, hash=event.hash)
    return event


def end() -> int:
    """The number of the last event."""
    return ChainHead.objects.filter(pk=1).values_list("number", flat=True).first() or 0


def digest(event: Event) -> str:
    content = [
        event.number,
        event.at.astimezone(UTC).isoformat(timespec="milliseconds"),
        event.actor_id,
        event.actor_name,
        event.verb,
        event.campaign_id,
        event.submission_id,
        event.facts,
        event.previous_hash,
    ]
    return hashlib.sha256(canonical(content)).hexdigest()


def canonical(content: Any) -> bytes:
    """One way to write a value, so that equal content has an equal hash on every machine."""
    return json.dumps(
        content, sort_keys=True, ensure_ascii=False, separators=(",", ":"), default=str
    ).encode()


def broken_links(events: Iterable[Event], *, after: tuple[int, str] = (0, GENESIS)) -> list[int]:
    """Numbers of the events, read in ascending order, that do not continue the chain.

    `after` is number and hash of the event before the first of them.
    """
    broken, expected_number, previous = [], after[0] + 1, after[1]
    for event in events:
        if event.number != expected_number or event.previous_hash != previous or event.hash != digest(event):
            broken.append(event.number)
        expected_number, previous = event.number + 1, event.hash
    return broken
