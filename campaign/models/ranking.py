"""A ranking is a frozen snapshot: inputs, parameters, order and the reason of every place. Triggers keep it so."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from campaign.models.campaign import AwardLevel, Campaign, Strand
from campaign.models.submission import Submission


class Ranking(models.Model):
    """`sha256` is over the canonical bytes of parameters, inputs and result; `inputs_sha256` over the first two.

    `algorithm` says how the result follows from them; 0: made before inputs were kept, so nothing can be recomputed.
    `trail_number`: where the trail ended when it was made.
    """

    campaign = models.ForeignKey(Campaign, models.PROTECT, related_name="rankings")
    strand = models.ForeignKey(Strand, models.PROTECT, related_name="rankings")
    number = models.PositiveSmallIntegerField()
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    tie_chain = models.JSONField()
    parameters = models.JSONField()
    trail_number = models.PositiveBigIntegerField(default=0)
    algorithm = models.PositiveSmallIntegerField(default=0)
    inputs_sha256 = models.CharField(max_length=64)
    sha256 = models.CharField(max_length=64, blank=True)
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


class RankingInputs(models.Model):
    """Everything that went in, as `rules/ranking_record.py` writes it; apart because pages need none of it."""

    ranking = models.OneToOneField(Ranking, models.PROTECT, related_name="inputs")
    content = models.JSONField()

    def __str__(self) -> str:
        return str(self.ranking_id)


class RankedSubmission(models.Model):
    """`tie_code`, `award_code` and `facts` say the reasons to programs; the two sentences say them to the office."""

    ranking = models.ForeignKey(Ranking, models.PROTECT, related_name="rows")
    submission = models.ForeignKey(Submission, models.PROTECT, related_name="ranked_rows")
    line = models.PositiveIntegerField()
    position = models.PositiveIntegerField()
    total = models.DecimalField(max_digits=6, decimal_places=2)
    level_code = models.CharField(max_length=40, blank=True)
    level_label = models.CharField(max_length=100, blank=True)
    tie_code = models.CharField(max_length=20, blank=True)
    tie_reason = models.TextField(blank=True)
    award_level = models.ForeignKey(AwardLevel, models.PROTECT, null=True, blank=True, related_name="+")
    award_code = models.CharField(max_length=20, blank=True)
    award_reason = models.TextField(blank=True)
    facts = models.JSONField(default=dict)

    class Meta:
        ordering = ["line"]
        constraints = [
            models.UniqueConstraint(fields=["ranking", "submission"], name="ranked_once"),
            models.UniqueConstraint(fields=["ranking", "line"], name="ranking_line_once"),
        ]

    def __str__(self) -> str:
        return f"{self.ranking_id}: {self.position}"
