"""The texts of law that papers rest on, as dated data: a paper rests on those in force on the day of its signing."""

from datetime import date
from typing import Self

from django.db import models
from django.db.models import F, Q

from campaign.models.constraints import one_of

PURPOSES = ("recognition", "reward", "bonus", "both")
CERTAINTIES = ("checked", "secondary", "unsure")


class LegalTextQuerySet(models.QuerySet["LegalText"]):
    def in_force(self, on: date) -> Self:
        lasting = Q(in_force_to__isnull=True) | Q(in_force_to__gte=on)
        return self.filter(lasting, in_force_from__lte=on)

    def bearing(self, purpose: str) -> Self:
        return self.filter(purpose__in=(purpose, "both"))


class LegalText(models.Model):
    """`kind_name` is what the text is ("Nghị định"), `title` what it is about. `in_force_to` is the last day.

    `certainty` is for whoever chooses: only a checked text is proposed as chosen, the others wait for a person's tick.
    `note` says where it was read and what is open.
    """

    kind_name = models.CharField(max_length=60)
    number = models.CharField(max_length=60)
    title = models.CharField(max_length=400, blank=True)
    issuer = models.CharField(max_length=150)
    issued_on = models.DateField(null=True, blank=True)
    in_force_from = models.DateField()
    in_force_to = models.DateField(null=True, blank=True)
    purpose = models.CharField(max_length=12, default="both")
    certainty = models.CharField(max_length=10, default="unsure")
    note = models.TextField(blank=True)
    order = models.PositiveSmallIntegerField(default=50)

    objects = LegalTextQuerySet.as_manager()

    class Meta:
        ordering = ["order", "in_force_from", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["number", "in_force_from"], name="legal_text_once"),
            one_of("purpose", PURPOSES, "legal_purpose_known"),
            one_of("certainty", CERTAINTIES, "legal_certainty_known"),
            models.CheckConstraint(
                condition=Q(in_force_to__isnull=True) | Q(in_force_to__gte=F("in_force_from")),
                name="legal_text_ends_after_start",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind_name} {self.number}"
