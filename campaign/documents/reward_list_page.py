"""The office's index of reward lists, and the ledger of uses with its search."""

from django.db.models import Count, Q, QuerySet, Sum

from accounts.models.user import User
from campaign.models.reward import InitiativeUse, Reward, RewardList
from campaign.models.submission import Submission
from campaign.rules.workflow import State

TOLD = (State.PUBLISHED, State.REVOKED)


def listed_page(user: User) -> QuerySet[RewardList]:
    """With the number of rows, and the sum where it is decided."""
    rows = RewardList.objects.for_office(user).select_related("campaign", "decision")
    return rows.annotate(number=Count("rewards"), total=Sum("rewards__amount", filter=Q(rewards__paid=True)))


def released_rewards(submission: Submission) -> list[Reward]:
    """What authors read on their dossier; nothing before the release, and then nothing is even asked."""
    if submission.state not in TOLD:
        return []
    told = Reward.objects.filter(submission=submission, decision__released_at__isnull=False)
    return list(told.select_related("kind", "decision", "authorship"))


def uses(user: User, words: str) -> QuerySet[InitiativeUse]:
    """By words of the title or the register number, and by the number of the decision."""
    found = InitiativeUse.objects.for_office(user).select_related("submission", "decision", "kind")
    if not words:
        return found
    asked = Q(submission__in=Submission.objects.matching(words).order_by().values("pk"))
    number = words.partition("/")[0].strip()
    if number.isascii() and number.isdigit() and len(number) < 6:
        asked |= Q(decision__number=int(number))
    return found.filter(asked)
