"""Initiatives recognised before this portal, brought in from lists; the ground on which novelty is checked."""

from django.conf import settings
from django.db import models


class ImportBatch(models.Model):
    source = models.CharField(max_length=300)
    sha256 = models.CharField(max_length=64, unique=True)
    imported_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    imported_at = models.DateTimeField()
    rows = models.PositiveIntegerField()

    class Meta:
        ordering = ["-imported_at"]

    def __str__(self) -> str:
        return self.source


class PastInitiative(models.Model):
    batch = models.ForeignKey(ImportBatch, models.PROTECT, related_name="initiatives")
    row_number = models.PositiveIntegerField()
    title = models.TextField()
    authors = models.JSONField()
    unit_name = models.CharField(max_length=200, blank=True)
    field = models.CharField(max_length=200, blank=True)
    year = models.PositiveSmallIntegerField(null=True, blank=True)
    search_text = models.TextField()

    class Meta:
        ordering = ["-pk"]
        constraints = [models.UniqueConstraint(fields=["batch", "row_number"], name="imported_row_once")]

    def __str__(self) -> str:
        return self.title


class LikelyDouble(models.Model):
    """Two imported rows that a person should look at; never decides anything by itself."""

    earlier = models.ForeignKey(PastInitiative, models.PROTECT, related_name="+")
    later = models.ForeignKey(PastInitiative, models.PROTECT, related_name="doubles")
    verdict = models.CharField(max_length=10)
    score = models.DecimalField(max_digits=4, decimal_places=2)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["earlier", "later"], name="double_once")]

    def __str__(self) -> str:
        return f"{self.earlier_id} ~ {self.later_id}"
