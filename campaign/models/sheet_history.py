"""What happened to a sheet after its lock: given back to its judge with the old one kept, a report answered."""

from django.conf import settings
from django.db import models

from campaign.models.judging import Sheet


class SheetRevision(models.Model):
    """A locked sheet as it stood when it was given back; neither changed nor deleted, held by triggers."""

    sheet = models.ForeignKey(Sheet, models.PROTECT, related_name="revisions")
    version = models.PositiveIntegerField()
    content = models.JSONField()
    sha256 = models.CharField(max_length=64)
    total = models.DecimalField(max_digits=6, decimal_places=2)
    locked_at = models.DateTimeField()
    returned_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    returned_at = models.DateTimeField()
    reason = models.TextField()

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["sheet", "version"], name="sheet_revision_once")]

    def __str__(self) -> str:
        return f"{self.sheet_id}/{self.version}"


class ViolationAnswer(models.Model):
    """What the office says to a judge's report of a violation; the report itself stands on the sheet."""

    sheet = models.OneToOneField(Sheet, models.PROTECT, related_name="violation_answer")
    text = models.TextField()
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    answered_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.sheet_id}"
