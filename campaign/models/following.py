"""How people follow a dossier: notices in the site, how they like their mail, questions, appeals, own data."""

from enum import StrEnum
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from campaign.models.campaign import Campaign
from campaign.models.constraints import one_of
from campaign.models.submission import Submission


class NoticeQuerySet(models.QuerySet["Notice"]):
    def unread(self) -> Self:
        return self.filter(read_at__isnull=True)


class Notice(models.Model):
    """A line in the reader's bell; `key` names the act and the reader, so that an act retried tells once.

    `mail_due` is set while the reader's daily letter still has to carry it.
    """

    key = models.CharField(max_length=200, unique=True)
    reader = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="notices")
    event = models.CharField(max_length=40)
    submission = models.ForeignKey(Submission, models.CASCADE, null=True, blank=True, related_name="notices")
    text = models.CharField(max_length=300)
    body = models.TextField(blank=True)
    address = models.CharField(max_length=300, blank=True)
    is_duty = models.BooleanField(default=False)
    made_at = models.DateTimeField()
    read_at = models.DateTimeField(null=True, blank=True)
    mail_due = models.BooleanField(default=False)

    objects = NoticeQuerySet.as_manager()

    class Meta:
        ordering = ["-made_at", "-pk"]
        indexes = [
            models.Index(fields=["reader", "-made_at", "-id"], name="notices_of"),
            models.Index(fields=["reader"], condition=Q(read_at__isnull=True), name="notices_unread"),
            models.Index(fields=["reader"], condition=Q(mail_due=True), name="notices_for_the_letter"),
        ]

    def __str__(self) -> str:
        return self.text


class Way(StrEnum):
    AT_ONCE = "now"
    DAILY = "daily"
    SITE_ONLY = "site"


class MailPreference(models.Model):
    """How a person wants to hear what is not a duty; a duty is always mailed at once."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, related_name="mail_preference")
    news = models.CharField(max_length=10, default=Way.AT_ONCE.value)

    class Meta:
        constraints = [one_of("news", Way, "mail_way_known")]

    def __str__(self) -> str:
        return self.news


class Feedback(models.Model):
    """A question or remark of an author to the organisers, and what was answered."""

    campaign = models.ForeignKey(Campaign, models.PROTECT, related_name="feedback")
    submission = models.ForeignKey(Submission, models.PROTECT, null=True, blank=True, related_name="feedback")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    text = models.TextField()
    sent_at = models.DateTimeField()
    answer = models.TextField(blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-sent_at", "-pk"]
        indexes = [models.Index(fields=["campaign", "-sent_at", "-id"], name="feedback_by_time")]

    def __str__(self) -> str:
        return self.text[:60]


class Appeal(models.Model):
    """An author objects to the published result of the own dossier; one at a time.

    `ground` is one of the campaign's list, in its words of that day. An order to judge anew (`rejudged_at`) leaves it
    open until the last word.
    """

    submission = models.ForeignKey(Submission, models.PROTECT, related_name="appeals")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    ground = models.CharField(max_length=200, blank=True)
    grounds = models.TextField()
    filed_at = models.DateTimeField()
    due_on = models.DateField(null=True, blank=True)
    rejudged_at = models.DateTimeField(null=True, blank=True)
    rejudged_reason = models.TextField(blank=True)
    outcome = models.CharField(max_length=10, blank=True)
    answer = models.TextField(blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-filed_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["submission"], condition=Q(answered_at__isnull=True), name="one_open_appeal"
            ),
            one_of("outcome", ("", "kept", "corrected", "revoked"), "appeal_outcome_known"),
        ]

    def __str__(self) -> str:
        return f"{self.submission_id}: {self.filed_at:%Y-%m-%d}"


class DataRequest(models.Model):
    """A wish for a copy of the own data or for its erasure; `outcome` says what was done and what had to stay."""

    EXPORT, ERASURE = "export", "erasure"

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="data_requests")
    kind = models.CharField(max_length=10)
    text = models.TextField(blank=True)
    asked_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True, blank=True)
    done_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    refused = models.BooleanField(default=False)
    outcome = models.JSONField(default=dict)

    class Meta:
        ordering = ["-asked_at", "-pk"]
        constraints = [
            one_of("kind", ["export", "erasure"], "data_request_kind_known"),
            models.UniqueConstraint(
                fields=["user", "kind"], condition=Q(done_at__isnull=True), name="one_open_data_request"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user_id}: {self.kind}"
