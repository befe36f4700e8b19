"""The trail of made-up dossiers: real moves, one chain, stored in portions."""

from datetime import timedelta
from typing import Any

from accounts.models.user import User
from campaign.actions.trail import GENESIS, digest
from campaign.management.benchmark.city import City
from campaign.management.benchmark.dossiers import SHARES, Filed, head_of, uid_of
from campaign.models.audit import ChainHead, Event
from campaign.models.submission import Submission
from campaign.rules.workflow import MOVES, State

ACCEPTED = ["submit", "endorse", "accept"]
JUDGED = [*ACCEPTED, "assign", "start_judging", "finish_judging"]
PATHS: dict[State, list[str]] = {
    State.DRAFT: [],
    State.SUBMITTED: ["submit"],
    State.RETURNED: ["submit", "return_to_author"],
    State.WITHDRAWN: ["submit", "withdraw"],
    State.ENDORSED: ["submit", "endorse"],
    State.SUPPLEMENT: ["submit", "endorse", "request_supplement"],
    State.REFUSED: ["submit", "endorse", "refuse"],
    State.ACCEPTED: ACCEPTED,
    State.JUDGING: JUDGED[:-1],
    State.JUDGED: JUDGED,
    State.PUBLISHED: [*JUDGED, "rank", "propose", "decide", "publish"],
}


class Chain:
    def __init__(self, city: City) -> None:
        self.city, self.number, self.hash = city, 0, GENESIS

    def tell(self, filed: list[Filed]) -> None:
        """What happened to these dossiers, one after the other."""
        Event.objects.bulk_create([event for one in filed for event in self._story(one)], batch_size=1000)

    def close(self) -> None:
        ChainHead.objects.create(pk=1, number=self.number, hash=self.hash)

    def _story(self, one: Filed) -> list[Event]:
        state, told = State.DRAFT.value, self._confirmations(one)
        for place, name in enumerate(PATHS[one.state], 1):
            reached = MOVES[name].target.value
            told.append(self._event(one.submission, name, {"from": state, "to": reached}, place))
            state = reached
        return told

    def _confirmations(self, one: Filed) -> list[Event]:
        if one.state == State.DRAFT:
            return []
        by = one.authors[1]
        facts = {"author": uid_of(one, 2), "name": by.full_name, "share": SHARES[1], "way": "account"}
        return [self._event(one.submission, "confirm_share", facts, 0, by=by)]

    def _event(
        self, submission: Submission, name: str, facts: dict[str, Any], place: int, *, by: User | None = None
    ) -> Event:
        by = by or self._actor(submission, name)
        event = Event(
            number=self.number + 1,
            at=submission.created_at + place * timedelta(seconds=30),
            actor=by,
            actor_name=by.full_name,
            verb=name,
            campaign=submission.campaign,
            submission=submission,
            facts=facts,
            previous_hash=self.hash,
        )
        event.hash = digest(event)
        self.number, self.hash = event.number, event.hash
        return event

    def _actor(self, submission: Submission, name: str) -> User:
        if name in {"submit", "withdraw"}:
            return submission.owner
        if name in {"endorse", "return_to_author"}:
            return head_of(self.city, submission)
        return self.city.officer
