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
    head = _head()
    event = Event(
        verb=verb,
        submission=submission,
        campaign=campaign or (submission.campaign if submission else None),
        facts=facts or {},
    )
    _chain([event], head, by)
    event.save(force_insert=True)
    return event


def end() -> int:
    """The number of the last event."""
    return ChainHead.objects.filter(pk=1).values_list("number", flat=True).first() or 0


def record_all(verb: str, *, by: User, facts: Iterable[tuple[Submission, dict[str, Any]]]) -> None:
    """The same verb for many dossiers, one event each, in a fixed number of queries."""
    head = _head()
    events = [Event(verb=verb, submission=one, campaign=one.campaign, facts=said) for one, said in facts]
    _chain(events, head, by)
    Event.objects.bulk_create(events, batch_size=500)


def _head() -> ChainHead:
    ChainHead.objects.get_or_create(pk=1)
    return ChainHead.objects.select_for_update().get(pk=1)


def _chain(events: Iterable[Event], head: ChainHead, by: User | None) -> None:
    now = clock.now()
    for event in events:
        event.number, event.previous_hash = head.number + 1, head.hash
        event.at, event.actor, event.actor_name = now, by, by.full_name if by else ""
        event.hash = digest(event)
        head.number, head.hash = event.number, event.hash
    ChainHead.objects.filter(pk=1).update(number=head.number, hash=head.hash)


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
