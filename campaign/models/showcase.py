"""What is shown of recognised initiatives: the public library over all years and the board of good examples.

An entry of the library holds copied facts, made when its result is published or its list is opened to the public. The
words and pictures beside them are public only with their author's consent.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from campaign.models.attachment import Attachment
from campaign.models.campaign import Campaign
from campaign.models.constraints import one_of
from campaign.models.library import PastInitiative
from campaign.models.submission import Submission


class Scope(StrEnum):
    """How far its influence is recognised; nothing is known of lists from before the portal."""

    BASE = "base"
    PROVINCE = "province"
    NATION = "nation"
    UNKNOWN = ""


class Consent(StrEnum):
    ASKED = "asked"
    AGREED = "agreed"
    DECLINED = "declined"


class LibraryEntryQuerySet(models.QuerySet["LibraryEntry"]):
    def shown(self) -> Self:
        return self.filter(left_at=None, hidden_at=None)


class LibraryEntry(models.Model):
    """A recognised initiative under a stable address. `left_at`: its result was revoked or corrected away."""

    code = models.SlugField(max_length=20, unique=True)
    submission = models.OneToOneField(
        Submission, models.PROTECT, null=True, blank=True, related_name="library_entry"
    )
    past = models.OneToOneField(
        PastInitiative, models.PROTECT, null=True, blank=True, related_name="library_entry"
    )
    campaign = models.ForeignKey(
        Campaign, models.PROTECT, null=True, blank=True, related_name="library_entries"
    )
    year = models.PositiveSmallIntegerField(default=0)
    title = models.TextField()
    authors = models.JSONField()
    unit_name = models.CharField(max_length=200, blank=True)
    field_name = models.CharField(max_length=300, blank=True)
    award_label = models.CharField(max_length=100)
    scope = models.CharField(max_length=10, blank=True, default=Scope.UNKNOWN.value)
    decision_text = models.CharField(max_length=300, blank=True)
    search_text = models.TextField()
    entered_at = models.DateTimeField()
    left_at = models.DateTimeField(null=True, blank=True)
    summary = models.TextField(blank=True)
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    approved_at = models.DateTimeField(null=True, blank=True)
    hidden_at = models.DateTimeField(null=True, blank=True)
    hidden_reason = models.TextField(blank=True)

    objects = LibraryEntryQuerySet.as_manager()

    class Meta:
        ordering = ["-year", "-pk"]
        indexes = [models.Index(fields=["year", "id"], name="library_by_year")]
        constraints = [
            one_of("scope", Scope, "library_scope_known"),
            models.CheckConstraint(
                condition=Q(submission__isnull=True) ^ Q(past__isnull=True), name="library_entry_of_one_thing"
            ),
            models.CheckConstraint(
                condition=Q(summary="") | Q(approved_at__isnull=False), name="library_summary_is_approved"
            ),
        ]

    def __str__(self) -> str:
        return self.title


class LibraryPicture(models.Model):
    """A picture of the dossier that an author lets everybody see (its clean copy), and the same in words."""

    entry = models.ForeignKey(LibraryEntry, models.CASCADE, related_name="pictures")
    attachment = models.ForeignKey(Attachment, models.PROTECT, related_name="+")
    order = models.PositiveSmallIntegerField()
    alternative = models.CharField(max_length=300)

    class Meta:
        ordering = ["order"]
        constraints = [
            models.UniqueConstraint(fields=["entry", "order"], name="library_picture_once"),
            models.CheckConstraint(condition=~Q(alternative=""), name="library_picture_has_words"),
        ]

    def __str__(self) -> str:
        return self.alternative


class GoodExampleQuerySet(models.QuerySet["GoodExample"]):
    def shown(self) -> Self:
        """With consent, not taken down, and of an initiative that is still in the library."""
        return self.filter(
            consent=Consent.AGREED.value, removed_at=None, entry__left_at=None, entry__hidden_at=None
        )


class GoodExample(models.Model):
    """A person or a collective on the board of honour. Consent is to these very words and this picture."""

    entry = models.ForeignKey(LibraryEntry, models.PROTECT, related_name="examples")
    is_collective = models.BooleanField(default=False)
    name = models.CharField(max_length=200)
    unit_name = models.CharField(max_length=200)
    period = models.CharField(max_length=60)
    order = models.PositiveSmallIntegerField(default=100)
    story = models.TextField()
    picture = models.ForeignKey(Attachment, models.PROTECT, null=True, blank=True, related_name="+")
    alternative = models.CharField(max_length=300, blank=True)
    asked = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="good_examples")
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    written_at = models.DateTimeField()
    version = models.PositiveIntegerField(default=1)
    consent = models.CharField(max_length=10, default=Consent.ASKED.value)
    answered_at = models.DateTimeField(null=True, blank=True)
    removed_at = models.DateTimeField(null=True, blank=True)
    removed_reason = models.TextField(blank=True)

    objects = GoodExampleQuerySet.as_manager()

    class Meta:
        ordering = ["order", "pk"]
        constraints = [
            one_of("consent", Consent, "example_consent_known"),
            models.CheckConstraint(
                condition=Q(consent=Consent.ASKED.value) ^ Q(answered_at__isnull=False),
                name="example_answer_has_moment",
            ),
            models.CheckConstraint(
                condition=Q(picture__isnull=True) | ~Q(alternative=""), name="example_picture_has_words"
            ),
            models.UniqueConstraint(
                F("entry"), F("name"), condition=Q(removed_at__isnull=True), name="example_once"
            ),
        ]

    def __str__(self) -> str:
        return self.name
