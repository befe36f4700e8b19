"""What the public reads: facts copied at the moment of publication, and certificates anybody can check.

Nothing of an unpublished result exists in these tables, so no public page can show it early.
"""

import secrets

from django.db import models

from campaign.models.campaign import Campaign
from campaign.models.decision import Award, Decision


def certificate_code() -> str:
    """128 random bits."""
    return secrets.token_urlsafe(16)


class Publication(models.Model):
    campaign = models.ForeignKey(Campaign, models.PROTECT, related_name="publications")
    decision = models.OneToOneField(Decision, models.PROTECT, related_name="publication")
    version = models.PositiveSmallIntegerField()
    published_at = models.DateTimeField()
    published_by_name = models.CharField(max_length=150)
    sha256 = models.CharField(max_length=64)
    results_count = models.PositiveIntegerField()
    dossiers_count = models.PositiveIntegerField()

    class Meta:
        ordering = ["-published_at"]
        constraints = [models.UniqueConstraint(fields=["campaign", "version"], name="publication_once")]

    def __str__(self) -> str:
        return f"{self.campaign_id}/{self.version}"


class PublishedResult(models.Model):
    """A recognised initiative. Those not recognised are told to their authors alone, never listed here."""

    publication = models.ForeignKey(Publication, models.PROTECT, related_name="results")
    campaign = models.ForeignKey(Campaign, models.PROTECT, related_name="results")
    award = models.OneToOneField(Award, models.PROTECT, related_name="published_result")
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

    class Meta:
        ordering = ["line"]
        constraints = [models.UniqueConstraint(fields=["campaign", "line"], name="result_line_once")]
        indexes = [models.Index(fields=["campaign", "strand_code", "line"], name="results_by_strand")]

    def __str__(self) -> str:
        return self.title


class Certificate(models.Model):
    """One per author (TT 18/2013, Annex III); the face is copied, so later edits change nothing printed."""

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

    class Meta:
        ordering = ["year", "number"]
        constraints = [models.UniqueConstraint(fields=["year", "number"], name="certificate_number_once")]

    def __str__(self) -> str:
        return f"{self.number}/{self.year}"
