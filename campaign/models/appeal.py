"""The terms of appeals of a campaign, and who considers one."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from campaign.models.campaign import Campaign
from campaign.models.following import Appeal


class AppealTerms(models.Model):
    """Without `filing_days` the timetable says until when; with them it is so many days from the publication."""

    campaign = models.OneToOneField(Campaign, models.CASCADE, related_name="appeal_terms")
    filing_days = models.PositiveSmallIntegerField(null=True, blank=True)
    answer_days = models.PositiveSmallIntegerField()
    working_days = models.BooleanField(default=True)
    grounds = models.JSONField(default=list)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(answer_days__gt=0) & (Q(filing_days__isnull=True) | Q(filing_days__gt=0)),
                name="appeal_days_positive",
            )
        ]

    def __str__(self) -> str:
        return f"{self.campaign_id}: {self.answer_days}"


class AppealSeat(models.Model):
    """A member of the panel that considers one appeal: nobody who judged or handled the dossier before."""

    appeal = models.ForeignKey(Appeal, models.PROTECT, related_name="seats")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    is_chair = models.BooleanField(default=False)

    class Meta:
        ordering = ["-is_chair", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["appeal", "user"], name="appeal_seat_once"),
            models.UniqueConstraint(
                fields=["appeal"], condition=Q(is_chair=True), name="one_chair_of_an_appeal"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.appeal_id}: {self.user_id}"
