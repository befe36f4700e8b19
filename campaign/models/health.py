"""That the portal was alive, minute by minute, and when it was not."""

from datetime import datetime, timedelta
from typing import Self

from django.db import models
from django.db.models import DateTimeField, Exists, ExpressionWrapper, OuterRef

from campaign.models.campaign import Window
from campaign.rules.phases import Kind

# An outage counts for people who file when it falls into the last two hours.
LAST_HOURS = timedelta(hours=2)


class Heartbeat(models.Model):
    """One row, written by the clock of the job worker."""

    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M}"


class OutageQuerySet(models.QuerySet["Outage"]):
    def before_an_end(self, since: datetime) -> Self:
        """Those that took something of the last hours before the end of a running campaign's filing."""
        hours = ExpressionWrapper(OuterRef("ended_at") + LAST_HOURS, output_field=DateTimeField())
        ends = Window.objects.filter(
            kind=Kind.SUBMIT.value,
            campaign__announced_at__isnull=False,
            campaign__closed_at=None,
            closes__gt=OuterRef("began_at"),
            closes__lt=hours,
        )
        return self.filter(Exists(ends), ended_at__gte=since)


class Outage(models.Model):
    """From the last sign of life to the next one."""

    began_at = models.DateTimeField()
    ended_at = models.DateTimeField()

    objects = OutageQuerySet.as_manager()

    class Meta:
        ordering = ["-ended_at", "-pk"]
        indexes = [models.Index(fields=["-ended_at"], name="outages_by_time")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ended_at__gt=models.F("began_at")), name="outage_in_order"
            )
        ]

    def __str__(self) -> str:
        return f"{self.began_at:%Y-%m-%d %H:%M} - {self.ended_at:%H:%M}"
