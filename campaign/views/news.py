"""The news for everybody: lists by section, day and month, the article and its print version, pictures and files."""

from datetime import date
from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_not_required
from django.db.models import QuerySet
from django.db.models.fields.files import FieldFile
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import conditional_page, require_safe

from accounts.paging import key_set_page
from accounts.text import nfc
from campaign.documents import news
from campaign.documents.news_article import shown
from campaign.forms.news import NewsFilter
from campaign.models import clock
from campaign.models.news import Article, ArticleFile, Picture
from campaign.rules import month_grid, permissions
from campaign.views.kept import kept_page
from campaign.views.public import public_page

PAGE, GALLERY_PAGE = 12, 24


@public_page
@kept_page
def articles(request: HttpRequest, section: str = "") -> HttpResponse:
    now = clock.now()
    asked, beside = NewsFilter(request.GET), news.beside(now)
    chosen = _section(beside, section) if section else None
    rows = asked.narrow(news.published(now))
    if chosen:
        rows = rows.filter(section__slug=section)
    page = key_set_page(rows, by="-publish_at", query=request.GET, size=PAGE)
    context = {"section": chosen, "asked": asked, "page": page, "articles": _with_covers(page)}
    return _page(request, "list", beside, context)


@public_page
@kept_page
def month(request: HttpRequest) -> HttpResponse:
    """The days of a month that have news, as a table."""
    now = clock.now()
    shown_month = NewsFilter(request.GET).month or _first_of(clock.VIETNAM, now)
    counts = news.days_of(shown_month, now)
    context = {
        "label": month_grid.label(shown_month),
        "weekdays": month_grid.WEEKDAYS_SHORT,
        "weeks": month_grid.weeks(shown_month, counts),
        "total": sum(counts.values()),
        "month_key": month_grid.key(shown_month),
        "earlier": month_grid.key(month_grid.previous_month(shown_month)),
        "later": month_grid.key(month_grid.next_month(shown_month)),
    }
    return _page(request, "month", news.beside(now), context)


@public_page
@kept_page
def gallery(request: HttpRequest) -> HttpResponse:
    now = clock.now()
    rows = news.pictures(now).select_related("article").order_by()
    page = key_set_page(rows, by="-pk", query=request.GET, size=GALLERY_PAGE)
    return _page(request, "gallery", news.beside(now), {"page": page})


@public_page
@kept_page
def article(request: HttpRequest, article: str) -> HttpResponse:
    return _page(request, "article", news.beside(clock.now()), {"shown": shown(_article(article))})


@public_page
@kept_page
def print_version(request: HttpRequest, article: str) -> HttpResponse:
    return _page(request, "print", news.beside(clock.now()), {"shown": shown(_article(article))})


@login_not_required
@require_safe
@conditional_page
def picture(request: HttpRequest, picture: UUID) -> FileResponse:
    found = get_object_or_404(_readable(request, Picture.objects.all()), public_id=picture)
    return _given(found.file, f"{picture}", "image/webp")


@login_not_required
@require_safe
@conditional_page
def picture_small(request: HttpRequest, picture: UUID) -> FileResponse:
    found = get_object_or_404(_readable(request, Picture.objects.all()), public_id=picture)
    return _given(found.small, f"{picture}-nho", "image/webp")


@login_not_required
@require_safe
@conditional_page
def file(request: HttpRequest, file: UUID) -> FileResponse:
    found = get_object_or_404(_readable(request, ArticleFile.objects.all()), public_id=file)
    return _given(found.file, f"{file}", found.content_type, download_as=nfc(found.name))


def _page(request: HttpRequest, name: str, beside: news.Beside, context: dict[str, Any]) -> HttpResponse:
    shell = {"issuer": beside.issuer, "contact": beside.contact, "beside": beside}
    return render(request, f"news/{name}.html", shell | context)


def _section(beside: news.Beside, slug: str) -> dict[str, str]:
    for section in beside.sections:
        if section["slug"] == slug:
            return section
    raise Http404


def _with_covers(page: Any) -> list[Article]:
    for one in page:
        one.cover = next(iter(news.with_ids(one.cover)), None)
    return list(page)


def _article(slug: str) -> Article:
    return get_object_or_404(news.whole(Article.objects.published(clock.now())), slug=slug)


def _readable(request: HttpRequest, rows: QuerySet) -> QuerySet:
    """What hangs on a published article; for who writes the news also the rest."""
    user = request.user
    if user.is_authenticated and not permissions.of_campaign("write_news", user):
        return rows
    return rows.filter(article__in=Article.objects.published(clock.now()).values("pk"))


def _given(stored: FieldFile, mark: str, content_type: str, *, download_as: str = "") -> FileResponse:
    """Never changed under its address; asked about again each time, because an article can be withdrawn."""
    try:
        content = stored.open("rb")
    except FileNotFoundError:
        raise Http404 from None
    is_file = bool(download_as)
    response = FileResponse(content, as_attachment=is_file, filename=download_as, content_type=content_type)
    response["ETag"] = f'"{mark}"'
    response["Cache-Control"] = "no-cache"
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return response


def _first_of(zone: Any, now: Any) -> date:
    return now.astimezone(zone).date().replace(day=1)
