"""The council's sitting and proposals, and the signed decision that rests on them."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from campaign.models.campaign import AwardLevel, Campaign, Strand
from campaign.models.constraints import one_of
from campaign.models.ranking import Ranking
from campaign.models.session import CouncilSession
from campaign.models.submission import Submission

OUTCOMES = ("award", "recognised", "not_recognised")


class Sitting(models.Model):
    """`session`: the live session that ended with it, if there was one."""

    session = models.OneToOneField(
        CouncilSession, models.PROTECT, null=True, blank=True, related_name="sitting"
    )
    campaign = models.ForeignKey(Campaign, models.PROTECT, related_name="sittings")
    strand = models.ForeignKey(Strand, models.PROTECT, related_name="sittings")
    ranking = models.ForeignKey(Ranking, models.PROTECT, related_name="sittings")
    held_on = models.DateField()
    place = models.CharField(max_length=200)
    chair_name = models.CharField(max_length=150)
    secretary_name = models.CharField(max_length=150)
    members_total = models.PositiveSmallIntegerField()
    members_present = models.PositiveSmallIntegerField()
    minutes_number = models.CharField(max_length=60)
    note = models.TextField(blank=True)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        ordering = ["-held_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(members_total__gt=0, members_present__lte=F("members_total")),
                name="present_within_total",
            )
        ]

    def __str__(self) -> str:
        return self.minutes_number


class Proposal(models.Model):
    sitting = models.ForeignKey(Sitting, models.PROTECT, related_name="proposals")
    submission = models.OneToOneField(Submission, models.PROTECT, related_name="proposal")
    outcome = models.CharField(max_length=20)
    award_level = models.ForeignKey(AwardLevel, models.PROTECT, null=True, blank=True, related_name="+")
    position = models.PositiveIntegerField()
    total = models.DecimalField(max_digits=6, decimal_places=2)
    level_label = models.CharField(max_length=100, blank=True)
    votes_for = models.PositiveSmallIntegerField()
    votes_against = models.PositiveSmallIntegerField(default=0)
    votes_blank = models.PositiveSmallIntegerField(default=0)
    reason = models.TextField(blank=True)

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            one_of("outcome", OUTCOMES, "proposal_outcome_known"),
            models.CheckConstraint(
                condition=Q(outcome="award", award_level__isnull=False)
                | (~Q(outcome="award") & Q(award_level__isnull=True)),
                name="proposal_award_has_a_level",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.submission_id}: {self.outcome}"


class Decision(models.Model):
    campaign = models.ForeignKey(Campaign, models.PROTECT, related_name="decisions")
    number = models.PositiveIntegerField()
    symbol = models.CharField(max_length=40, default="QĐ-UBND")
    year = models.PositiveSmallIntegerField()
    signed_on = models.DateField()
    signer_power = models.CharField(max_length=100)
    signer_title = models.CharField(max_length=100)
    signer_name = models.CharField(max_length=150)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        ordering = ["-signed_on", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["symbol", "year", "number"], name="decision_number_once_a_year"),
            models.CheckConstraint(condition=Q(number__gt=0), name="decision_number_positive"),
        ]

    def __str__(self) -> str:
        return f"{self.number:02d}/{self.symbol}"


class Award(models.Model):
    """What the decision says of one dossier. `is_live` falls when it is revoked."""

    decision = models.ForeignKey(Decision, models.PROTECT, related_name="awards")
    submission = models.ForeignKey(Submission, models.PROTECT, related_name="awards")
    outcome = models.CharField(max_length=20)
    award_level = models.ForeignKey(AwardLevel, models.PROTECT, null=True, blank=True, related_name="+")
    level_label = models.CharField(max_length=100, blank=True)
    reason = models.TextField(blank=True)
    is_live = models.BooleanField(default=True)
    revoked_at = models.DateTimeField(null=True, blank=True)
    revoked_reason = models.TextField(blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            one_of("outcome", OUTCOMES, "award_outcome_known"),
            models.UniqueConstraint(
                fields=["submission"], condition=Q(is_live=True), name="one_live_decision"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.submission_id}: {self.outcome}"
