"""The index of texts that resemble each other, over all years, and what an officer thought of a pair."""

from __future__ import annotations

from collections.abc import Collection
from enum import StrEnum
from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.db import connection, models
from django.db.models import Count, Exists, OuterRef, Q

from campaign.models.constraints import one_of
from campaign.models.library import PastInitiative
from campaign.models.publication import PublishedResult
from campaign.models.submission import Submission

if TYPE_CHECKING:
    from accounts.models.user import User

# Of each asked value no more rows are read than it takes to know; so a form's wording costs little.
HELD_BY_MANY = """
WITH asked (value) AS (VALUES {asked})
SELECT asked.value FROM asked WHERE EXISTS (
    SELECT 1 FROM campaign_shingle held WHERE held.value = asked.value LIMIT 1 OFFSET %s
)
"""
# Only texts that are public answer, and only by runs that few texts hold.
NEAREST_PUBLIC = """
WITH own (value) AS (
    SELECT held.value FROM campaign_shingle held JOIN campaign_indexedtext text ON text.id = held.text_id
    LEFT JOIN campaign_publishedresult result ON result.id = text.result_id
    LEFT JOIN campaign_award award ON award.id = result.award_id
    WHERE text.past_id = %s OR award.submission_id = %s
), rare (value) AS (
    SELECT DISTINCT own.value FROM own WHERE NOT EXISTS (
        SELECT 1 FROM campaign_shingle other WHERE other.value = own.value LIMIT 1 OFFSET %s
    )
)
SELECT text.past_id, text.result_id FROM campaign_shingle held JOIN rare ON rare.value = held.value
JOIN campaign_indexedtext text ON text.id = held.text_id WHERE text.submission_id IS NULL
GROUP BY text.id, text.past_id, text.result_id HAVING COUNT(*) >= %s ORDER BY COUNT(*) DESC, text.id DESC LIMIT %s
"""
HELD_BY_FEW, SHARED_BY_KIN = 50, 3


class Verdict(StrEnum):
    OPEN = ""
    SAME = "same"
    DERIVED = "derived"
    TEMPLATE = "template"
    DIFFERENT = "different"


class IndexedTextQuerySet(models.QuerySet["IndexedText"]):
    def waiting(self) -> Self:
        return self.filter(sha256="")


class IndexedText(models.Model):
    """A dossier (its open or its confidential part), an initiative of an earlier list or a published result.

    An empty `sha256` says that the text changed and waits for the job that indexes it.
    """

    submission = models.ForeignKey(
        Submission, models.CASCADE, null=True, blank=True, related_name="indexed_texts"
    )
    past = models.ForeignKey(
        PastInitiative, models.CASCADE, null=True, blank=True, related_name="indexed_texts"
    )
    result = models.ForeignKey(
        PublishedResult, models.CASCADE, null=True, blank=True, related_name="indexed_texts"
    )
    is_confidential = models.BooleanField(default=False)
    sha256 = models.CharField(max_length=64)
    size = models.PositiveIntegerField()
    indexed_at = models.DateTimeField()

    objects = IndexedTextQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(submission__isnull=False, past__isnull=True, result__isnull=True)
                | Q(submission__isnull=True, past__isnull=False, result__isnull=True)
                | Q(submission__isnull=True, past__isnull=True, result__isnull=False),
                name="indexed_text_of_one_source",
            ),
            models.UniqueConstraint(fields=["submission", "is_confidential"], name="indexed_submission_once"),
            models.UniqueConstraint(fields=["past"], name="indexed_past_once"),
            models.UniqueConstraint(fields=["result"], name="indexed_result_once"),
        ]
        indexes = [models.Index(fields=["id"], condition=Q(sha256=""), name="text_to_index")]

    def __str__(self) -> str:
        return f"{self.submission_id or self.past_id or self.result_id}"


class ShingleQuerySet(models.QuerySet["Shingle"]):
    def held_by_more_than(self, most: int, values: Collection[int]) -> set[int]:
        """Those of the values that stand in more texts than `most`."""
        if not values:
            return set()
        statement = HELD_BY_MANY.format(asked=", ".join(["(%s)"] * len(values)))
        with connection.cursor() as cursor:
            cursor.execute(statement, [*values, most])
            return {value for (value,) in cursor.fetchall()}

    def most_shared(self, values: Collection[int], *, least: int) -> models.QuerySet:
        """Texts with how many of the values they hold, most first: (text, shared)."""
        held = self.filter(value__in=values).values_list("text").annotate(shared=Count("*"))
        return held.filter(shared__gte=least).order_by("-shared", "-text")

    def nearest_public(
        self, *, past: int | None, submission: int | None, most: int
    ) -> list[tuple[int | None, int | None]]:
        """Earlier initiatives and published results that share the most rare runs with this public text, itself too."""
        with connection.cursor() as cursor:
            cursor.execute(NEAREST_PUBLIC, [past, submission, HELD_BY_FEW, SHARED_BY_KIN, most])
            return cursor.fetchall()


class Shingle(models.Model):
    """A sampled run of three syllables, as a number."""

    text = models.ForeignKey(IndexedText, models.CASCADE, related_name="shingles", db_index=False)
    value = models.BigIntegerField()

    objects = ShingleQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["text", "value"], name="shingle_once")]
        indexes = [models.Index(fields=["value", "text"], name="shingle_found")]

    def __str__(self) -> str:
        return str(self.value)


class SimilarPairQuerySet(models.QuerySet["SimilarPair"]):
    def of(self, submission: Submission) -> Self:
        """From either side; the highest score first."""
        return self.filter(Q(submission=submission) | Q(other=submission))

    def met_by(self, user: User) -> Self:
        """Only when both dossiers are open to this person of the office: no pair with the own one, or one marked."""
        open_to = Submission.objects.for_office(user)
        first, second = (Exists(open_to.filter(pk=OuterRef(side))) for side in ("submission", "other"))
        return self.filter(first).filter(Q(other=None) | second)


class SimilarPair(models.Model):
    """A dossier and something that it resembles; the verdict is a person's, and is remembered.

    Of two dossiers the later one is `submission`, so that a pair is stored once.
    """

    submission = models.ForeignKey(Submission, models.CASCADE, related_name="similar_pairs")
    other = models.ForeignKey(Submission, models.CASCADE, null=True, blank=True, related_name="similar_to")
    past = models.ForeignKey(PastInitiative, models.CASCADE, null=True, blank=True, related_name="similar_to")
    score = models.DecimalField(max_digits=4, decimal_places=3)
    found_at = models.DateTimeField()
    verdict = models.CharField(max_length=10, blank=True, default=Verdict.OPEN.value)
    reason = models.TextField(blank=True)
    verdict_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    verdict_at = models.DateTimeField(null=True, blank=True)

    objects = SimilarPairQuerySet.as_manager()

    class Meta:
        ordering = ["-score", "pk"]
        constraints = [
            one_of("verdict", Verdict, "similar_verdict_known"),
            models.CheckConstraint(
                condition=Q(other__isnull=True, past__isnull=False)
                | Q(other__isnull=False, past__isnull=True),
                name="similar_to_one_thing",
            ),
            models.UniqueConstraint(fields=["submission", "other"], name="similar_dossiers_once"),
            models.UniqueConstraint(fields=["submission", "past"], name="similar_past_once"),
        ]

    def __str__(self) -> str:
        return f"{self.submission_id} ~ {self.other_id or self.past_id}"
