"""Votes of a session. A secret ballot is never stored: it adds to the sums of its round, and nothing else is kept.

Who drew a ballot (`Elector.has_ballot`) and which ballots exist (`BallotToken`) are two lists without a link:
neither has a moment or a counted number, and whoever draws writes both lists anew, in an order that says nothing
(`actions/voting.py`). With the round the tokens go.
"""

from django.conf import settings
from django.db import models
from django.db.models import Q

from campaign.models.campaign import AwardLevel
from campaign.models.constraints import one_of
from campaign.models.council import CouncilMember
from campaign.models.session import AgendaItem, CouncilSession
from campaign.rules.ballot import Choice, Count
from campaign.rules.sessions import BY_HAND, Question, Way


class RoundQuerySet(models.QuerySet["VoteRound"]):
    def running(self) -> "RoundQuerySet":
        return self.filter(closed_at__isnull=True, voided_at__isnull=True)

    def counted(self) -> "RoundQuerySet":
        return self.filter(closed_at__isnull=False)


class VoteRound(models.Model):
    """One question about one or several items, put to the same voters. Numbers of the room are frozen at opening."""

    session = models.ForeignKey(CouncilSession, models.PROTECT, related_name="rounds")
    number = models.PositiveSmallIntegerField()
    question = models.CharField(max_length=10)
    way = models.CharField(max_length=10)
    members_total = models.PositiveSmallIntegerField()
    members_present = models.PositiveSmallIntegerField()
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    opened_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True, blank=True)
    voided_at = models.DateTimeField(null=True, blank=True)
    void_reason = models.TextField(blank=True)
    early_reason = models.TextField(blank=True)
    issued = models.PositiveSmallIntegerField(default=0)
    collected = models.PositiveSmallIntegerField(default=0)
    invalid = models.PositiveSmallIntegerField(default=0)
    committee = models.CharField(max_length=300, blank=True)

    objects = RoundQuerySet.as_manager()

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["session", "number"], name="round_number_once"),
            one_of("question", Question, "round_question_known"),
            one_of("way", Way, "round_way_known"),
            models.CheckConstraint(
                condition=Q(closed_at__isnull=True) | Q(voided_at__isnull=True), name="round_ends_once"
            ),
            models.CheckConstraint(
                condition=Q(collected__lte=models.F("issued"), invalid__lte=models.F("collected")),
                name="round_papers_add_up",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.session_id}: {self.number}"

    @property
    def is_running(self) -> bool:
        return self.closed_at is None and self.voided_at is None

    @property
    def is_by_hand(self) -> bool:
        return self.way in BY_HAND


class RoundItem(models.Model):
    """The sums of one item. `written_…` come from absent members, fixed when the round opens."""

    round = models.ForeignKey(VoteRound, models.PROTECT, related_name="items")
    item = models.ForeignKey(AgendaItem, models.PROTECT, related_name="round_items")
    award_level = models.ForeignKey(AwardLevel, models.PROTECT, null=True, blank=True, related_name="+")
    votes_for = models.PositiveSmallIntegerField(default=0)
    votes_against = models.PositiveSmallIntegerField(default=0)
    votes_blank = models.PositiveSmallIntegerField(default=0)
    written_for = models.PositiveSmallIntegerField(default=0)
    written_against = models.PositiveSmallIntegerField(default=0)
    written_blank = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["item__order"]
        constraints = [models.UniqueConstraint(fields=["round", "item"], name="round_item_once")]

    def __str__(self) -> str:
        return f"{self.round_id}: {self.item_id}"

    @property
    def cast(self) -> Count:
        return Count(self.votes_for, self.votes_against, self.votes_blank)

    @property
    def written(self) -> Count:
        return Count(self.written_for, self.written_against, self.written_blank)

    @property
    def count(self) -> Count:
        return self.cast + self.written


class Elector(models.Model):
    """Who may vote in a round; of a secret one only that a ballot was drawn, never which."""

    round = models.ForeignKey(VoteRound, models.PROTECT, related_name="electors")
    member = models.ForeignKey(CouncilMember, models.PROTECT, related_name="+")
    has_ballot = models.BooleanField(default=False)

    class Meta:
        ordering = ["member"]
        constraints = [models.UniqueConstraint(fields=["round", "member"], name="elector_once")]

    def __str__(self) -> str:
        return f"{self.round_id}: {self.member_id}"


class BallotToken(models.Model):
    """The SHA-256 of a ballot that somebody drew. The key is the hash itself: no number tells the order."""

    digest = models.CharField(max_length=64, primary_key=True)
    round = models.ForeignKey(VoteRound, models.PROTECT, related_name="tokens")
    is_spent = models.BooleanField(default=False)

    def __str__(self) -> str:
        return self.digest[:8]


class NamedVote(models.Model):
    """An open vote, by name."""

    round_item = models.ForeignKey(RoundItem, models.PROTECT, related_name="named_votes")
    member = models.ForeignKey(CouncilMember, models.PROTECT, related_name="+")
    choice = models.CharField(max_length=10)

    class Meta:
        ordering = ["round_item", "member"]
        constraints = [
            models.UniqueConstraint(fields=["round_item", "member"], name="named_vote_once"),
            one_of("choice", Choice, "named_choice_known"),
        ]

    def __str__(self) -> str:
        return f"{self.round_item_id}: {self.member_id}"
