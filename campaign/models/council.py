"""The bodies that decide: the initiative council (TT 18/2013 Art. 8) and the emulation-reward council, each founded
by a decision of its own."""

from __future__ import annotations

from datetime import date
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from campaign.models.campaign import Campaign
from campaign.models.constraints import one_of
from campaign.rules.councils import CouncilKind, Seat


class Council(models.Model):
    """`quorum` of the members must be there, `majority` of all members must agree; both as fractions of integers.

    `written_opinions`: who is absent answers in writing. `state_funded`: the head of the reviewing unit may not sit
    while being an author (NĐ 13/2012 Art. 7).
    """

    campaign = models.ForeignKey(Campaign, models.PROTECT, related_name="councils")
    kind = models.CharField(max_length=12, default="initiative")
    name = models.CharField(max_length=200)
    decision_number = models.CharField(max_length=60)
    decision_date = models.DateField()
    term_from = models.DateField()
    term_to = models.DateField(null=True, blank=True)
    quorum_numerator = models.PositiveSmallIntegerField(default=2)
    quorum_denominator = models.PositiveSmallIntegerField(default=3)
    majority_numerator = models.PositiveSmallIntegerField(default=2)
    majority_denominator = models.PositiveSmallIntegerField(default=3)
    written_opinions = models.BooleanField(default=False)
    state_funded = models.BooleanField(default=True)

    class Meta:
        ordering = ["-pk"]
        constraints = [
            one_of("kind", CouncilKind, "council_kind_known"),
            models.CheckConstraint(
                condition=Q(quorum_numerator__gt=0, quorum_numerator__lte=F("quorum_denominator")),
                name="quorum_is_a_share",
            ),
            models.CheckConstraint(
                condition=Q(majority_numerator__gt=0, majority_numerator__lte=F("majority_denominator")),
                name="majority_is_a_share",
            ),
            models.CheckConstraint(
                condition=Q(term_to__isnull=True) | Q(term_to__gte=F("term_from")),
                name="term_ends_after_start",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class CouncilMemberQuerySet(models.QuerySet["CouncilMember"]):
    def serving(self, on: date) -> Self:
        """Seated on that day, in a council whose term runs on it; `left_on` is the first day without the seat."""
        seated = Q(left_on__isnull=True) | Q(left_on__gt=on)
        in_term = Q(council__term_to__isnull=True) | Q(council__term_to__gte=on)
        return self.filter(seated, in_term, council__term_from__lte=on)


class CouncilMember(models.Model):
    """`union`: speaks for the trade union that the authors are members of."""

    council = models.ForeignKey(Council, models.PROTECT, related_name="members")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="council_seats")
    role = models.CharField(max_length=12, default="member")
    left_on = models.DateField(null=True, blank=True)

    objects = CouncilMemberQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["council", "user"], name="seat_once_per_council"),
            models.UniqueConstraint(
                fields=["council"],
                condition=Q(role="chair", left_on__isnull=True),
                name="one_chair_per_council",
            ),
            one_of("role", Seat, "seat_role_known"),
        ]

    def __str__(self) -> str:
        return f"{self.council_id}: {self.user_id}"
