"""What an assignment rests on, and plans of it: made by the job worker, shown, and committed or dropped."""

from __future__ import annotations

from enum import StrEnum
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from campaign.models.campaign import Campaign, Strand
from campaign.models.constraints import one_of
from campaign.models.submission import Submission


class PlanStatus(StrEnum):
    WAITING = "waiting"
    READY = "ready"
    FAILED = "failed"
    COMMITTED = "committed"
    DROPPED = "dropped"


OPEN = (PlanStatus.WAITING, PlanStatus.READY, PlanStatus.FAILED)


class Demand(models.Model):
    """How many judges one dossier shall have when that differs from its strand, and why."""

    submission = models.OneToOneField(Submission, models.PROTECT, related_name="demand")
    judges = models.PositiveSmallIntegerField()
    reason = models.TextField()
    set_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    set_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(judges__gte=1, judges__lte=15), name="demand_in_bounds")
        ]

    def __str__(self) -> str:
        return f"{self.submission_id}: {self.judges}"


class KeptApart(models.Model):
    """Two people who shall not judge the same dossier; `one` has the smaller id."""

    campaign = models.ForeignKey(Campaign, models.PROTECT, related_name="kept_apart")
    one = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    other = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    reason = models.TextField()
    set_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    set_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(condition=Q(one__lt=F("other")), name="kept_apart_in_order"),
            models.UniqueConstraint(
                fields=["campaign", "one", "other"],
                condition=Q(ended_at__isnull=True),
                name="kept_apart_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.one_id} | {self.other_id}"


class AssignmentPlanQuerySet(models.QuerySet["AssignmentPlan"]):
    def waiting(self) -> Self:
        return self.filter(status=PlanStatus.WAITING)

    def open(self) -> Self:
        return self.filter(status__in=[status.value for status in OPEN])


class AssignmentPlan(models.Model):
    """A rehearsal that belongs to the officer who asked for it: it holds no dossier that is barred to this person.

    `leaving`: whose untouched work goes to others. `seed` is drawn when the plan is asked for. `inputs_sha256` is of
    everything that the plan rests on; a commit compares it. `facts`: loads, proof and what did not come out.
    """

    strand = models.ForeignKey(Strand, models.PROTECT, related_name="assignment_plans")
    leaving = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    seed = models.BigIntegerField()
    status = models.CharField(max_length=10, default=PlanStatus.WAITING.value)
    percent = models.PositiveSmallIntegerField(default=0)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    ready_at = models.DateTimeField(null=True, blank=True)
    committed_at = models.DateTimeField(null=True, blank=True)
    inputs_sha256 = models.CharField(max_length=64, blank=True)
    facts = models.JSONField(default=dict)

    objects = AssignmentPlanQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            one_of("status", PlanStatus, "plan_status_known"),
            models.UniqueConstraint(
                fields=["strand", "asked_by"],
                condition=Q(status__in=[status.value for status in OPEN]),
                name="one_open_plan_per_officer",
            ),
            models.CheckConstraint(
                condition=Q(status__in=[PlanStatus.WAITING.value, PlanStatus.FAILED.value])
                | Q(status=PlanStatus.DROPPED.value)
                | Q(ready_at__isnull=False),
                name="ready_plan_has_a_moment",
            ),
        ]
        indexes = [models.Index(fields=["id"], condition=Q(status="waiting"), name="plan_to_make")]

    def __str__(self) -> str:
        return f"{self.strand_id}: {self.status}"


class PlanLine(models.Model):
    """One dossier of a plan. `judges` are ids of people; `why` says of others why not, as [id, code of a reason]."""

    plan = models.ForeignKey(AssignmentPlan, models.CASCADE, related_name="lines")
    submission = models.ForeignKey(Submission, models.PROTECT, related_name="+")
    judges = models.JSONField(default=list)
    wanted = models.PositiveSmallIntegerField()
    missing = models.PositiveSmallIntegerField(default=0)
    why = models.JSONField(default=list)
    hinted = models.JSONField(default=list)
    is_bridge = models.BooleanField(default=False)

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["plan", "submission"], name="plan_line_once")]

    def __str__(self) -> str:
        return f"{self.plan_id}: {self.submission_id}"
