"""Which totals rank a strand: the raw ones, unless the council votes for the others before any name is shown."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from campaign.models.campaign import Strand
from campaign.models.constraints import one_of
from campaign.rules.fairness_basis import BASES


class ScoreBasis(models.Model):
    """One vote of the council on it, whichever way it went; a later vote replaces it and both stay readable."""

    strand = models.ForeignKey(Strand, models.PROTECT, related_name="score_bases")
    basis = models.CharField(max_length=10)
    members_total = models.PositiveSmallIntegerField()
    members_present = models.PositiveSmallIntegerField()
    votes_for = models.PositiveSmallIntegerField()
    votes_against = models.PositiveSmallIntegerField(default=0)
    votes_blank = models.PositiveSmallIntegerField(default=0)
    reason = models.TextField()
    decided_at = models.DateTimeField()
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    is_current = models.BooleanField(default=True)

    class Meta:
        ordering = ["-pk"]
        constraints = [
            one_of("basis", BASES, "score_basis_known"),
            models.UniqueConstraint(
                fields=["strand"], condition=Q(is_current=True), name="one_current_score_basis"
            ),
            models.CheckConstraint(
                condition=Q(members_total__gt=0, members_present__lte=F("members_total")),
                name="basis_voters_within_members",
            ),
            models.CheckConstraint(
                condition=Q(members_present__gte=F("votes_for") + F("votes_against") + F("votes_blank")),
                name="basis_votes_within_present",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.strand_id}: {self.basis}"
