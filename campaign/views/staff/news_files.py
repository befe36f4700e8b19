"""Pictures and files of an article, and what stands around the news: sections, links, the counter's beginning."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.forms import Form, formset_factory
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts.roles import Role
from campaign.actions import news_files as acts
from campaign.actions import news_setup
from campaign.actions.refused import Refused
from campaign.forms.news import (
    ArticleFileForm,
    LinkForm,
    PictureEditForm,
    PictureForm,
    SectionForm,
    VisitStartForm,
)
from campaign.models.news import Article, ArticleFile, Picture, Section, UsefulLink, VisitCount
from campaign.views.access import require_role
from campaign.views.answering import acted
from campaign.views.staff.news import WRITERS, article_for

page_view = require_http_methods(["GET", "HEAD", "POST"])
Sections = formset_factory(SectionForm, extra=2, max_num=40, can_delete=True)
Links = formset_factory(LinkForm, extra=2, max_num=40, can_delete=True)


@page_view
def picture_new(request: HttpRequest, pk: int) -> HttpResponse:
    found = article_for(request, pk)
    form = PictureForm(request.POST or None, request.FILES or None)

    def act(typed: dict[str, Any]) -> Picture:
        said, frame = acts.Said(typed["alt"], typed["caption"]), acts.Frame(typed["ratio"], typed["focus"])
        return acts.add_picture(found, by=request.user, upload=typed["file"], said=said, frame=frame)

    return _step(request, found, form, act, (_("Thêm ảnh"), _("Đã thêm ảnh.")))


@page_view
def picture_edit(request: HttpRequest, pk: int) -> HttpResponse:
    require_role(request.user, *WRITERS)
    picture = get_object_or_404(Picture.objects.select_related("article"), pk=pk)
    stands = {"alt": picture.alt, "caption": picture.caption, "order": picture.order}
    form = PictureEditForm(request.POST or None, initial=stands)

    def act(typed: dict[str, Any]) -> Picture:
        said = acts.Said(typed["alt"], typed["caption"])
        return acts.amend_picture(picture, by=request.user, said=said, order=typed["order"])

    words = _("Sửa lời của ảnh"), _("Đã lưu lời của ảnh.")
    return _step(request, picture.article, form, act, words, picture=picture)


@require_POST
def picture_remove(request: HttpRequest, pk: int) -> HttpResponse:
    require_role(request.user, *WRITERS)
    picture = get_object_or_404(Picture.objects.select_related("article"), pk=pk)
    acts.remove_picture(picture, by=request.user)
    messages.info(request, _("Đã bỏ ảnh khỏi bài."))
    return redirect("office:article", pk=picture.article_id)


@page_view
def file_new(request: HttpRequest, pk: int) -> HttpResponse:
    found = article_for(request, pk)
    form = ArticleFileForm(request.POST or None, request.FILES or None)

    def act(typed: dict[str, Any]) -> ArticleFile:
        return acts.add_file(found, by=request.user, upload=typed["file"], title=typed["title"])

    return _step(request, found, form, act, (_("Đính kèm tệp"), _("Đã đính kèm tệp.")))


@require_POST
def file_remove(request: HttpRequest, pk: int) -> HttpResponse:
    require_role(request.user, *WRITERS)
    file = get_object_or_404(ArticleFile.objects.select_related("article"), pk=pk)
    acts.remove_file(file, by=request.user)
    messages.info(request, _("Đã bỏ tệp khỏi bài."))
    return redirect("office:article", pk=file.article_id)


@page_view
def setup(request: HttpRequest) -> HttpResponse:
    """Three small forms on one page; the pressed button says which of them is sent."""
    require_role(request.user, Role.ADMINISTRATOR)
    pressed = request.POST.get("part", "")
    forms = _setup_forms(request, pressed)
    sent = forms.get(pressed)
    if sent is not None and sent.is_valid() and _set(request, pressed, sent):
        messages.success(request, _("Đã lưu."))
        return redirect("office:news_setup")
    return render(request, "staff/news_setup.html", forms)


def _setup_forms(request: HttpRequest, pressed: str) -> dict[str, Any]:
    def typed(part: str) -> Any:
        return request.POST if pressed == part else None

    start = VisitCount.objects.values_list("start", flat=True).first() or 0
    return {
        "sections": Sections(
            typed("sections"), prefix="sections", initial=list(Section.objects.values("pk", "name"))
        ),
        "links": Links(
            typed("links"), prefix="links", initial=list(UsefulLink.objects.values("label", "url"))
        ),
        "visits": VisitStartForm(typed("visits"), initial={"start": start}),
    }


def _set(request: HttpRequest, part: str, form: Any) -> bool:
    try:
        SETTERS[part](form, request.user)
    except Refused as refusal:
        messages.error(request, str(refusal))
        return False
    return True


def _rows(formset: Any) -> list[dict[str, Any]]:
    """What stays, in its order."""
    rows = [form.cleaned_data for form in formset.forms if form.has_changed() or form.initial]
    return [row for row in rows if row and not row.get("DELETE") and (row.get("name") or row.get("label"))]


def _set_sections(formset: Any, by: Any) -> None:
    rows = [news_setup.SectionRow(row["name"], row["pk"]) for row in _rows(formset)]
    news_setup.set_sections(rows, by=by)


def _set_links(formset: Any, by: Any) -> None:
    news_setup.set_links([news_setup.LinkRow(row["label"], row["url"]) for row in _rows(formset)], by=by)


def _set_visits(form: Any, by: Any) -> None:
    news_setup.set_visit_start(form.cleaned_data["start"], by=by)


SETTERS: dict[str, Callable[[Any, Any], None]] = {
    "sections": _set_sections,
    "links": _set_links,
    "visits": _set_visits,
}


def _step(
    request: HttpRequest,
    article: Article,
    form: Form,
    act: Callable[[dict[str, Any]], Any],
    words: tuple[str, str],
    *,
    picture: Picture | None = None,
) -> HttpResponse:
    """`words`: what the step is called, and what is said when it is done."""
    title, said = words
    if acted(form, act):
        messages.success(request, said)
        return redirect("office:article", pk=article.pk)
    context = {"article": article, "form": form, "page_title": title, "picture": picture}
    return render(request, "staff/article_part.html", context)
