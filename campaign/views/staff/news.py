"""The desk of the news: the list, writing, preview, publishing, withdrawing, earlier versions."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.paging import key_set_page
from accounts.roles import Role
from campaign.actions import news as acts
from campaign.documents import news, news_desk
from campaign.documents.news_article import shown
from campaign.forms.news import ArticleForm, ScheduleForm, WithdrawForm
from campaign.models import clock
from campaign.models.news import Article
from campaign.rules.calendar import vn_datetime
from campaign.views.access import require_role
from campaign.views.answering import acted, version_of
from campaign.views.kept_forms import writing

WRITERS = (Role.OFFICER, Role.ADMINISTRATOR)
page_view = require_http_methods(["GET", "HEAD", "POST"])


@require_GET
def articles(request: HttpRequest) -> HttpResponse:
    require_role(request.user, *WRITERS)
    now, asked = clock.now(), request.GET.get("xem", "")
    chosen = asked if asked in news_desk.TABS else ""
    page = key_set_page(news_desk.rows(chosen, now), by="-saved_at", query=request.GET)
    context = {
        "page": page,
        "lines": [news_desk.line(article, now) for article in page],
        "tabs": [
            {"key": key, "label": label, "current": key == chosen} for key, label in news_desk.TABS.items()
        ],
        "may_set_up": request.user.has_role(Role.ADMINISTRATOR),
    }
    return render(request, "staff/news.html", context)


@page_view
def article_new(request: HttpRequest) -> HttpResponse:
    require_role(request.user, *WRITERS)
    form = ArticleForm(request.POST or None)
    if form.is_valid():
        made = acts.write(acts.Words(**form.cleaned_data), by=request.user)
        messages.success(request, _("Đã lưu bản nháp. Có thể thêm ảnh và tệp, rồi xem trước."))
        return redirect("office:article", pk=made.pk)
    own = writing(request, "office:article_new", _("Tin bài mới"))
    context = {"form": own.restored(form), "writing": own, "version": 0}
    return render(request, "staff/article_new.html", context)


@page_view
def article(request: HttpRequest, pk: int) -> HttpResponse:
    """Everything about one article: its words, pictures, files, and what can be done with it."""
    found = article_for(request, pk)
    form = ArticleForm(request.POST or None, initial=_stands(found))
    seen = version_of(request.POST)
    if acted(form, lambda facts: acts.amend(found, acts.Words(**facts), by=request.user, seen=seen)):
        messages.success(request, _("Đã lưu bài."))
        return redirect("office:article", pk=pk)
    own = writing(request, f"office:article/{pk}", _("Tin bài «%(title)s»") % {"title": found.title})
    return render(request, "staff/article.html", _context(request, found, own.restored(form), own))


@require_GET
def preview(request: HttpRequest, pk: int) -> HttpResponse:
    """As the public will see it."""
    require_role(request.user, *WRITERS)
    found = get_object_or_404(news.whole(Article.objects.all()), pk=pk)
    return render(request, "staff/article_preview.html", {"shown": shown(found)})


@require_GET
def versions(request: HttpRequest, pk: int) -> HttpResponse:
    found = article_for(request, pk)
    page = key_set_page(found.versions.select_related("saved_by"), by="-number", query=request.GET, size=10)
    return render(request, "staff/article_versions.html", {"article": found, "page": page})


@require_POST
def publish(request: HttpRequest, pk: int) -> HttpResponse:
    found = article_for(request, pk)
    acts.publish(found, by=request.user)
    messages.success(request, _("Đã đăng bài. Mọi người đọc được ngay từ bây giờ."))
    return redirect("office:article", pk=pk)


@require_POST
def schedule(request: HttpRequest, pk: int) -> HttpResponse:
    found, form = article_for(request, pk), ScheduleForm(request.POST)
    if form.is_valid():
        held = acts.publish(found, by=request.user, at=form.cleaned_data["at"])
        messages.success(
            request,
            _("Đã hẹn đăng bài lúc %(moment)s.") % {"moment": vn_datetime(held.publish_at or held.saved_at)},
        )
    else:
        tell_errors(request, form)
    return redirect("office:article", pk=pk)


@require_POST
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    found, form = article_for(request, pk), WithdrawForm(request.POST)
    if form.is_valid():
        acts.withdraw(found, by=request.user, reason=form.cleaned_data["reason"])
        messages.success(request, _("Đã gỡ bài. Bài, ảnh và tệp của bài không còn ở trang công khai nào."))
    else:
        tell_errors(request, form)
    return redirect("office:article", pk=pk)


def article_for(request: HttpRequest, pk: int) -> Article:
    require_role(request.user, *WRITERS)
    return get_object_or_404(Article.objects.select_related("section", "saved_by"), pk=pk)


def tell_errors(request: HttpRequest, form: Any) -> None:
    """Of a form of one or two lines, which is not worth a page of its own."""
    for errors in form.errors.values():
        for error in errors:
            messages.error(request, error)


def _stands(found: Article) -> dict[str, Any]:
    names = ("title", "lead", "body", "by_line", "video_url")
    return {"section": found.section_id} | {name: getattr(found, name) for name in names}


def _context(request: HttpRequest, found: Article, form: ArticleForm, own: Any) -> dict[str, Any]:
    now = clock.now()
    return {
        "line": news_desk.line(found, now),
        "article": found,
        "rights": news_desk.rights(found, request.user, now),
        "form": form,
        "writing": own,
        "version": own.seen(found.version),
        "pictures": list(found.pictures.all()),
        "files": list(found.files.all()),
        "schedule": ScheduleForm(initial={"at": found.publish_at}),
        "withdrawal": WithdrawForm(),
    }
