"""The states as the checks need them, and dossiers by their codes."""

from collections.abc import Callable, Iterable, Iterator

from campaign.models.submission import Submission, SubmissionQuerySet
from campaign.rules.phrase import Phrase
from campaign.rules.workflow import EDITABLE, State

Check = Callable[[], Iterable[str]]
Checks = dict[str, tuple[Phrase, Check]]

# Each set holds what comes after it on the straight way from acceptance to publication.
PUBLISHED = {State.PUBLISHED, State.REVOKED}
DECIDED = PUBLISHED | {State.DECIDED}
PROPOSED = DECIDED | {State.PROPOSED}
RANKED = PROPOSED | {State.RANKED}
JUDGED = RANKED | {State.JUDGED}
ACCEPTED = JUDGED | {State.ACCEPTED, State.ASSIGNED, State.JUDGING}
# Left while the author could still edit, so the shares may be unfinished.
MAYBE_UNFINISHED = EDITABLE | {State.WITHDRAWN, State.DROPPED}


def after_draft() -> SubmissionQuerySet:
    return Submission.objects.exclude(state=State.DRAFT)


def in_states(states: set[State]) -> SubmissionQuerySet:
    return Submission.objects.filter(state__in=sorted(states))


def codes(rows: SubmissionQuerySet) -> Iterator[str]:
    return iter(rows.order_by("pk").values_list("code", flat=True))
