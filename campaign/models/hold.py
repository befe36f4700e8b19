"""A dossier or a person set aside while discipline, an inspection or a complaint is open (NĐ 152/2025 Art. 4.4).

Personal data of the most sensitive sort: read by officers and administrators alone, never copied anywhere.
"""

from datetime import date
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from campaign.models.constraints import one_of
from campaign.models.submission import Submission

HOLD_KINDS = ("discipline", "inspection", "complaint")


class HoldQuerySet(models.QuerySet["Hold"]):
    def in_force(self, on: date) -> Self:
        lasting = Q(until__isnull=True) | Q(until__gte=on)
        return self.filter(lasting, lifted_at__isnull=True, since__lte=on)


class Hold(models.Model):
    """Of one dossier or of one person; of a person it sets aside every dossier the person wrote.

    `until` is the last day, where it is known; before it, only a person with a reason ends the hold.
    """

    submission = models.ForeignKey(Submission, models.PROTECT, null=True, blank=True, related_name="holds")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="holds"
    )
    kind = models.CharField(max_length=12)
    reason = models.TextField()
    since = models.DateField()
    until = models.DateField(null=True, blank=True)
    placed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    placed_at = models.DateTimeField()
    lifted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    lifted_at = models.DateTimeField(null=True, blank=True)
    lifted_reason = models.TextField(blank=True)

    objects = HoldQuerySet.as_manager()

    class Meta:
        ordering = ["-placed_at", "-pk"]
        constraints = [
            one_of("kind", HOLD_KINDS, "hold_kind_known"),
            models.CheckConstraint(
                condition=Q(submission__isnull=False, person__isnull=True)
                | Q(submission__isnull=True, person__isnull=False),
                name="hold_of_one_thing",
            ),
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=F("since")), name="hold_ends_after_start"
            ),
            models.CheckConstraint(
                condition=Q(lifted_at__isnull=True) | ~Q(lifted_reason=""), name="hold_lifted_with_a_reason"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind}: {self.submission_id or self.person_id}"
