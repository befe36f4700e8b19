"""perform(): the one door for every change of a dossier's state."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import transaction

from accounts.models.user import User
from campaign.actions import gate, trail
from campaign.models import clock
from campaign.models.submission import Submission
from campaign.notifications import messages
from campaign.rules.workflow import Move


@transaction.atomic
def perform(
    move: Move,
    submission: Submission,
    *,
    by: User,
    facts: dict[str, Any] | None = None,
    changes: dict[str, Any] | None = None,
    now: datetime | None = None,
) -> Submission:
    """Lock, require, move, record, queue mail. `changes` are fields that this move fills together with the state.

    `now`: the moment by which an act is judged that began a little earlier.
    """
    locked = locked_submission(submission)
    gate.require(move.name, by, locked, now=now)
    source = locked.state
    locked.state = move.target.value
    locked.state_since = clock.now()
    for field, value in (changes or {}).items():
        setattr(locked, field, value)
    locked.save(update_fields=["state", "state_since", *(changes or {})])
    event = trail.record(
        move.name, by=by, submission=locked, facts={"from": source, "to": locked.state, **(facts or {})}
    )
    if move.message:
        messages.announce(move.message, locked, act=event.number, facts=facts or {})
    return locked


def perform_all(move: Move, rows: Sequence[tuple[Submission, dict[str, Any]]], *, by: User) -> None:
    """One silent move of many dossiers with the facts of each; the caller has locked them with their authors."""
    if move.message:
        raise ValueError(f"{move.name} tells people, so it is performed one by one.")
    now = clock.now()
    for one, _ in rows:
        gate.require(move.name, by, one, now=now)
    facts = [(one, {"from": one.state, "to": move.target.value, **said}) for one, said in rows]
    for one, _ in rows:
        one.state, one.state_since = move.target.value, now
    Submission.objects.bulk_update([one for one, _ in rows], ["state", "state_since"], batch_size=500)
    trail.record_all(move.name, by=by, facts=facts)


def locked_submission(submission: Submission) -> Submission:
    """The row as it stands now, held until the transaction ends; call it before reading what the act rests on."""
    return (
        Submission.objects.select_for_update(of=("self",))
        .select_related("campaign", "strand", "owner")
        .get(pk=submission.pk)
    )
