"""What the public reads of recognitions beyond the base: copied facts, written at the release of their decision."""

from django.db import models

from campaign.models.constraints import one_of
from campaign.models.decision import SCOPES, Award
from campaign.models.publication import PublishedResult


class PublishedScope(models.Model):
    """A published result has one for each larger scope that it was recognised in."""

    result = models.ForeignKey(PublishedResult, models.PROTECT, related_name="scopes")
    award = models.OneToOneField(Award, models.PROTECT, related_name="published_scope")
    scope = models.CharField(max_length=10)
    issuer_name = models.CharField(max_length=200)
    decision_text = models.CharField(max_length=200)
    published_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [one_of("scope", SCOPES, "published_scope_known")]

    def __str__(self) -> str:
        return f"{self.result_id}: {self.scope}"
