"""An hour that was set for the publication of a decision, and taken back."""

from datetime import timedelta

from campaign.actions.publication_schedule import cancel, schedule
from campaign.documents.publication_rehearsal import rehearse
from campaign.models import clock


def set_an_hour(decision, *, by):
    seen, soon = rehearse(decision).digest, clock.now() + timedelta(hours=2)
    cancel(schedule([decision], by=by, at=soon, seen=seen), by=by)
