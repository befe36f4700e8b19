"""The trail: every act, in one chain. Each event carries the hash of the one before; none is ever changed."""

from django.conf import settings
from django.db import models

from campaign.models.campaign import Campaign
from campaign.models.submission import Submission


class Event(models.Model):
    number = models.PositiveBigIntegerField(unique=True)
    at = models.DateTimeField()
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    actor_name = models.CharField(max_length=150)
    verb = models.CharField(max_length=40)
    campaign = models.ForeignKey(Campaign, models.PROTECT, null=True, blank=True, related_name="events")
    submission = models.ForeignKey(Submission, models.PROTECT, null=True, blank=True, related_name="events")
    facts = models.JSONField(default=dict)
    previous_hash = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)

    class Meta:
        ordering = ["-number"]
        indexes = [
            models.Index(fields=["submission", "number"], name="trail_of_dossier"),
            models.Index(fields=["verb", "number"], name="trail_of_verb"),
        ]

    def __str__(self) -> str:
        return f"{self.number}: {self.verb}"

    @property
    def actor_shown(self) -> str:
        """The chained name, unless the person had the own data erased; wants the event with its actor."""
        return self.actor.full_name if self.actor and self.actor.is_erased else self.actor_name


class ChainHead(models.Model):
    """One row, locked while an event is added, so that the chain cannot fork."""

    number = models.PositiveBigIntegerField(default=0)
    hash = models.CharField(max_length=64, default="0" * 64)

    def __str__(self) -> str:
        return f"{self.number}: {self.hash[:12]}"
