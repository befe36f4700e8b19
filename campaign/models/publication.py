"""What the public reads: facts copied at the moment of publication, and certificates anybody can check.

Nothing of an unpublished result exists in these tables, so no public page can show it early. What was published is
never changed (guards in the database): a correction is a new version with the whole list anew and a public note.
"""

import secrets
from enum import StrEnum
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from campaign.models.campaign import Campaign
from campaign.models.constraints import one_of
from campaign.models.decision import Award, Decision


def certificate_code() -> str:
    """128 random bits."""
    return secrets.token_urlsafe(16)


class PublicationQuerySet(models.QuerySet["Publication"]):
    def current(self) -> Self:
        """Those that no correction has replaced."""
        return self.filter(replaced_by__isnull=True)


class Publication(models.Model):
    """One version of a published list: it makes a decision public, or it replaces an earlier version with a note."""

    campaign = models.ForeignKey(Campaign, models.PROTECT, related_name="publications")
    decision = models.OneToOneField(
        Decision, models.PROTECT, null=True, blank=True, related_name="publication"
    )
    replaces = models.OneToOneField("self", models.PROTECT, null=True, blank=True, related_name="replaced_by")
    note = models.TextField(blank=True)
    version = models.PositiveSmallIntegerField()
    published_at = models.DateTimeField()
    published_by_name = models.CharField(max_length=150)
    sha256 = models.CharField(max_length=64)
    results_count = models.PositiveIntegerField()
    dossiers_count = models.PositiveIntegerField()

    objects = PublicationQuerySet.as_manager()

    class Meta:
        ordering = ["-published_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["campaign", "version"], name="publication_once"),
            models.CheckConstraint(
                condition=Q(decision__isnull=False, replaces__isnull=True, note="")
                | Q(decision__isnull=True, replaces__isnull=False) & ~Q(note=""),
                name="publication_decides_or_corrects",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.campaign_id}/{self.version}"


class PublishedResultQuerySet(models.QuerySet["PublishedResult"]):
    def current(self) -> Self:
        """What the public reads now: of each list its latest version, revoked results among it."""
        return self.filter(publication__replaced_by__isnull=True)


class PublishedResult(models.Model):
    """A recognised initiative. Those not recognised are told to their authors alone, never listed here.

    A correction copies its row into the next version: what must last through corrections hangs on `award`.
    `stayed_at` is set while an appeal about this result is open.
    """

    publication = models.ForeignKey(Publication, models.PROTECT, related_name="results")
    campaign = models.ForeignKey(Campaign, models.PROTECT, related_name="results")
    award = models.ForeignKey(Award, models.PROTECT, related_name="published_results")
    line = models.PositiveIntegerField()
    register_number = models.CharField(max_length=40)
    title = models.CharField(max_length=300)
    summary = models.TextField(blank=True)
    authors = models.TextField()
    unit_name = models.CharField(max_length=200)
    strand_code = models.SlugField(max_length=40)
    strand_name = models.CharField(max_length=300)
    award_code = models.CharField(max_length=40, blank=True)
    award_label = models.CharField(max_length=100)
    level_label = models.CharField(max_length=100, blank=True)
    decision_text = models.CharField(max_length=200)
    search_text = models.TextField()
    revoked_at = models.DateTimeField(null=True, blank=True)
    stayed_at = models.DateTimeField(null=True, blank=True)

    objects = PublishedResultQuerySet.as_manager()

    class Meta:
        ordering = ["line"]
        constraints = [
            models.UniqueConstraint(fields=["publication", "line"], name="result_line_once"),
            models.UniqueConstraint(fields=["publication", "award"], name="result_of_award_once"),
        ]
        indexes = [models.Index(fields=["campaign", "strand_code", "line"], name="results_by_strand")]

    def __str__(self) -> str:
        return self.title


class ScheduleStatus(StrEnum):
    WAITING = "waiting"
    DONE = "done"
    CANCELLED = "cancelled"
    FAILED = "failed"


class ScheduledPublication(models.Model):
    """An administrator's order to publish at a set time exactly what the rehearsal showed (`digest`), or nothing.

    `problem` is why nothing was published. Nothing that the public reads looks at this table.
    """

    campaign = models.ForeignKey(Campaign, models.PROTECT, related_name="scheduled_publications")
    decisions = models.ManyToManyField(Decision, related_name="scheduled_publications")
    at = models.DateTimeField()
    digest = models.CharField(max_length=64)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    status = models.CharField(max_length=10, default=ScheduleStatus.WAITING.value)
    ended_at = models.DateTimeField(null=True, blank=True)
    problem = models.TextField(blank=True)

    class Meta:
        ordering = ["-pk"]
        constraints = [
            one_of("status", ScheduleStatus, "schedule_status_known"),
            models.UniqueConstraint(
                fields=["campaign"], condition=Q(status="waiting"), name="one_waiting_schedule"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.campaign_id}: {self.at:%Y-%m-%d %H:%M}"


class CertificateQuerySet(models.QuerySet["Certificate"]):
    def in_force(self) -> Self:
        """Neither revoked nor replaced; those under an appeal are among them."""
        return self.filter(revoked_at=None, replaced_at=None)

    def printable(self) -> Self:
        """While an appeal about its result is open no certificate is printed."""
        return self.in_force().filter(result__stayed_at=None)


class Certificate(models.Model):
    """One per author (TT 18/2013, Annex III); the face is copied, so later edits change nothing printed.

    `result` is the version of the list on whose words it stands. A correction that changes its face issues a new one
    with a new code and number (`replaces`); one whose face stays goes over to the new version as it is.
    """

    code = models.CharField(max_length=22, unique=True, default=certificate_code)
    result = models.ForeignKey(PublishedResult, models.PROTECT, related_name="certificates")
    number = models.PositiveIntegerField()
    year = models.PositiveSmallIntegerField()
    holder_name = models.CharField(max_length=150)
    holder_job_title = models.CharField(max_length=150, blank=True)
    holder_workplace = models.CharField(max_length=200)
    co_authors = models.TextField(blank=True)
    issuer_name = models.CharField(max_length=200)
    place_name = models.CharField(max_length=100)
    issued_on = models.DateField()
    signer_power = models.CharField(max_length=100)
    signer_title = models.CharField(max_length=100)
    signer_name = models.CharField(max_length=150)
    holder = models.ForeignKey("campaign.Authorship", models.PROTECT, related_name="certificates")
    revoked_at = models.DateTimeField(null=True, blank=True)
    revoked_reason = models.TextField(blank=True)
    replaces = models.OneToOneField("self", models.PROTECT, null=True, blank=True, related_name="replaced_by")
    replaced_at = models.DateTimeField(null=True, blank=True)

    objects = CertificateQuerySet.as_manager()

    class Meta:
        ordering = ["year", "number"]
        constraints = [models.UniqueConstraint(fields=["year", "number"], name="certificate_number_once")]

    def __str__(self) -> str:
        return f"{self.number}/{self.year}"
