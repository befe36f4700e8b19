"""The office's formal check: a checklist answered line by line, and what was asked of the author."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from campaign.models.campaign import ChecklistItem
from campaign.models.constraints import one_of
from campaign.models.submission import Submission

OUTCOMES = ("accepted", "supplement", "refused")


class Check(models.Model):
    submission = models.ForeignKey(Submission, models.PROTECT, related_name="checks")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    outcome = models.CharField(max_length=10)
    reason = models.TextField(blank=True)

    class Meta:
        ordering = ["at", "pk"]
        constraints = [one_of("outcome", OUTCOMES, "check_outcome_known")]

    def __str__(self) -> str:
        return f"{self.submission_id}: {self.outcome}"


class CheckAnswer(models.Model):
    check_made = models.ForeignKey(Check, models.PROTECT, related_name="answers")
    item = models.ForeignKey(ChecklistItem, models.PROTECT, related_name="+")
    passed = models.BooleanField()
    note = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering = ["item__order"]
        constraints = [models.UniqueConstraint(fields=["check_made", "item"], name="one_answer_per_item")]

    def __str__(self) -> str:
        return f"{self.item_id}: {self.passed}"


class SupplementRequest(models.Model):
    """`points` is the covering note; each thing asked for is a row of `marked_points`."""

    submission = models.ForeignKey(Submission, models.PROTECT, related_name="supplements")
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    due_at = models.DateTimeField()
    points = models.TextField()
    answer = models.TextField(blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["asked_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["submission"], condition=Q(answered_at__isnull=True), name="one_open_supplement"
            )
        ]

    def __str__(self) -> str:
        return f"{self.submission_id}: {self.due_at:%Y-%m-%d}"


class SupplementPoint(models.Model):
    """One thing that the office asked for, in which section, and the author's answer to it."""

    request = models.ForeignKey(SupplementRequest, models.PROTECT, related_name="marked_points")
    order = models.PositiveSmallIntegerField()
    section = models.CharField(max_length=40, blank=True)
    text = models.TextField()
    answer = models.TextField(blank=True)

    class Meta:
        ordering = ["order"]
        constraints = [models.UniqueConstraint(fields=["request", "order"], name="supplement_point_once")]

    def __str__(self) -> str:
        return self.text
