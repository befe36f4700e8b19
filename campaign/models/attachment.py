"""Files of a dossier, and the parts of a file that is still on its way."""

from enum import StrEnum
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from campaign.models.constraints import one_of
from campaign.models.submission import Submission


class CopyState(StrEnum):
    WAITING = "waiting"
    READY = "ready"
    FAILED = "failed"


class ScanState(StrEnum):
    """`FAILED`: the scanner could not be asked."""

    UNSCANNED = "unscanned"
    CLEAN = "clean"
    INFECTED = "infected"
    FAILED = "failed"


class AttachmentQuerySet(models.QuerySet["Attachment"]):
    def live(self) -> Self:
        return self.filter(removed_at__isnull=True)

    def readable(self) -> Self:
        """And the earlier versions of a file, which its line names."""
        return self.filter(Q(removed_at__isnull=True) | Q(replaced_by__isnull=False)).distinct()


class Attachment(models.Model):
    """A file under a random name; its content never changes, a newer one is a new row that `replaces` it.

    `copy` is the same file without what tells of people and places (EXIF, properties): what judges and the public get.
    """

    submission = models.ForeignKey(Submission, models.PROTECT, related_name="attachments")
    public_id = models.UUIDField(unique=True)
    name = models.CharField(max_length=200)
    content_type = models.CharField(max_length=100)
    size = models.PositiveBigIntegerField()
    sha256 = models.CharField(max_length=64)
    file = models.FileField(max_length=200)
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    uploaded_at = models.DateTimeField()
    removed_at = models.DateTimeField(null=True, blank=True)
    replaces = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="replaced_by")
    copy = models.FileField(max_length=200, blank=True)
    copy_sha256 = models.CharField(max_length=64, blank=True)
    copy_state = models.CharField(max_length=10, default=CopyState.WAITING.value)
    preview = models.FileField(max_length=200, blank=True)
    scan_state = models.CharField(max_length=10, default=ScanState.UNSCANNED.value)
    scanned_at = models.DateTimeField(null=True, blank=True)

    objects = AttachmentQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            one_of("copy_state", CopyState, "attachment_copy_state_known"),
            one_of("scan_state", ScanState, "attachment_scan_state_known"),
            models.UniqueConstraint(
                fields=["submission", "sha256"],
                condition=Q(removed_at__isnull=True),
                name="same_file_once_per_dossier",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Upload(models.Model):
    """A file that comes in parts. `key` is chosen by the browser, so that a cut upload is found again."""

    submission = models.ForeignKey(Submission, models.CASCADE, related_name="uploads")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    key = models.CharField(max_length=64)
    name = models.CharField(max_length=200)
    size = models.PositiveBigIntegerField()
    received = models.PositiveBigIntegerField(default=0)
    path = models.CharField(max_length=200)
    started_at = models.DateTimeField()
    expires_at = models.DateTimeField(db_index=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["submission", "by", "key"], name="upload_once"),
            models.CheckConstraint(condition=Q(received__lte=F("size")), name="upload_within_its_size"),
        ]

    def __str__(self) -> str:
        return f"{self.name}: {self.received}/{self.size}"
