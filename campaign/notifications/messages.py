"""Which event tells whom. The texts are in `templates/email/`, one file per event."""

from collections.abc import Callable, Iterable
from typing import Any

from django.conf import settings

from accounts.clock import today
from accounts.models.post import Post
from accounts.models.user import User, UserQuerySet
from accounts.roles import Role
from campaign.models.submission import Submission
from campaign.notifications.outbox import queue
from campaign.rules.conflicts import BY_POST

Readers = Callable[[Submission], Iterable[User]]


def announce(event: str, submission: Submission, *, act: int, facts: dict[str, Any]) -> None:
    """Queue one mail per reader; `act` is the number of the trail's event, so a retried act mails once.

    Who wrote a dossier is never asked to act on it.
    """
    context = {"submission": submission, "facts": facts, "site": settings.SITE_URL}
    for audience, readers in AUDIENCES[event].items():
        own = () if audience == "authors" else {submission.owner_id, *submission.author_ids}
        for reader in {user.pk: user for user in readers(submission) if user.pk not in own}.values():
            template = event if audience == "authors" else f"{event}_{audience}"
            queue(template, reader, key=f"{act}:{template}:{reader.pk}", context=context)


def authors(submission: Submission) -> Iterable[User]:
    return [submission.owner, *User.objects.filter(authorships__submission=submission)]


def answer(submission: Submission, reader: User, *, act: int, facts: dict[str, Any]) -> None:
    """To the one who asked, and nobody else."""
    context = {"submission": submission, "facts": facts, "site": settings.SITE_URL}
    queue("question_answered", reader, key=f"{act}:question_answered:{reader.pk}", context=context)


def tell(
    event: str, reader: User, *, key: str, facts: dict[str, Any], submission: Submission | None = None
) -> None:
    """One reader; `submission` where the letter tells of one, so that nobody barred from it finds it in the outbox."""
    context = {"facts": facts, "site": settings.SITE_URL, "submission": submission}
    queue(event, reader, key=key, context=context)


def tell_administrators(event: str, *, act: int, facts: dict[str, Any]) -> None:
    for reader in holders(Role.ADMINISTRATOR):
        tell(event, reader, key=f"{act}:{event}:{reader.pk}", facts=facts)


def unit(submission: Submission) -> Iterable[User]:
    """Without those who have a conflict that does not come from their post."""
    personal = [pk for pk, kinds in submission.conflicts_by_person.items() if kinds - BY_POST]
    found = holders(Role.UNIT_HEAD, Role.UNIT_DESK, unit_id=submission.endorsing_unit_id)
    return found.exclude(pk__in=personal)


def office(submission: Submission) -> Iterable[User]:
    """Without those who mark the dossier and must not learn whose it is, or have a conflict."""
    return without_partial(holders(Role.OFFICER), submission).exclude(
        pk__in=submission.assignments.order_by().values("judge")
    )


def chairs(submission: Submission) -> Iterable[User]:
    judging = submission.assignments.order_by().values("judge")
    return without_partial(holders(Role.CHAIR), submission).exclude(pk__in=judging)


def without_partial(people: UserQuerySet, submission: Submission) -> UserQuerySet:
    partial = {submission.owner_id, *submission.author_ids, *submission.conflicts_by_person}
    return people.exclude(pk__in=partial)


def holders(*roles: Role, **of: int) -> UserQuerySet:
    posts = Post.objects.valid_on(today()).filter(role__in=roles, **of)
    return User.objects.filter(pk__in=posts.values("user"))


AUDIENCES: dict[str, dict[str, Readers]] = {
    "submitted": {"authors": authors, "unit": unit},
    "late_copy": {"authors": authors},
    "withdrawn": {"authors": authors},
    "returned": {"authors": authors},
    "declined": {"authors": authors},
    "endorsed": {"authors": authors, "office": office},
    "supplement_requested": {"authors": authors},
    "supplement_answered": {"authors": authors, "office": office},
    "dropped": {"authors": authors},
    "accepted": {"authors": authors},
    "refused": {"authors": authors},
    "published": {"authors": authors},
    "feedback_released": {"authors": authors},
    "revoked": {"authors": authors},
    "library_hidden": {"authors": authors},
    "adoption_confirmed": {"authors": authors},
    "result_corrected": {"authors": authors},
    "scope_raised": {"authors": authors},
    "asked": {"office": office},
    "appeal_filed": {"authors": authors, "office": office},
    "appeal_answered": {"authors": authors},
    "conflict": {"office": office, "chair": chairs},
    "objection": {"office": office},
    "round_opened": {"office": office, "chair": chairs},
    "another_judge": {"office": office, "chair": chairs},
}
