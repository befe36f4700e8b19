"""What the unit said of a dossier; every round is kept."""

from django.conf import settings
from django.db import models

from accounts.models.unit import Unit
from campaign.models.constraints import one_of
from campaign.models.submission import Submission

OUTCOMES = ("endorsed", "returned", "declined")


class Endorsement(models.Model):
    submission = models.ForeignKey(Submission, models.PROTECT, related_name="endorsements")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    unit_name = models.CharField(max_length=200)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    outcome = models.CharField(max_length=10)
    comment = models.TextField(blank=True)
    rank_in_unit = models.PositiveSmallIntegerField(null=True, blank=True)
    minutes_number = models.CharField(max_length=60, blank=True)

    class Meta:
        ordering = ["at", "pk"]
        constraints = [one_of("outcome", OUTCOMES, "endorsement_outcome_known")]

    def __str__(self) -> str:
        return f"{self.submission_id}: {self.outcome}"
