"""A council's live session on one ranking: its agenda, who was there, and who left for which item."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING, Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from campaign.models.constraints import one_of
from campaign.models.council import Council, CouncilMember
from campaign.models.ranking import RankedSubmission, Ranking
from campaign.models.submission import Submission
from campaign.rules.calendar import vn_day
from campaign.rules.sessions import ItemKind, RecusedBy, SessionState

if TYPE_CHECKING:
    from accounts.models.user import User


class CouncilSession(models.Model):
    """`hides_authors`: agenda and projector name no author and no unit. `current`: the item before the council."""

    council = models.ForeignKey(Council, models.PROTECT, related_name="sessions")
    ranking = models.ForeignKey(Ranking, models.PROTECT, related_name="sessions")
    planned_at = models.DateTimeField()
    place = models.CharField(max_length=200)
    state = models.CharField(max_length=10, default=SessionState.PLANNED.value)
    chair = models.ForeignKey(CouncilMember, models.PROTECT, related_name="+")
    secretary = models.ForeignKey(CouncilMember, models.PROTECT, related_name="+")
    hides_authors = models.BooleanField(default=True)
    current = models.ForeignKey("AgendaItem", models.PROTECT, null=True, blank=True, related_name="+")
    planned_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    opened_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    minutes_number = models.CharField(max_length=60, blank=True)
    cancelled_reason = models.TextField(blank=True)

    class Meta:
        ordering = ["-planned_at", "-pk"]
        constraints = [
            one_of("state", SessionState, "session_state_known"),
            models.UniqueConstraint(
                fields=["ranking"],
                condition=~Q(state=SessionState.CANCELLED.value),
                name="one_session_per_ranking",
            ),
            models.CheckConstraint(
                condition=~Q(state=SessionState.CLOSED.value)
                | Q(opened_at__isnull=False, closed_at__isnull=False),
                name="closed_session_was_open",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.council_id}/{self.ranking_id}"

    @property
    def is_open(self) -> bool:
        return self.state == SessionState.OPEN

    @property
    def day(self) -> date:
        return vn_day(self.opened_at or self.planned_at)

    @property
    def quorum(self) -> Fraction:
        return Fraction(self.council.quorum_numerator, self.council.quorum_denominator)

    @property
    def majority(self) -> Fraction:
        return Fraction(self.council.majority_numerator, self.council.majority_denominator)


class AgendaQuerySet(models.QuerySet["AgendaItem"]):
    def dossiers(self) -> Self:
        return self.filter(kind=ItemKind.DOSSIER)

    def open_to(self, user: User) -> Self:
        """Without what this person must not meet; `barred_to` knows authors and everybody else in conflict."""
        barred = Submission.objects.barred_to(user).values("pk")
        declared = Recusal.objects.filter(attendance__member__user=user).values("item")
        hidden = Q(ranked__submission__in=barred) | Q(pk__in=declared)
        return self.filter(Q(ranked=None) | ~hidden)


class AgendaItem(models.Model):
    """One line of the agenda. `notes` and `conclusion` go into the minutes as the secretary writes them."""

    session = models.ForeignKey(CouncilSession, models.PROTECT, related_name="items")
    order = models.PositiveIntegerField()
    kind = models.CharField(max_length=10)
    title = models.CharField(max_length=300, blank=True)
    ranked = models.ForeignKey(
        RankedSubmission, models.PROTECT, null=True, blank=True, related_name="agenda_items"
    )
    notes = models.TextField(blank=True)
    conclusion = models.TextField(blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = AgendaQuerySet.as_manager()

    class Meta:
        ordering = ["order"]
        constraints = [
            models.UniqueConstraint(fields=["session", "order"], name="agenda_order_once"),
            models.UniqueConstraint(fields=["session", "ranked"], name="agenda_dossier_once"),
            one_of("kind", ItemKind, "agenda_kind_known"),
            models.CheckConstraint(
                condition=Q(kind=ItemKind.DOSSIER.value, ranked__isnull=False)
                | Q(kind=ItemKind.PROCEDURE.value, ranked__isnull=True),
                name="agenda_item_is_of_its_kind",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.session_id}: {self.order}"

    @property
    def row(self) -> RankedSubmission:
        """The place in the ranking; only a dossier's item has one."""
        if self.ranked is None:
            raise ValueError("A procedural item has no place in the ranking.")
        return self.ranked

    @property
    def name(self) -> str:
        return self.ranked.submission.title if self.ranked else self.title

    @property
    def register_number(self) -> str:
        return self.ranked.submission.register_number if self.ranked else ""


class Attendance(models.Model):
    """One member at one session: there from `arrived_at` to `left_at`, or absent with a reason."""

    session = models.ForeignKey(CouncilSession, models.PROTECT, related_name="attendances")
    member = models.ForeignKey(CouncilMember, models.PROTECT, related_name="attendances")
    arrived_at = models.DateTimeField(null=True, blank=True)
    left_at = models.DateTimeField(null=True, blank=True)
    absence_reason = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["member"]
        constraints = [
            models.UniqueConstraint(fields=["session", "member"], name="attendance_once"),
            models.CheckConstraint(
                condition=Q(left_at__isnull=True)
                | Q(arrived_at__isnull=False, left_at__gte=models.F("arrived_at")),
                name="left_after_arriving",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.session_id}: {self.member_id}"

    @property
    def is_present(self) -> bool:
        return self.arrived_at is not None and self.left_at is None


class Recusal(models.Model):
    """Leaves for an item and comes back. `left_at` without `returned_at`: outside now."""

    item = models.ForeignKey(AgendaItem, models.PROTECT, related_name="recusals")
    attendance = models.ForeignKey(Attendance, models.PROTECT, related_name="recusals")
    cause = models.CharField(max_length=10)
    left_at = models.DateTimeField(null=True, blank=True)
    returned_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["item", "attendance"]
        constraints = [
            models.UniqueConstraint(fields=["item", "attendance"], name="recusal_once"),
            one_of("cause", RecusedBy, "recusal_cause_known"),
        ]

    def __str__(self) -> str:
        return f"{self.item_id}: {self.attendance_id}"


class WrittenOpinion(models.Model):
    """What an absent member answered in writing about one item; open by its nature."""

    item = models.ForeignKey(AgendaItem, models.PROTECT, related_name="written_opinions")
    attendance = models.ForeignKey(Attendance, models.PROTECT, related_name="written_opinions")
    choice = models.CharField(max_length=10)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        ordering = ["item", "attendance"]
        constraints = [
            models.UniqueConstraint(fields=["item", "attendance"], name="written_opinion_once"),
            one_of("choice", ("for", "against", "blank"), "written_choice_known"),
        ]

    def __str__(self) -> str:
        return f"{self.item_id}: {self.attendance_id}"


def sessions_of(user: User) -> models.QuerySet[CouncilSession, Any]:
    """The sessions in which this person has a seat; a cancelled one is nobody's any more."""
    mine = CouncilSession.objects.filter(attendances__member__user=user)
    return mine.exclude(state=SessionState.CANCELLED)


def live_sessions() -> models.QuerySet[CouncilSession, Any]:
    """Planned or open."""
    return CouncilSession.objects.filter(state__in=(SessionState.PLANNED, SessionState.OPEN))
