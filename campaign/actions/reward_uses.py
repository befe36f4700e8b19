"""The ledger of uses lets an initiative go: with the reward that rested on it, or with its own recognition."""

from campaign.models import clock
from campaign.models.reward import InitiativeUse, InitiativeUseQuerySet
from campaign.models.submission import Submission


def free(uses: InitiativeUseQuerySet, reason: str) -> None:
    uses.update(revoked_at=clock.now(), revoked_reason=reason)


def free_initiative(submission: Submission, *, reason: str) -> None:
    """Called when its recognition is revoked: the ledger keeps the row, and nothing rests on it any more."""
    free(InitiativeUse.objects.live().filter(submission=submission), reason)
