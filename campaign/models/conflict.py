"""What ties a person of the office, a panel or a council to a dossier, and what was said about it."""

from __future__ import annotations

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import OuterRef, Q

from campaign.models.constraints import one_of
from campaign.models.json_rows import JsonRows
from campaign.models.submission import Submission, SubmissionQuerySet
from campaign.rules.conflicts import Kind, Source, Verdict


class ConflictQuerySet(models.QuerySet["Conflict"]):
    def barring(self) -> Self:
        """What counts now: the own declaration at once, everything else after a verdict."""
        own = Q(verdict=Verdict.OPEN.value, source=Source.JUDGE.value)
        return self.filter(Q(verdict=Verdict.UPHELD.value) | own)

    def open(self) -> Self:
        return self.filter(verdict=Verdict.OPEN.value)


def with_conflicts(dossiers: SubmissionQuerySet) -> SubmissionQuerySet:
    """With what `conflicts_by_person` needs, in the same query."""
    rows = Conflict.objects.barring().filter(submission=OuterRef("pk")).order_by()
    return dossiers.annotate(conflict_rows=JsonRows(rows, "person_id", "kind"))


class Objection(models.Model):
    """Whom an author does not want to judge the own dossier, as typed: authors learn nothing of who judges.

    Wherever the name is that of somebody in a panel, a council or the office, it becomes an open conflict.
    """

    submission = models.ForeignKey(Submission, models.PROTECT, related_name="objections")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    name = models.CharField(max_length=150)
    workplace = models.CharField(max_length=200, blank=True)
    kind = models.CharField(max_length=20, default=Kind.OTHER.value)
    reason = models.TextField()
    made_at = models.DateTimeField()

    class Meta:
        ordering = ["-made_at", "-pk"]
        constraints = [one_of("kind", Kind, "objection_kind_known")]

    def __str__(self) -> str:
        return f"{self.submission_id}: {self.name}"


class Conflict(models.Model):
    """From the moment that it counts, nothing of the dossier reaches this person.

    Something suggested becomes a row only with its verdict. `by_administrator`: nobody else may change this verdict.
    """

    submission = models.ForeignKey(Submission, models.PROTECT, related_name="conflicts")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="conflicts")
    kind = models.CharField(max_length=20, default=Kind.OTHER.value)
    source = models.CharField(max_length=10)
    reason = models.TextField()
    declared_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    declared_at = models.DateTimeField()
    verdict = models.CharField(max_length=10, default=Verdict.OPEN.value)
    verdict_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    verdict_at = models.DateTimeField(null=True, blank=True)
    verdict_reason = models.TextField(blank=True)
    by_administrator = models.BooleanField(default=False)

    objects = ConflictQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["submission", "person", "kind", "source"], name="conflict_once_per_kind"
            ),
            one_of("kind", Kind, "conflict_kind_known"),
            one_of("source", Source, "conflict_source_known"),
            one_of("verdict", Verdict, "conflict_verdict_known"),
            models.CheckConstraint(
                condition=Q(verdict=Verdict.OPEN.value)
                | Q(verdict_by__isnull=False, verdict_at__isnull=False),
                name="verdict_has_a_giver",
            ),
            models.CheckConstraint(
                condition=~Q(source=Source.SUGGESTED.value) | ~Q(verdict=Verdict.OPEN.value),
                name="suggestion_is_kept_with_its_verdict",
            ),
        ]
        indexes = [models.Index(fields=["verdict", "-declared_at", "-id"], name="conflict_desk")]

    def __str__(self) -> str:
        return f"{self.submission_id}: {self.person_id}"

    @property
    def is_barring(self) -> bool:
        """As in `barring()`."""
        is_own = (self.verdict, self.source) == (Verdict.OPEN.value, Source.JUDGE.value)
        return is_own or self.verdict == Verdict.UPHELD.value
