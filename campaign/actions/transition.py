"""perform(): the one door for every change of a dossier's state."""

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


def locked_submission(submission: Submission) -> Submission:
    """The row as it stands now, held until the transaction ends; call it before reading what the act rests on."""
    return (
        Submission.objects.select_for_update(of=("self",))
        .select_related("campaign", "strand", "owner")
        .get(pk=submission.pk)
    )
