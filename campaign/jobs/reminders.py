"""Tell those with a dossier that is not handed in how near its end is: once for each of the campaign's hours."""

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import Prefetch, Q

from accounts.models.user import User
from campaign.documents import deadlines
from campaign.models import clock
from campaign.models.campaign import Campaign, Window
from campaign.models.deadline import Extension, Reminder
from campaign.models.submission import Access, Submission
from campaign.notifications.outbox import queue
from campaign.rules.calendar import vn_datetime
from campaign.rules.deadlines import reminder
from campaign.rules.waiting import time_left
from campaign.rules.workflow import State

NOT_HANDED_IN = (State.DRAFT, State.RETURNED)
# Who has just opened an empty form, perhaps to look at it, is not written to.
YOUNG = timedelta(hours=1)
AT_ONCE = 500


def is_due(now: datetime) -> bool:
    """Whether some end is near enough that somebody may have to be told; asked at every tick, so it is cheap."""
    return any(_near(campaign, now) for campaign in _campaigns())


def remind_due() -> int:
    """How many dossiers somebody was reminded of. May be run again at any time: a reminder is sent once."""
    now, sent = clock.now(), 0
    for campaign in _campaigns():
        if _near(campaign, now):
            sent += _remind_all(campaign, now)
    return sent


def _remind_all(campaign: Campaign, now: datetime) -> int:
    told = Reminder.objects.filter(submission__campaign=campaign)
    known = set(told.values_list("submission_id", "hours", "closes"))
    due = ((submission, *_due(submission, campaign, now)) for submission in _waiting(campaign, now))
    return sum(
        _remind(submission, hours, closes, now)
        for submission, hours, closes in due
        if hours and (submission.pk, hours, closes) not in known
    )


def _due(submission: Submission, campaign: Campaign, now: datetime) -> tuple[int | None, datetime]:
    window = deadlines.filing_window(submission, now)
    return (reminder(window.closes, campaign.reminder_hours, now), window.closes) if window else (None, now)


def _campaigns() -> Iterable[Campaign]:
    windows = Prefetch("windows", Window.objects.select_related("strand"))
    extensions = Prefetch("extensions", Extension.objects.in_force())
    return Campaign.objects.running().prefetch_related(windows, extensions)


def _near(campaign: Campaign, now: datetime) -> bool:
    spans = [span.closes for span in campaign.spans() if span.kind in ("submit", "endorse")]
    ends = [*spans, *(extension.closes for extension in campaign.extensions.all())]
    return any(reminder(end, campaign.reminder_hours, now) is not None for end in ends)


def _waiting(campaign: Campaign, now: datetime) -> Iterator[Submission]:
    blank = Q(title="", version=1, created_at__gt=now - YOUNG)
    rows = Submission.objects.light().filter(campaign=campaign, state__in=NOT_HANDED_IN).exclude(blank)
    for submission in rows.select_related("owner").order_by("pk").iterator(AT_ONCE):
        submission.campaign = campaign
        yield submission


@transaction.atomic
def _remind(submission: Submission, hours: int, closes: datetime, now: datetime) -> bool:
    sent, is_new = Reminder.objects.get_or_create(
        submission=submission, hours=hours, closes=closes, defaults={"sent_at": now}
    )
    if is_new:
        _write(submission, sent, now)
    return is_new


def _write(submission: Submission, sent: Reminder, now: datetime) -> None:
    context = {
        "submission": submission,
        "until": vn_datetime(sent.closes),
        "left": time_left(now, sent.closes),
        "site": settings.SITE_URL,
    }
    for reader in _writers(submission):
        queue("draft_reminder", reader, key=f"reminder:{sent.pk}:{reader.pk}", context=context)


def _writers(submission: Submission) -> Iterable[User]:
    """Who can still bring it to its end: its owner, and the co-authors who may edit it."""
    editing = Q(authorships__submission=submission, authorships__access=Access.EDIT.value)
    return User.objects.filter(Q(pk=submission.owner_id) | editing).distinct().order_by("pk")
