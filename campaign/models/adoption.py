"""How a recognised initiative spreads: a unit's pledge, its first application, and what came of it."""

from __future__ import annotations

from datetime import date
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from accounts.models.unit import Unit
from campaign.models.showcase import LibraryEntry


class AdoptionQuerySet(models.QuerySet["Adoption"]):
    def standing(self) -> Self:
        return self.filter(withdrawn_at=None)

    def confirmed(self) -> Self:
        """What the public counts: the head of the unit has confirmed the first application."""
        return self.standing().filter(confirmed_at__isnull=False)

    def unconfirmed_on(self, day: date) -> Self:
        """Pledged to have begun before this day, and nothing was confirmed."""
        return self.standing().filter(confirmed_at=None, starts_on__lte=day)


class Adoption(models.Model):
    """One unit, one initiative. Name, kind and area of the unit are those of the day of the pledge."""

    entry = models.ForeignKey(LibraryEntry, models.PROTECT, related_name="adoptions")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="adoptions")
    unit_name = models.CharField(max_length=200)
    unit_kind = models.CharField(max_length=24)
    area_name = models.CharField(max_length=200, blank=True)
    starts_on = models.DateField()
    contact = models.CharField(max_length=200)
    plan = models.TextField()
    pledged_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    pledged_at = models.DateTimeField()
    applied_on = models.DateField(null=True, blank=True)
    applied_where = models.TextField(blank=True)
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    confirmed_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_reason = models.TextField(blank=True)
    reminded_on = models.DateField(null=True, blank=True)

    objects = AdoptionQuerySet.as_manager()

    class Meta:
        ordering = ["-pledged_at"]
        constraints = [
            models.UniqueConstraint(
                F("entry"), F("unit"), condition=Q(withdrawn_at__isnull=True), name="adoption_once_per_unit"
            ),
            models.CheckConstraint(
                condition=Q(confirmed_at__isnull=True) ^ Q(applied_on__isnull=False),
                name="adoption_confirmed_with_day",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True) | ~Q(withdrawn_reason=""),
                name="adoption_withdrawn_with_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.unit_name}: {self.entry_id}"


class BenefitCheckQuerySet(models.QuerySet["BenefitCheck"]):
    def due_on(self, day: date) -> Self:
        return self.filter(done_at=None, adoption__withdrawn_at=None, due_on__lte=day)


class BenefitCheck(models.Model):
    """Six and twelve months after the first application. Money in whole đồng, never without how it was computed."""

    adoption = models.ForeignKey(Adoption, models.PROTECT, related_name="checks")
    months = models.PositiveSmallIntegerField()
    due_on = models.DateField()
    done_at = models.DateTimeField(null=True, blank=True)
    done_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    people = models.PositiveIntegerField(null=True, blank=True)
    money = models.PositiveBigIntegerField(null=True, blank=True)
    method = models.TextField(blank=True)
    comment = models.TextField(blank=True)
    reminded_on = models.DateField(null=True, blank=True)

    objects = BenefitCheckQuerySet.as_manager()

    class Meta:
        ordering = ["due_on"]
        indexes = [models.Index(fields=["done_at", "due_on"], name="benefit_checks_due")]
        constraints = [
            models.UniqueConstraint(fields=["adoption", "months"], name="benefit_check_once"),
            models.CheckConstraint(condition=Q(months__in=[6, 12]), name="benefit_check_months_known"),
            models.CheckConstraint(
                condition=Q(done_at__isnull=True) ^ Q(people__isnull=False), name="benefit_check_has_figures"
            ),
            models.CheckConstraint(
                condition=Q(money__isnull=True) | Q(money=0) | ~Q(method=""), name="benefit_money_has_method"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.adoption_id}: {self.months}"
