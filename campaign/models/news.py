"""The news of the portal: articles in sections, their pictures and files, useful links, and the counter of visits.

An article that is released appears at its minute by the clock in the query, without a job.
"""

import uuid
from datetime import datetime
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from campaign.models.constraints import one_of

DRAFT, RELEASED, WITHDRAWN = "draft", "released", "withdrawn"
STATUSES = (DRAFT, RELEASED, WITHDRAWN)


class Section(models.Model):
    name = models.CharField(max_length=100, unique=True)
    slug = models.SlugField(max_length=100, unique=True)
    order = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["order", "pk"]

    def __str__(self) -> str:
        return self.name


class ArticleQuerySet(models.QuerySet["Article"]):
    def published(self, now: datetime) -> Self:
        return self.filter(status=RELEASED, publish_at__lte=now)

    def scheduled(self, now: datetime) -> Self:
        return self.filter(status=RELEASED, publish_at__gt=now)


class Article(models.Model):
    """`body` is HTML that `rules.rich_text` has cleaned; `updated_at` is when the public text last changed."""

    section = models.ForeignKey(Section, models.PROTECT, related_name="articles")
    slug = models.SlugField(max_length=120, unique=True)
    title = models.CharField(max_length=300)
    lead = models.TextField(blank=True)
    body = models.TextField(blank=True)
    by_line = models.CharField(max_length=100, blank=True)
    video_url = models.URLField(max_length=500, blank=True)
    status = models.CharField(max_length=10, default=DRAFT)
    publish_at = models.DateTimeField(null=True, blank=True)
    updated_at = models.DateTimeField(null=True, blank=True)
    withdrawn_reason = models.TextField(blank=True)
    views = models.PositiveBigIntegerField(default=0)
    version = models.PositiveIntegerField(default=1)
    saved_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    saved_at = models.DateTimeField()

    objects = ArticleQuerySet.as_manager()

    class Meta:
        ordering = ["-publish_at", "-pk"]
        constraints = [
            one_of("status", STATUSES, "article_status_known"),
            models.CheckConstraint(
                condition=~Q(status=RELEASED) | Q(publish_at__isnull=False), name="released_has_a_moment"
            ),
            models.CheckConstraint(
                condition=~Q(status=WITHDRAWN) | ~Q(withdrawn_reason=""), name="withdrawn_has_a_reason"
            ),
        ]
        indexes = [
            models.Index(fields=["status", "-publish_at", "-id"], name="news_by_time"),
            models.Index(fields=["section", "status", "-publish_at", "-id"], name="news_of_section"),
        ]

    def __str__(self) -> str:
        return self.title


class ArticleVersion(models.Model):
    """What the public could read from `saved_at` on."""

    article = models.ForeignKey(Article, models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    title = models.CharField(max_length=300)
    lead = models.TextField(blank=True)
    body = models.TextField()
    by_line = models.CharField(max_length=100, blank=True)
    saved_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    saved_at = models.DateTimeField()

    class Meta:
        ordering = ["-number"]
        constraints = [models.UniqueConstraint(fields=["article", "number"], name="article_version_once")]

    def __str__(self) -> str:
        return f"{self.article_id}/{self.number}"


class Picture(models.Model):
    """Cropped and painted anew at the upload, so only points are kept. The first one stands above the article."""

    article = models.ForeignKey(Article, models.PROTECT, related_name="pictures")
    public_id = models.UUIDField(unique=True, default=uuid.uuid4)
    file = models.FileField(max_length=200)
    small = models.FileField(max_length=200)
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()
    alt = models.CharField(max_length=300)
    caption = models.CharField(max_length=300, blank=True)
    order = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["order", "pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(alt=""), name="picture_has_alternative_text"),
        ]

    def __str__(self) -> str:
        return self.alt


class ArticleFile(models.Model):
    """The clean copy of what was sent; the original is not kept."""

    article = models.ForeignKey(Article, models.PROTECT, related_name="files")
    public_id = models.UUIDField(unique=True, default=uuid.uuid4)
    title = models.CharField(max_length=200)
    name = models.CharField(max_length=150)
    content_type = models.CharField(max_length=100)
    size = models.PositiveIntegerField()
    file = models.FileField(max_length=200)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.title


class UsefulLink(models.Model):
    label = models.CharField(max_length=150)
    url = models.URLField(max_length=500)
    order = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["order", "pk"]

    def __str__(self) -> str:
        return self.label


class VisitCount(models.Model):
    """One row. `start` is what an earlier portal had counted."""

    start = models.PositiveBigIntegerField(default=0)
    counted = models.PositiveBigIntegerField(default=0)

    def __str__(self) -> str:
        return str(self.start + self.counted)
