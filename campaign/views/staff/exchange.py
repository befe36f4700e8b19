"""Lists of past initiatives: upload, rehearsal, import; the library they make, and its likely doubles."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.models.user import User
from accounts.paging import key_set_page
from accounts.roles import Role
from campaign.actions.library import import_initiatives
from campaign.actions.refused import Refused
from campaign.documents import library as shown
from campaign.exchange import waiting
from campaign.exchange.imports import ListError, checked_rows, rehearse
from campaign.forms.imports import LibraryForm, ListForm
from campaign.models.submission import OFFICE_ROLES
from campaign.views.access import require_role

SHOWN_ROWS, SHOWN_COMPLAINTS, SHOWN_PAIRS = 20, 100, 50


@require_http_methods(["GET", "HEAD", "POST"])
def imports(request: HttpRequest) -> HttpResponse:
    require_role(request.user, Role.ADMINISTRATOR)
    form = ListForm(request.POST or None, request.FILES or None)
    if form.is_bound and form.is_valid():
        upload = form.cleaned_data["file"]
        words = {"name": upload.name or "", "source": form.cleaned_data["source"]}
        return redirect("setup:rehearsal", sha256=waiting.keep(request.user, content=upload.read(), **words))
    return render(request, "staff/imports.html", {"form": form, "batches": shown.batches()[:20]})


@require_GET
def rehearsal(request: HttpRequest, sha256: str) -> HttpResponse:
    upload = _waiting(request.user, sha256)
    try:
        found = rehearse(upload.name, upload.content)
    except ListError as error:
        return render(request, "staff/import_unreadable.html", {"upload": upload, "reason": error.phrase})
    return render(
        request,
        "staff/import_rehearsal.html",
        {
            "upload": upload,
            "found": found,
            "first_rows": found.rows[:SHOWN_ROWS],
            "complaints": found.complaints[:SHOWN_COMPLAINTS],
            "more_complaints": max(0, len(found.complaints) - SHOWN_COMPLAINTS),
            "pairs": [shown.rehearsed(pair) for pair in found.pairs[:SHOWN_PAIRS]],
        },
    )


@require_POST
def commit(request: HttpRequest, sha256: str) -> HttpResponse:
    upload = _waiting(request.user, sha256)
    try:
        rows = checked_rows(upload.name, upload.content)
        batch = import_initiatives(rows, by=request.user, source=upload.source, sha256=sha256)
    except (Refused, ListError) as refusal:
        messages.error(request, str(refusal))
        return redirect("setup:rehearsal", sha256=sha256)
    waiting.drop(request.user, sha256)
    messages.success(request, _("Đã nhập %(rows)s sáng kiến vào thư viện.") % {"rows": batch.rows})
    return redirect("setup:library")


@require_POST
def discard(request: HttpRequest, sha256: str) -> HttpResponse:
    _waiting(request.user, sha256)
    waiting.drop(request.user, sha256)
    messages.success(request, _("Đã bỏ tệp vừa kiểm tra; thư viện không thay đổi."))
    return redirect("setup:imports")


@require_GET
def library(request: HttpRequest) -> HttpResponse:
    require_role(request.user, *OFFICE_ROLES)
    search = LibraryForm(request.GET)
    words = search.cleaned_data["q"] if search.is_valid() else ""
    page = key_set_page(shown.initiatives(words), by="-pk", query=request.GET)
    may_import = request.user.has_role(Role.ADMINISTRATOR)
    return render(
        request,
        "staff/library.html",
        {"page": page, "search": search, "words": words, "may_import": may_import},
    )


@require_GET
def doubles(request: HttpRequest) -> HttpResponse:
    require_role(request.user, *OFFICE_ROLES)
    page = key_set_page(shown.likely_doubles(), by="-score", query=request.GET)
    pairs = [shown.double(row) for row in page]
    return render(request, "staff/library_doubles.html", {"page": page, "pairs": pairs})


def _waiting(user: User, sha256: str) -> waiting.Waiting:
    """Another administrator's file answers like a file that does not exist."""
    require_role(user, Role.ADMINISTRATOR)
    upload = waiting.find(user, sha256) if len(sha256) == 64 else None
    if upload is None:
        raise Http404
    return upload
