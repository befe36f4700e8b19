"""Rounds of judging and their results, the close of a panel, and the votes of the community."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from campaign.models.judging import Combination, Panel
from campaign.models.submission import Submission


class RoundResult(Combination):
    """Every result that was computed, in order; nothing here is ever changed. The last of a round is its result."""

    submission = models.ForeignKey(Submission, models.PROTECT, related_name="round_results")
    why = models.TextField(blank=True)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.submission_id}/{self.round}: {self.total}"


class RoundOpening(models.Model):
    """A second or later round of a dossier: who opened it, when and why."""

    submission = models.ForeignKey(Submission, models.PROTECT, related_name="round_openings")
    round = models.PositiveSmallIntegerField()
    reason = models.TextField()
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    opened_at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["submission", "round"], name="round_opened_once"),
            models.CheckConstraint(condition=Q(round__gte=2), name="round_after_the_first"),
        ]

    def __str__(self) -> str:
        return f"{self.submission_id}/{self.round}"


class RoundChoice(models.Model):
    """Which round counts, chosen when `of_rounds` rounds had a result; the last choice holds."""

    submission = models.ForeignKey(Submission, models.PROTECT, related_name="round_choices")
    round = models.PositiveSmallIntegerField()
    of_rounds = models.PositiveSmallIntegerField()
    reason = models.TextField()
    chosen_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    chosen_at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(round__gte=1, round__lte=models.F("of_rounds")), name="chosen_round_exists"
            )
        ]

    def __str__(self) -> str:
        return f"{self.submission_id}: {self.round}"


class PanelClosing(models.Model):
    """From `closed_at` until `reopened_at` nobody of the panel saves or locks. `late` counts sheets left unlocked."""

    panel = models.ForeignKey(Panel, models.PROTECT, related_name="closings")
    reason = models.TextField()
    late = models.PositiveIntegerField(default=0)
    closed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    closed_at = models.DateTimeField()
    reopened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    reopened_at = models.DateTimeField(null=True, blank=True)
    reopen_reason = models.TextField(blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["panel"], condition=Q(reopened_at__isnull=True), name="panel_closed_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.panel_id}: {self.closed_at}"


class CommunityVote(models.Model):
    """Votes for a dossier as an outside poll counted them; `source` says where the figure stands."""

    submission = models.OneToOneField(Submission, models.PROTECT, related_name="community_vote")
    votes = models.PositiveIntegerField()
    source = models.CharField(max_length=300)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.submission_id}: {self.votes}"
