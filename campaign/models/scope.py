"""What the public reads of recognitions beyond the base: copied facts, written at the release of their decision."""

from django.db import models

from campaign.models.constraints import one_of
from campaign.models.decision import SCOPES, Award


class PublishedScope(models.Model):
    """Of the recognition `base`, whatever version of the published list shows it; one for each larger scope."""

    base = models.ForeignKey(Award, models.PROTECT, related_name="published_scopes")
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
        return f"{self.base_id}: {self.scope}"
