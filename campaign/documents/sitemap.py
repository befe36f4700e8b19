"""The pages that a search machine shall know: each area adds one function that asks one question."""

from collections.abc import Callable, Iterator
from datetime import datetime

from django.db.models import Exists, OuterRef
from django.urls import reverse

from campaign.models.campaign import Campaign
from campaign.models.news import Article
from campaign.models.publication import PublishedResult
from campaign.models.showcase import LibraryEntry

Place = tuple[str, datetime | None]  # the path, and when it last changed


def _campaigns(now: datetime) -> Iterator[Place]:
    has_results = Exists(PublishedResult.objects.filter(campaign=OuterRef("pk")))
    found = Campaign.objects.announced().annotate(has_results=has_results)
    for slug, results in found.order_by("pk").values_list("slug", "has_results"):
        yield reverse("public:campaign", args=[slug]), None
        if results:
            yield reverse("public:results", args=[slug]), None


def _news(now: datetime) -> Iterator[Place]:
    found = Article.objects.published(now).order_by("pk")
    for slug, published, updated in found.values_list("slug", "publish_at", "updated_at"):
        yield reverse("news:article", args=[slug]), updated or published


def _library(now: datetime) -> Iterator[Place]:
    for code in LibraryEntry.objects.shown().order_by("pk").values_list("code", flat=True):
        yield reverse("public:library_entry", args=[code]), None


SOURCES: list[Callable[[datetime], Iterator[Place]]] = [_campaigns, _news, _library]
PLAIN = (
    *("public:home", "news:list", "news:gallery", "public:library", "public:honour_board", "public:spread"),
    *("public:statistics", "public:open_data", "public:help", "public:accessibility", "public:privacy"),
)


def places(now: datetime) -> list[Place]:
    fixed: list[Place] = [(reverse(name), None) for name in PLAIN]
    return [*fixed, *(place for source in SOURCES for place in source(now))]
