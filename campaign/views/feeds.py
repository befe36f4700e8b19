"""The news for machines: RSS, Atom and the map of the site. Only what is published, only what everybody may read."""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.contrib.syndication.views import Feed
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed, Rss201rev2Feed, SyndicationFeed
from django.utils.translation import gettext_lazy as _

from campaign.documents import sitemap
from campaign.documents.news_article import site_address
from campaign.models import clock
from campaign.models.news import Article
from campaign.views.kept import kept_page
from campaign.views.public import public_page

MOST = 30


class News(Feed):
    feed_type: type[SyndicationFeed] = Rss201rev2Feed
    title = _("Tin phong trào thi đua sáng kiến")
    description = _("Tin mới của cổng thi đua phát huy sáng kiến, cải tiến kỹ thuật.")
    language = "vi"

    def link(self) -> str:
        return site_address("news:list")

    def feed_url(self) -> str:
        return site_address("news:rss")

    def items(self) -> list[Article]:
        rows = Article.objects.published(clock.now()).select_related("section").defer("body")
        return list(rows[:MOST])

    def item_title(self, item: Article) -> str:
        return item.title

    def item_description(self, item: Article) -> str:
        return item.lead

    def item_link(self, item: Article) -> str:
        return site_address("news:article", item.slug)

    def item_author_name(self, item: Article) -> str | None:
        return item.by_line or None

    def item_pubdate(self, item: Article) -> datetime | None:
        return item.publish_at

    def item_updateddate(self, item: Article) -> datetime | None:
        return item.updated_at or item.publish_at

    def item_categories(self, item: Article) -> list[str]:
        return [item.section.name]


class AtomNews(News):
    feed_type = Atom1Feed
    subtitle = News.description

    def feed_url(self) -> str:
        return site_address("news:atom")


@public_page
@kept_page
def rss(request: HttpRequest) -> HttpResponse:
    return _fed(News(), request)


@public_page
@kept_page
def atom(request: HttpRequest) -> HttpResponse:
    return _fed(AtomNews(), request)


@public_page
@kept_page
def site_map(request: HttpRequest) -> HttpResponse:
    base = settings.SITE_URL.rstrip("/")
    lines = [_entry(base + path, changed) for path, changed in sitemap.places(clock.now())]
    head = '<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n'
    return HttpResponse(head + "".join(lines) + "</urlset>\n", content_type="application/xml; charset=utf-8")


def _fed(feed: Any, request: HttpRequest) -> HttpResponse:
    """The page's own ETag says whether it changed, so that the two marks cannot disagree."""
    response: HttpResponse = feed(request)
    response.headers.pop("Last-Modified", None)
    return response


def _entry(address: str, changed: datetime | None) -> str:
    """Paths are made of slugs, so nothing in them needs escaping."""
    since = f"<lastmod>{changed.isoformat(timespec='seconds')}</lastmod>" if changed else ""
    return f"<url><loc>{address}</loc>{since}</url>\n"


def map_address() -> str:
    return settings.SITE_URL.rstrip("/") + reverse("sitemap")
