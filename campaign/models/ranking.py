"""A ranking is a frozen snapshot: inputs, parameters, order and the reason of every place."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from campaign.models.campaign import AwardLevel, Campaign, Strand
from campaign.models.submission import Submission


class Ranking(models.Model):
    campaign = models.ForeignKey(Campaign, models.PROTECT, related_name="rankings")
    strand = models.ForeignKey(Strand, models.PROTECT, related_name="rankings")
    number = models.PositiveSmallIntegerField()
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    tie_chain = models.JSONField()
    parameters = models.JSONField()
    inputs_sha256 = models.CharField(max_length=64)
    is_current = models.BooleanField(default=True)

    class Meta:
        ordering = ["strand", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["strand", "number"], name="ranking_once"),
            models.UniqueConstraint(
                fields=["strand"], condition=Q(is_current=True), name="one_current_ranking"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.strand_id}/{self.number}"


class RankedSubmission(models.Model):
    ranking = models.ForeignKey(Ranking, models.PROTECT, related_name="rows")
    submission = models.ForeignKey(Submission, models.PROTECT, related_name="ranked_rows")
    line = models.PositiveIntegerField()
    position = models.PositiveIntegerField()
    total = models.DecimalField(max_digits=6, decimal_places=2)
    level_code = models.CharField(max_length=40, blank=True)
    level_label = models.CharField(max_length=100, blank=True)
    tie_reason = models.TextField(blank=True)
    award_level = models.ForeignKey(AwardLevel, models.PROTECT, null=True, blank=True, related_name="+")
    award_reason = models.TextField(blank=True)

    class Meta:
        ordering = ["line"]
        constraints = [
            models.UniqueConstraint(fields=["ranking", "submission"], name="ranked_once"),
            models.UniqueConstraint(fields=["ranking", "line"], name="ranking_line_once"),
        ]

    def __str__(self) -> str:
        return f"{self.ranking_id}: {self.position}"
