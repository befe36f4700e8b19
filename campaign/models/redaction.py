"""What the office takes out of the copy that judges read: per section a text, per file another copy or none.

Rows are never changed: the latest one of a section or a file holds. Whose original has changed since is stale, and
then judges see nothing of it until the office has looked again.
"""

from django.conf import settings
from django.db import models

from campaign.models.attachment import Attachment
from campaign.models.constraints import one_of
from campaign.models.submission import Submission

REDACTABLE = (
    "title",
    "summary",
    "field_of_application",
    "nature",
    "confidential",
    "conditions",
    "benefits_author",
    "benefits_others",
)
WITHHELD, REPLACED, SHOWN = "withheld", "replaced", "shown"


class Redaction(models.Model):
    """`text` is what judges read: an empty one is empty, none at all (null) means that the original stands again.

    `source_sha256` is the hash of the original that the officer had before the eyes.
    """

    submission = models.ForeignKey(Submission, models.PROTECT, related_name="redactions")
    field = models.CharField(max_length=40)
    text = models.TextField(null=True, blank=True)  # noqa: DJ001
    source_sha256 = models.CharField(max_length=64)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    made_at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]
        constraints = [one_of("field", REDACTABLE, "redaction_field_known")]

    def __str__(self) -> str:
        return f"{self.submission_id}: {self.field}"


class FileRedaction(models.Model):
    """For judges a file is kept back, stands as another copy, or is shown again."""

    attachment = models.ForeignKey(Attachment, models.PROTECT, related_name="redactions")
    kind = models.CharField(max_length=10)
    copy = models.FileField(max_length=200, blank=True)
    content_type = models.CharField(max_length=100, blank=True)
    size = models.PositiveBigIntegerField(default=0)
    sha256 = models.CharField(max_length=64, blank=True)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    made_at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]
        constraints = [
            one_of("kind", (WITHHELD, REPLACED, SHOWN), "file_redaction_kind_known"),
            models.CheckConstraint(
                condition=~models.Q(kind=REPLACED) | ~models.Q(copy=""), name="replacement_has_a_copy"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.attachment_id}: {self.kind}"


class AttachmentText(models.Model):
    """The words in a file, as far as they can be read out of it; made by the worker, for the office alone."""

    attachment = models.OneToOneField(Attachment, models.CASCADE, related_name="words")
    text = models.TextField(blank=True)
    read_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.attachment_id}"
