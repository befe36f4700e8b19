"""More time for one person or one unit, and who was reminded of an end."""

from collections.abc import Collection
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, OuterRef, Q

from accounts.models.unit import Unit
from campaign.models.campaign import Campaign, Strand
from campaign.models.constraints import one_of
from campaign.models.submission import Submission
from campaign.rules.phases import KINDS


class ExtensionQuerySet(models.QuerySet["Extension"]):
    def in_force(self) -> Self:
        return self.filter(revoked_at__isnull=True)

    def reaching(self, units: Collection[int], people: Collection[int]) -> Self:
        """More time to file, in force, for any of these units or people."""
        return self.in_force().filter(Q(unit__in=units) | Q(person__in=people), kind="submit")

    def latest_end(self) -> models.Subquery:
        """Of those that reach the outer row, a dossier, and are not used up by others."""
        whose = Q(unit=OuterRef("unit")) | Q(person=OuterRef("owner"))
        strand = Q(strand=None) | Q(strand=OuterRef("strand"))
        left = Q(most_uses=None) | Q(uses__lt=F("most_uses")) | Q(pk=OuterRef("extension"))
        rows = self.in_force().filter(whose, strand, left, campaign=OuterRef("campaign"), kind="submit")
        return models.Subquery(rows.order_by("-closes").values("closes")[:1])


class Extension(models.Model):
    """Until `closes` for the dossiers of this unit or this person, at most `most_uses` of them (none: any number)."""

    campaign = models.ForeignKey(Campaign, models.PROTECT, related_name="extensions")
    strand = models.ForeignKey(Strand, models.PROTECT, null=True, blank=True, related_name="extensions")
    kind = models.CharField(max_length=20, default="submit")
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="extensions")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="extensions"
    )
    closes = models.DateTimeField()
    reason = models.TextField()
    most_uses = models.PositiveSmallIntegerField(null=True, blank=True)
    uses = models.PositiveSmallIntegerField(default=0)
    granted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    granted_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, blank=True)

    objects = ExtensionQuerySet.as_manager()

    class Meta:
        ordering = ["-granted_at", "-pk"]
        constraints = [
            one_of("kind", KINDS, "extension_kind_known"),
            models.CheckConstraint(
                condition=Q(unit__isnull=True, person__isnull=False)
                | Q(unit__isnull=False, person__isnull=True),
                name="extension_for_a_unit_or_a_person",
            ),
            models.CheckConstraint(
                condition=Q(most_uses__isnull=True) | Q(uses__lte=F("most_uses")), name="extension_uses_left"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind}: {self.closes:%Y-%m-%d %H:%M}"


class Reminder(models.Model):
    """That the holders of this draft were reminded so many hours before this end."""

    submission = models.ForeignKey(Submission, models.CASCADE, related_name="reminders")
    hours = models.PositiveSmallIntegerField()
    closes = models.DateTimeField()
    sent_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["submission", "hours", "closes"], name="reminder_once")
        ]

    def __str__(self) -> str:
        return f"{self.submission_id}: {self.hours}"
