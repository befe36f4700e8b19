"""The organiser's interim and final reports, the money that a dossier brought, and the figures that the public reads.

Figures are computed, never typed: a report keeps those of the moment when it was issued, with their hash.
"""

from enum import StrEnum

from django.conf import settings
from django.db import models
from django.db.models import Q

from campaign.models.campaign import Campaign
from campaign.models.constraints import one_of
from campaign.models.publication import Publication
from campaign.models.submission import Submission


class ReportKind(StrEnum):
    INTERIM = "interim"
    FINAL = "final"


class Benefit(models.Model):
    """Money that a dossier states or proves, in đồng for the first year of use; `basis` says how it was computed."""

    submission = models.OneToOneField(Submission, models.CASCADE, related_name="benefit")
    amount = models.PositiveBigIntegerField()
    basis = models.TextField()
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.submission_id}: {self.amount}"


class Report(models.Model):
    """`version` grows with every saved text. Without `issued_at` it is being written, with the figures of today.

    `edition` counts the reports of one kind in a campaign: an issued one is never changed, the next one replaces it.
    """

    campaign = models.ForeignKey(Campaign, models.PROTECT, related_name="reports")
    kind = models.CharField(max_length=10)
    edition = models.PositiveSmallIntegerField()
    version = models.PositiveIntegerField(default=1)
    since = models.DateField(null=True, blank=True)
    until = models.DateField(null=True, blank=True)
    begun_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    begun_at = models.DateTimeField()
    number = models.PositiveIntegerField(null=True, blank=True)
    symbol = models.CharField(max_length=40, blank=True)
    year = models.PositiveSmallIntegerField(null=True, blank=True)
    signed_on = models.DateField(null=True, blank=True)
    signer_power = models.CharField(max_length=100, blank=True)
    signer_title = models.CharField(max_length=100, blank=True)
    signer_name = models.CharField(max_length=150, blank=True)
    figures = models.JSONField(default=dict, blank=True)
    sha256 = models.CharField(max_length=64, blank=True)
    issued_at = models.DateTimeField(null=True, blank=True)
    issued_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ["-pk"]
        constraints = [
            one_of("kind", ReportKind, "report_kind_known"),
            models.UniqueConstraint(fields=["campaign", "kind", "edition"], name="report_once"),
            models.UniqueConstraint(
                fields=["campaign", "kind"], condition=Q(issued_at__isnull=True), name="one_report_in_work"
            ),
            models.CheckConstraint(
                condition=Q(issued_at__isnull=True) | (Q(number__isnull=False) & ~Q(sha256="")),
                name="issued_report_is_sealed",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number:02d}/{self.symbol}" if self.number else f"{self.kind} {self.edition}"

    @property
    def is_issued(self) -> bool:
        return self.issued_at is not None


class ReportText(models.Model):
    """What the officer wrote, as it stood after one save; the highest number is what the report says."""

    report = models.ForeignKey(Report, models.CASCADE, related_name="texts")
    number = models.PositiveIntegerField()
    parts = models.JSONField(default=dict)
    saved_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    saved_at = models.DateTimeField()

    class Meta:
        ordering = ["-number"]
        constraints = [models.UniqueConstraint(fields=["report", "number"], name="report_text_once")]

    def __str__(self) -> str:
        return f"{self.report_id}/{self.number}"


class PublicFigures(models.Model):
    """The statistics of a campaign as the public reads them, small cells hidden: made by the act of publication."""

    publication = models.OneToOneField(Publication, models.PROTECT, related_name="figures")
    campaign = models.ForeignKey(Campaign, models.PROTECT, related_name="public_figures")
    tables = models.JSONField(default=list)
    made_at = models.DateTimeField()

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.publication_id}"
