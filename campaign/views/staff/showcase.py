"""The office's side of the public library and of how initiatives spread."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.models.user import User
from accounts.paging import key_set_page
from accounts.roles import Role
from campaign.actions import showcase as acts
from campaign.actions.refused import Refused
from campaign.documents import adoption as spreading
from campaign.documents.examples import entries_for_office
from campaign.documents.library import batches
from campaign.forms.adoption import AdoptionsForm
from campaign.forms.library import HideForm, OfficeLibraryForm
from campaign.models import clock
from campaign.models.library import ImportBatch
from campaign.models.submission import OFFICE_ROLES
from campaign.views.access import require_role
from campaign.views.answering import acted
from campaign.views.kept_forms import writing

LISTED_BATCHES = 20


@require_GET
def library(request: HttpRequest) -> HttpResponse:
    _require_office(request.user)
    search = OfficeLibraryForm(request.GET)
    rows = search.narrow(entries_for_office(request.user)).select_related("submission")
    page = key_set_page(rows.defer("search_text"), by="-year", query=request.GET)
    context = {"page": page, "search": search, "may_open": request.user.has_role(Role.ADMINISTRATOR)}
    context["batches"] = batches()[:LISTED_BATCHES]
    return render(request, "staff/showcase.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def hide(request: HttpRequest, pk: int) -> HttpResponse:
    _require_office(request.user)
    entry = get_object_or_404(entries_for_office(request.user), pk=pk)
    form = HideForm(request.POST or None)
    if acted(form, lambda facts: acts.hide(entry, by=request.user, reason=facts["reason"])):
        messages.success(request, _("Đã ẩn sáng kiến khỏi các trang công khai."))
        return redirect("office:showcase")
    own = writing(request, f"office:showcase_hide/{pk}", _("Ẩn «%(title)s»") % {"title": entry.title[:80]})
    context = {"entry": entry, "form": own.restored(form), "writing": own}
    return render(request, "staff/showcase_hide.html", context)


@require_POST
def unhide(request: HttpRequest, pk: int) -> HttpResponse:
    _require_office(request.user)
    entry = get_object_or_404(entries_for_office(request.user), pk=pk)
    try:
        acts.unhide(entry, by=request.user)
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Sáng kiến lại hiện trong thư viện."))
    return redirect("office:showcase")


@require_POST
def open_past(request: HttpRequest, pk: int) -> HttpResponse:
    require_role(request.user, Role.ADMINISTRATOR)
    batch = get_object_or_404(ImportBatch, pk=pk)
    try:
        rows = acts.open_past(batch, by=request.user)
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Đã mở %(rows)s sáng kiến của danh sách cho mọi người.") % {"rows": rows})
    return redirect("office:showcase")


@require_GET
def adoptions(request: HttpRequest) -> HttpResponse:
    require_role(request.user, *OFFICE_ROLES)
    search = AdoptionsForm(request.GET)
    page = key_set_page(search.narrow(spreading.of_all()), by="-pledged_at", query=request.GET)
    context = {"page": page, "lines": spreading.lines(page, clock.today()), "search": search}
    return render(request, "staff/adoptions.html", context)


def _require_office(user: User) -> None:
    require_role(user, Role.OFFICER, Role.ADMINISTRATOR)
