"""Panels, who judges what, score sheets and the combined result."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from campaign.models.campaign import Campaign, Strand
from campaign.models.constraints import one_of
from campaign.models.rulebook import Band, Criterion
from campaign.models.submission import Submission

if TYPE_CHECKING:
    from accounts.models.user import User

MEMBER_ROLES = ("chair", "vice_chair", "secretary", "member")
ANSWERS = ("invited", "accepted", "declined")
SHEET_STATES = ("draft", "locked")
GIVEN = ("plan", "hand", "file")
VERDICTS = ("", "approve", "reject")
VIOLATIONS = ("", "duplicate", "not_feasible", "policy", "other")


class Panel(models.Model):
    """A judging panel, founded by a decision (TT 18/2013 Art. 8); without a strand it serves all of them.

    `strict_fields`: a dossier goes only to members who said that they know its field.
    """

    campaign = models.ForeignKey(Campaign, models.PROTECT, related_name="panels")
    strand = models.ForeignKey(Strand, models.PROTECT, null=True, blank=True, related_name="panels")
    name = models.CharField(max_length=200)
    decision_number = models.CharField(max_length=60)
    decision_date = models.DateField()
    strict_fields = models.BooleanField(default=False)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.name


class PanelMember(models.Model):
    """Only who accepted is given dossiers. `fields` are the own fields of knowledge in words; `capacity` is the most
    dossiers at a time (null: no limit), `minimum` the least that the office plans for.
    """

    panel = models.ForeignKey(Panel, models.PROTECT, related_name="members")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="panel_memberships")
    role = models.CharField(max_length=20, default="member")
    left_on = models.DateField(null=True, blank=True)
    answer = models.CharField(max_length=10, default="invited")
    answer_reason = models.TextField(blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    fields = models.JSONField(default=list, blank=True)
    capacity = models.PositiveSmallIntegerField(null=True, blank=True)
    minimum = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["panel", "user"], name="member_once_per_panel"),
            one_of("role", MEMBER_ROLES, "member_role_known"),
            one_of("answer", ANSWERS, "member_answer_known"),
            models.CheckConstraint(
                condition=Q(capacity__isnull=True) | Q(capacity__gte=F("minimum")),
                name="capacity_holds_the_minimum",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.panel_id}: {self.user_id}"


class Absence(models.Model):
    """Days, both included, on which a judge cannot be given work."""

    member = models.ForeignKey(PanelMember, models.CASCADE, related_name="absences")
    first_day = models.DateField()
    last_day = models.DateField()

    class Meta:
        ordering = ["first_day", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(last_day__gte=F("first_day")), name="absence_ends_after_start")
        ]

    def __str__(self) -> str:
        return f"{self.member_id}: {self.first_day} – {self.last_day}"


class AssignmentQuerySet(models.QuerySet["Assignment"]):
    def live(self) -> Self:
        return self.filter(ended_at__isnull=True)

    def of_current_round(self) -> Self:
        return self.filter(round=F("submission__judging_round"))

    def of_judge(self, user: User) -> Self:
        return self.live().filter(judge=user)


class Assignment(models.Model):
    """A judge has a dossier to mark. `alias` is what the judge's pages call it: the dossier's code stays hidden.

    `source`: whether the draw of a plan gave it, or a person chose, by hand or in a file; only what was drawn can be
    adjusted for hard and mild judges.
    """

    submission = models.ForeignKey(Submission, models.PROTECT, related_name="assignments")
    judge = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="assignments")
    panel = models.ForeignKey(Panel, models.PROTECT, related_name="assignments")
    round = models.PositiveSmallIntegerField(default=1)
    alias = models.CharField(max_length=12, unique=True)
    assigned_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    assigned_at = models.DateTimeField()
    source = models.CharField(max_length=4, default="hand")
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_reason = models.TextField(blank=True)

    objects = AssignmentQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["submission", "judge", "round"],
                condition=Q(ended_at__isnull=True),
                name="judge_once_per_dossier",
            ),
            one_of("source", GIVEN, "assignment_source_known"),
        ]

    def __str__(self) -> str:
        return self.alias


class SheetQuerySet(models.QuerySet["Sheet"]):
    def counting(self, submission: Submission | int, number: int) -> Self:
        """What the result of a round rests on, and nothing else: locked and not void."""
        return self.filter(submission=submission, round=number, status="locked", voided_at__isnull=True)


class Sheet(models.Model):
    """One judge's marks for one dossier in one round; locked means final.

    `verdict` and `papers_needed` where the rubric asks for them; the report of a violation reaches the office with
    the lock.
    """

    assignment = models.OneToOneField(Assignment, models.PROTECT, related_name="sheet")
    submission = models.ForeignKey(Submission, models.PROTECT, related_name="sheets")
    judge = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="sheets")
    round = models.PositiveSmallIntegerField(default=1)
    status = models.CharField(max_length=10, default="draft")
    version = models.PositiveIntegerField(default=1)
    total = models.DecimalField(max_digits=6, decimal_places=2, null=True, blank=True)
    comment = models.TextField(blank=True)
    verdict = models.CharField(max_length=10, blank=True, default="")
    papers_needed = models.TextField(blank=True, default="")
    violation_kind = models.CharField(max_length=20, blank=True, default="")
    violation_reason = models.TextField(blank=True, default="")
    saved_at = models.DateTimeField()
    locked_at = models.DateTimeField(null=True, blank=True)
    voided_at = models.DateTimeField(null=True, blank=True)

    objects = SheetQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["submission", "judge", "round"],
                condition=Q(voided_at__isnull=True),
                name="one_sheet_per_judge",
            ),
            one_of("status", SHEET_STATES, "sheet_status_known"),
            one_of("verdict", VERDICTS, "sheet_verdict_known"),
            one_of("violation_kind", VIOLATIONS, "sheet_violation_known"),
            models.CheckConstraint(
                condition=Q(status="draft") | Q(locked_at__isnull=False, total__isnull=False),
                name="locked_sheet_is_complete",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.submission_id}: {self.judge_id}"


class Mark(models.Model):
    """One criterion on a sheet; a draft may hold a remark before its points, a locked sheet never.

    `copied_from` confirms a 0 that means "copied", and says from where.
    """

    sheet = models.ForeignKey(Sheet, models.CASCADE, related_name="marks")
    criterion = models.ForeignKey(Criterion, models.PROTECT, related_name="+")
    points = models.DecimalField(max_digits=5, decimal_places=2, null=True, blank=True)
    band = models.ForeignKey(Band, models.PROTECT, null=True, blank=True, related_name="+")
    remark = models.TextField(blank=True)
    copied_from = models.TextField(blank=True, default="")
    not_applicable = models.BooleanField(default=False)

    class Meta:
        ordering = ["criterion__order"]
        constraints = [
            models.UniqueConstraint(fields=["sheet", "criterion"], name="one_mark_per_criterion"),
            models.CheckConstraint(condition=Q(points__gte=0), name="mark_not_negative"),
            models.CheckConstraint(
                condition=Q(not_applicable=False) | Q(points__isnull=True), name="mark_left_out_has_no_points"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.criterion_id}: {self.points}"


class Combination(models.Model):
    """What the locked sheets of one round make together by the rubric's rule.

    `inputs` are the sheets that counted, each as [id, total, weight]; `total` is `expert_total` and the points of the
    votes. `copied` says how many sheets found the solution copied.
    """

    round = models.PositiveSmallIntegerField(default=1)
    sheets = models.PositiveSmallIntegerField()
    method = models.CharField(max_length=20)
    total = models.DecimalField(max_digits=6, decimal_places=2)
    spread = models.DecimalField(max_digits=6, decimal_places=2)
    criterion_means = models.JSONField()
    inputs = models.JSONField(default=list)
    votes = models.PositiveIntegerField(null=True, blank=True)
    top_votes = models.PositiveIntegerField(null=True, blank=True)
    vote_points = models.DecimalField(max_digits=5, decimal_places=2, default=Decimal(0))
    copied = models.PositiveSmallIntegerField(default=0)
    level_code = models.CharField(max_length=40, blank=True)
    level_label = models.CharField(max_length=100, blank=True)
    level_reason = models.TextField(blank=True)
    computed_at = models.DateTimeField()

    class Meta:
        abstract = True

    @property
    def expert_total(self) -> Decimal:
        return self.total - self.vote_points


class CombinedScore(Combination):
    """The one official result of a dossier; every result that was ever computed stays in RoundResult."""

    submission = models.OneToOneField(Submission, models.PROTECT, related_name="combined_score")

    def __str__(self) -> str:
        return f"{self.submission_id}: {self.total}"
