"""The office writes for the board of good examples and follows the answers."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from accounts.models.user import User
from accounts.paging import key_set_page
from accounts.roles import Role
from campaign.actions import examples as acts
from campaign.documents import examples as shown
from campaign.forms.examples import ExampleForm, RemoveForm
from campaign.models.showcase import GoodExample, LibraryEntry
from campaign.views.access import require_role
from campaign.views.answering import acted, version_of
from campaign.views.kept_forms import writing


@require_GET
def examples(request: HttpRequest) -> HttpResponse:
    _require_office(request.user)
    page = key_set_page(shown.for_office(request.user), by="-written_at", query=request.GET)
    lines = [(one, *shown.state(one)) for one in page]
    return render(request, "staff/examples.html", {"page": page, "lines": lines})


@require_http_methods(["GET", "HEAD", "POST"])
def example_new(request: HttpRequest, code: str) -> HttpResponse:
    entry = _entry(request.user, code)
    form = ExampleForm(request.POST or None, entry=entry)
    return _form_page(
        request, entry, form, lambda _facts: acts.write(entry, by=request.user, told=form.told())
    )


@require_http_methods(["GET", "HEAD", "POST"])
def example(request: HttpRequest, pk: int) -> HttpResponse:
    found = _example(request.user, pk)
    entry = found.entry
    form = ExampleForm(request.POST or None, entry=entry, example=found)
    version = version_of(request.POST)

    def act(_facts: dict[str, Any]) -> GoodExample:
        return acts.rewrite(found, by=request.user, told=form.told(), version=version)

    return _form_page(request, entry, form, act, example=found)


@require_http_methods(["GET", "HEAD", "POST"])
def remove(request: HttpRequest, pk: int) -> HttpResponse:
    found = _example(request.user, pk)
    form = RemoveForm(request.POST or None)
    if acted(form, lambda facts: acts.remove(found, by=request.user, reason=facts["reason"])):
        messages.success(request, _("Đã gỡ bài khỏi bảng gương điển hình; người được nêu gương được báo."))
        return redirect("office:examples")
    own = writing(request, f"office:example_remove/{pk}", _("Gỡ bài về %(name)s") % {"name": found.name})
    context = {"example": found, "form": own.restored(form), "writing": own}
    return render(request, "staff/example_remove.html", context)


def _form_page(
    request: HttpRequest,
    entry: LibraryEntry,
    form: ExampleForm,
    act: Callable[[dict[str, Any]], GoodExample],
    *,
    example: GoodExample | None = None,
) -> HttpResponse:
    if acted(form, act):
        messages.success(request, _("Đã gửi bài để xin ý kiến; bài hiện công khai khi người đó đồng ý."))
        return redirect("office:examples")
    own = writing(
        request, request.path.strip("/"), _("Gương điển hình: %(title)s") % {"title": entry.title[:80]}
    )
    version = own.seen(example.version if example else 0)
    context = {"entry": entry, "form": own.restored(form), "writing": own, "example": example}
    return render(request, "staff/example.html", context | {"version": version})


def _entry(user: User, code: str) -> LibraryEntry:
    """Only of a dossier: a row of an earlier list has nobody who could consent."""
    _require_office(user)
    found = shown.entries_for_office(user).filter(submission__isnull=False).select_related("submission")
    return get_object_or_404(found, code=code)


def _example(user: User, pk: int) -> GoodExample:
    _require_office(user)
    found = shown.for_office(user).select_related("entry__submission", "picture").filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def _require_office(user: User) -> None:
    require_role(user, Role.OFFICER, Role.ADMINISTRATOR)
