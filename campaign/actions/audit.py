"""Prove the trail: recompute every hash of the chain, and keep the outcome in the chain itself."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

from django.db import transaction

from accounts.models.user import User
from campaign.actions import gate, trail
from campaign.models import clock
from campaign.models.audit import ChainHead, Event
from campaign.models.submission import Submission

PASSED, FAILED = "check_passed", "check_failed"
CHECK_EVERY = timedelta(hours=24)
LONGEST_LIST = 20
BATCH = 2000
AT_ONCE = 20_000


@dataclass(frozen=True)
class Proof:
    """Events `first` to `last` were recomputed; `broken` are those that do not continue the chain."""

    first: int
    last: int
    broken: list[int]

    @property
    def whole(self) -> bool:
        return not self.broken


def prove(*, at_most: int | None = None) -> Proof:
    """The whole chain, or its latest `at_most` events; a tail that was cut off counts as broken too."""
    head = ChainHead.objects.filter(pk=1).first() or ChainHead()
    start = max(0, head.number - at_most) if at_most else 0
    before = Event.objects.filter(number=start).first()
    events = Event.objects.filter(number__gt=start, number__lte=head.number).order_by("number")
    anchor = (start, before.hash) if before else (0, trail.GENESIS)
    broken = trail.broken_links(events.iterator(BATCH), after=anchor)
    if not _ends_in(head):
        broken.append(head.number)
    return Proof(first=start + 1, last=head.number, broken=broken)


def prove_dossier(submission: Submission) -> Proof:
    """Every event of one dossier, each tied to the event before it in the chain."""
    return _prove_each(list(Event.objects.filter(submission=submission).order_by("number")))


def prove_event(event: Event) -> Proof:
    return _prove_each([event])


def _prove_each(events: list[Event]) -> Proof:
    before = Event.objects.filter(number__in=[event.number - 1 for event in events])
    hashes = dict(before.values_list("number", "hash"))
    broken = []
    for event in events:
        earlier = event.number - 1
        broken += trail.broken_links([event], after=(earlier, hashes.get(earlier, trail.GENESIS)))
    return Proof(events[0].number if events else 0, events[-1].number if events else 0, broken)


def check_chain(*, by: User) -> Proof:
    """A person asks for the proof now; that they asked, and what came out, becomes part of the trail."""
    gate.require_in_campaign("read_audit", by)
    proof = prove(at_most=AT_ONCE)
    facts = {"first": proof.first, "last": proof.last, "broken": proof.broken[:LONGEST_LIST]}
    _record(PASSED if proof.whole else FAILED, by, facts)
    return proof


def check_is_due() -> bool:
    """Once a day, counted from the last full check."""
    checks = Event.objects.filter(verb__in=[PASSED, FAILED], actor=None)
    return not checks.filter(at__gt=clock.now() - CHECK_EVERY).exists()


def record_check(broken: Mapping[str, Sequence[str]]) -> None:
    """What the daily check over all stored data found, by the name of the invariant."""
    found = {name: list(places)[:LONGEST_LIST] for name, places in broken.items()}
    _record(FAILED if found else PASSED, None, {"found": found} if found else {"scope": "all"})


@transaction.atomic
def _record(verb: str, by: User | None, facts: dict[str, object]) -> None:
    trail.record(verb, by=by, facts=facts)


def _ends_in(head: ChainHead) -> bool:
    """Whether the last event that the head remembers is still there; later ones may have come while we read."""
    if not head.number:
        return not Event.objects.exists()
    return Event.objects.filter(number=head.number, hash=head.hash).exists()
