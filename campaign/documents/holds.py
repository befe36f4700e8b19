"""Who is set aside, and why: for officers and administrators alone, and never to the person concerned."""

from collections.abc import Collection
from datetime import date

from django.db.models import Q, QuerySet

from accounts.models.user import User
from campaign.models.hold import Hold
from campaign.models.submission import Authorship, Submission
from campaign.rules.phrase import Phrase

KIND_LABELS = {
    "discipline": Phrase("đang xem xét kỷ luật"),
    "inspection": Phrase("đang thanh tra, kiểm tra"),
    "complaint": Phrase("đang giải quyết đơn thư"),
}


def held_submissions(ids: Collection[int], *, on: date) -> dict[int, list[Hold]]:
    """Of these dossiers, those set aside on that day: themselves, or by one of their people."""
    holds = list(Hold.objects.in_force(on).filter(submission__in=ids))
    found: dict[int, list[Hold]] = {}
    for hold in holds:
        found.setdefault(hold.submission_id, []).append(hold)
    people: dict[int, list[Hold]] = {}
    for hold in Hold.objects.in_force(on).filter(person__isnull=False):
        people.setdefault(hold.person_id, []).append(hold)
    if people:
        for submission, person in _authors(ids, people):
            found.setdefault(submission, []).extend(people[person])
    return found


def held_people(ids: Collection[int], *, on: date) -> dict[int, list[Hold]]:
    """Of these accounts, those set aside on that day."""
    found: dict[int, list[Hold]] = {}
    for hold in Hold.objects.in_force(on).filter(person__in=ids):
        found.setdefault(hold.person_id, []).append(hold)
    return found


def _authors(ids: Collection[int], people: Collection[int]) -> set[tuple[int, int]]:
    rows = Authorship.objects.filter(submission__in=ids, user__in=people).values_list("submission", "user")
    owned = Submission.objects.filter(pk__in=ids, owner__in=people).values_list("pk", "owner")
    return {*rows, *owned}


def readable_holds(reader: User) -> QuerySet[Hold]:
    """Not of the reader, nor of anybody the reader writes with, nor of a dossier that is barred."""
    own = Submission.objects.partial_to(reader)
    partners = Authorship.objects.filter(submission__in=own.values("pk"), user__isnull=False).values("user")
    barred = Q(person=reader) | Q(person__in=partners) | Q(submission__in=own.values("pk"))
    return Hold.objects.exclude(pk__in=Hold.objects.filter(barred).values("pk"))


def is_over(hold: Hold, today: date) -> bool:
    return hold.lifted_at is not None or (hold.until is not None and hold.until < today)
