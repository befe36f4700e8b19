"""The council's sitting and proposals, the proposal paper (tờ trình), and the signed decision that rests on them."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from campaign.models.campaign import AwardLevel, Campaign, Strand
from campaign.models.constraints import one_of
from campaign.models.council import Council
from campaign.models.ranking import Ranking
from campaign.models.register import RegisterEntry, RegisterSeries
from campaign.models.session import CouncilSession
from campaign.models.submission import Submission

OUTCOMES = ("award", "recognised", "not_recognised")
DECISION_KINDS = ("recognition", "reward", "revocation")
SCOPES = ("base", "province", "nation")


class ProposalPaper(models.Model):
    """The council's tờ trình: it asks whoever signs to decide on what these sittings propose."""

    campaign = models.ForeignKey(Campaign, models.PROTECT, related_name="proposal_papers")
    entry = models.OneToOneField(RegisterEntry, models.PROTECT, related_name="proposal_paper")
    council = models.ForeignKey(Council, models.PROTECT, null=True, blank=True, related_name="+")
    signer_power = models.CharField(max_length=200)
    signer_title = models.CharField(max_length=100)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return str(self.entry)


class Sitting(models.Model):
    """`session`: the live session that ended with it; `proposal_paper`: what was asked on the ground of it."""

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
    proposal_paper = models.ForeignKey(
        ProposalPaper, models.PROTECT, null=True, blank=True, related_name="sittings"
    )
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


class DecisionQuerySet(models.QuerySet["Decision"]):
    def standing(self) -> Self:
        """Not taken back."""
        return self.filter(reverted_at__isnull=True)

    def pending(self) -> Self:
        return self.standing().filter(released_at__isnull=True)

    def released(self) -> Self:
        return self.filter(released_at__isnull=False)


class Decision(models.Model):
    """A signed paper. Until `released_at` nobody outside the office sees or is told anything of it.

    `scope` is of a recognition: how far the initiative reaches. `bases`, `issuer_line` and the signer are frozen at the
    recording. `signer_power` has one line or two ("TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH"), `signer_title` the last one.
    A revocation says in `reason` why. One taken back before its release keeps its number.
    """

    campaign = models.ForeignKey(Campaign, models.PROTECT, related_name="decisions")
    kind = models.CharField(max_length=12, default="recognition")
    scope = models.CharField(max_length=10, default="base", blank=True)
    council = models.ForeignKey(Council, models.PROTECT, null=True, blank=True, related_name="decisions")
    series = models.ForeignKey(
        RegisterSeries, models.PROTECT, null=True, blank=True, related_name="decisions"
    )
    entry = models.OneToOneField(
        RegisterEntry, models.PROTECT, null=True, blank=True, related_name="decision"
    )
    number = models.PositiveIntegerField()
    symbol = models.CharField(max_length=40, default="QĐ-UBND")
    year = models.PositiveSmallIntegerField()
    signed_on = models.DateField()
    issuer_line = models.CharField(max_length=200, blank=True)
    signer_power = models.CharField(max_length=200)
    signer_title = models.CharField(max_length=100)
    signer_name = models.CharField(max_length=150)
    proposal_paper = models.ForeignKey(
        ProposalPaper, models.PROTECT, null=True, blank=True, related_name="decisions"
    )
    proposal_number = models.CharField(max_length=60, blank=True)
    proposal_on = models.DateField(null=True, blank=True)
    bases = models.JSONField(default=list, blank=True)
    reason = models.TextField(blank=True)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()
    released_at = models.DateTimeField(null=True, blank=True)
    reverted_at = models.DateTimeField(null=True, blank=True)
    reverted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    reverted_reason = models.TextField(blank=True)

    objects = DecisionQuerySet.as_manager()

    class Meta:
        ordering = ["-signed_on", "-pk"]
        constraints = [
            one_of("kind", DECISION_KINDS, "decision_kind_known"),
            one_of("scope", (*SCOPES, ""), "decision_scope_known"),
            models.CheckConstraint(
                condition=(Q(kind="recognition") & ~Q(scope="")) | (~Q(kind="recognition") & Q(scope="")),
                name="decision_scope_of_recognition",
            ),
            models.UniqueConstraint(fields=["series", "year", "number"], name="decision_number_once_a_year"),
            models.CheckConstraint(condition=Q(number__gt=0), name="decision_number_positive"),
            models.CheckConstraint(
                condition=Q(reverted_at__isnull=True) | Q(released_at__isnull=True),
                name="released_decision_is_not_reverted",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number:02d}/{self.symbol}"


class Award(models.Model):
    """What the decision says of one dossier. `is_live` falls when it is revoked, or its decision taken back.

    `ground` is the recognition of a smaller scope that this one rests on. `notice` is the number of the letter that
    says why not. `revoked_in` is the decision that revoked it.
    """

    decision = models.ForeignKey(Decision, models.PROTECT, related_name="awards")
    submission = models.ForeignKey(Submission, models.PROTECT, related_name="awards")
    scope = models.CharField(max_length=10, default="base")
    ground = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="raised")
    notice = models.OneToOneField(
        RegisterEntry, models.PROTECT, null=True, blank=True, related_name="notice_of"
    )
    outcome = models.CharField(max_length=20)
    award_level = models.ForeignKey(AwardLevel, models.PROTECT, null=True, blank=True, related_name="+")
    level_label = models.CharField(max_length=100, blank=True)
    reason = models.TextField(blank=True)
    is_live = models.BooleanField(default=True)
    revoked_at = models.DateTimeField(null=True, blank=True)
    revoked_reason = models.TextField(blank=True)
    revoked_in = models.ForeignKey(
        Decision, models.PROTECT, null=True, blank=True, related_name="revoked_awards"
    )

    class Meta:
        ordering = ["pk"]
        constraints = [
            one_of("outcome", OUTCOMES, "award_outcome_known"),
            one_of("scope", SCOPES, "award_scope_known"),
            models.UniqueConstraint(
                fields=["submission", "scope"], condition=Q(is_live=True), name="one_live_decision"
            ),
            models.CheckConstraint(
                condition=Q(scope="base") | Q(ground__isnull=False), name="larger_scope_has_a_ground"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.submission_id}: {self.outcome}"
