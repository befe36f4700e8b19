"""The outbox: mail written in the same transaction as the act it tells of, sent later by a job."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from campaign.models.submission import Submission

if TYPE_CHECKING:
    from accounts.models.user import User

# Letters about drafts, some with a link that acts for its reader: who looks after the outbox reads none of it.
BETWEEN_AUTHORS = frozenset(
    {
        "coauthor_accepted",
        "coauthor_declined",
        "coauthor_invited",
        "coauthor_left",
        "coauthor_removed",
        "coauthor_withdrawn",
        "draft_reminder",
        "share_asked",
        "share_link",
        "shares_confirmed",
        "shares_voided",
    }
)

# A daily letter tells of many dossiers, so nobody but its reader can be shown its words.
DAILY = "digest"
WITHOUT_WORDS = BETWEEN_AUTHORS | {DAILY}


class MessageQuerySet(models.QuerySet["Message"]):
    def waiting(self) -> Self:
        return self.filter(sent_at__isnull=True, given_up_at__isnull=True)

    def for_office(self, user: User) -> Self:
        """Without letters about dossiers that this person must not meet as staff."""
        return self.exclude(submission__in=Submission.objects.barred_to(user).values("pk"))


class Message(models.Model):
    """`key` names the act and the reader: the same act queued twice is one mail."""

    key = models.CharField(max_length=200, unique=True)
    event = models.CharField(max_length=40)
    to = models.EmailField()
    reader = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="messages"
    )
    submission = models.ForeignKey(Submission, models.SET_NULL, null=True, blank=True, related_name="+")
    subject = models.CharField(max_length=300)
    body = models.TextField()
    queued_at = models.DateTimeField()
    not_before = models.DateTimeField()
    attempts = models.PositiveSmallIntegerField(default=0)
    last_error = models.TextField(blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    given_up_at = models.DateTimeField(null=True, blank=True)

    objects = MessageQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        indexes = [
            models.Index(fields=["-queued_at", "-id"], name="mail_by_time"),
            models.Index(
                fields=["not_before"],
                condition=Q(sent_at__isnull=True, given_up_at__isnull=True),
                name="mail_waiting",
            ),
        ]

    def __str__(self) -> str:
        return self.subject
