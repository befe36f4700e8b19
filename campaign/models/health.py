"""That the portal was alive, minute by minute, and when it was not."""

from django.db import models


class Heartbeat(models.Model):
    """One row, written by the clock of the job worker."""

    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M}"


class Outage(models.Model):
    """From the last sign of life to the next one."""

    began_at = models.DateTimeField()
    ended_at = models.DateTimeField()

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
