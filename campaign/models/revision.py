"""What stood in a dossier at one moment, frozen: at every submission, and when it came too late."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.db import models

from campaign.models.submission import OFFICE_ROLES, Submission

if TYPE_CHECKING:
    from accounts.models.user import User


class Revision(models.Model):
    """What stood in the dossier at one submission: text, people and files, frozen and hashed."""

    submission = models.ForeignKey(Submission, models.PROTECT, related_name="revisions")
    number = models.PositiveSmallIntegerField()
    content = models.JSONField()
    sha256 = models.CharField(max_length=64)
    form_version = models.PositiveSmallIntegerField(default=1)
    rubric = models.ForeignKey("campaign.Rubric", models.PROTECT, related_name="+")
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    made_at = models.DateTimeField()

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["submission", "number"], name="revision_once")]

    def __str__(self) -> str:
        return f"{self.submission_id}/{self.number}"


class LateCopyQuerySet(models.QuerySet["LateCopy"]):
    def for_office(self, user: User) -> Self:
        """Nobody meets there the own dossier, or one that is marked blind."""
        if not user.has_role(*OFFICE_ROLES):
            return self.none()
        barred = Submission.objects.barred_to(user).values("pk")
        rows = self.exclude(submission__in=barred)
        return rows.select_related(
            "submission__campaign", "submission__strand", "submission__owner", "made_by"
        )


class LateCopy(models.Model):
    """A dossier sent after the end: not accepted, kept whole so that its author and the office can read it."""

    submission = models.ForeignKey(Submission, models.PROTECT, related_name="late_copies")
    content = models.JSONField()
    sha256 = models.CharField(max_length=64)
    closed_at = models.DateTimeField()
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    received_at = models.DateTimeField()

    objects = LateCopyQuerySet.as_manager()

    class Meta:
        ordering = ["received_at", "pk"]
        constraints = [models.UniqueConstraint(fields=["submission", "sha256"], name="late_copy_once")]

    def __str__(self) -> str:
        return f"{self.submission_id}: {self.received_at:%Y-%m-%d %H:%M}"
