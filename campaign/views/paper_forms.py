"""The unit desk's paper forms: print blank ones, key one in for its author, hand it to the author to confirm."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from accounts.models.user import User
from accounts.paging import key_set_page
from accounts.refusal import Refused as AccountRefused
from campaign.actions import paper
from campaign.actions.refused import Refused
from campaign.documents.blank import blank_forms
from campaign.documents.paper_form import lines, told
from campaign.forms.paper import NewWorkerForm, PrintForm, WorkerForm
from campaign.models import clock
from campaign.models.paper import DESK, PaperForm
from campaign.views.access import require_role
from campaign.views.papers import download


def _form(user: User, code: str) -> PaperForm:
    rows = PaperForm.objects.of_desk(user)
    return get_object_or_404(
        rows.select_related("campaign", "strand", "unit", "submission__owner"), code=code
    )


@require_GET
def forms(request: HttpRequest) -> HttpResponse:
    require_role(request.user, *DESK)
    return _list(request, PrintForm(desk=request.user))


@require_POST
def print_blank(request: HttpRequest) -> HttpResponse:
    """The answer is the file itself: its secrets are known at this moment only."""
    require_role(request.user, *DESK)
    form = PrintForm(request.POST, desk=request.user)
    if not form.is_valid():
        return _list(request, form)
    strand, unit = form.cleaned_data["strand"], form.cleaned_data["unit"]
    try:
        printed = paper.print_forms(
            strand.campaign, by=request.user, strand=strand, unit=unit, count=form.cleaned_data["count"]
        )
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return _list(request, form)
    codes = [(one.form.code, one.secret) for one in printed]
    return download(blank_forms(codes, campaign=strand.campaign, strand=strand, unit=unit, now=clock.now()))


def _list(request: HttpRequest, form: PrintForm) -> HttpResponse:
    rows = PaperForm.objects.of_desk(request.user).select_related("strand", "submission__owner")
    page = key_set_page(rows, by="-made_at", query=request.GET)
    return render(request, "endorser/papers.html", {"page": page, "rows": lines(page), "form": form})


@require_GET
def form(request: HttpRequest, code: str) -> HttpResponse:
    return _page(request, _form(request.user, code))


@require_POST
def begin(request: HttpRequest, code: str) -> HttpResponse:
    found = _form(request.user, code)
    worker = WorkerForm(request.POST, unit_id=found.unit_id)
    if worker.is_valid():
        try:
            draft = paper.begin(found, by=request.user, worker=worker.cleaned_data["staff_code"])
        except Refused as refusal:
            worker.add_error(None, str(refusal))
        else:
            return redirect("author:edit", code=draft.code)
    return _page(request, found, worker=worker)


@require_POST
def register(request: HttpRequest, code: str) -> HttpResponse:
    found, person = _form(request.user, code), NewWorkerForm(request.POST)
    if person.is_valid():
        try:
            draft = paper.begin_for_new(found, by=request.user, facts=person.cleaned_data)
        except (Refused, AccountRefused) as refusal:
            person.add_error(None, str(refusal))
        else:
            return redirect("author:edit", code=draft.code)
    return _page(request, found, person=person)


@require_POST
def finish(request: HttpRequest, code: str) -> HttpResponse:
    found = _form(request.user, code)
    paper.finish(found, by=request.user)
    messages.success(
        request, _("Đã chuyển phiếu %(code)s cho tác giả đọc lại và xác nhận.") % {"code": found.printed_code}
    )
    return redirect("unit:paper_form", code=code)


@require_POST
def cancel(request: HttpRequest, code: str) -> HttpResponse:
    found = _form(request.user, code)
    paper.cancel(found, by=request.user)
    messages.success(
        request, _("Đã hủy phiếu %(code)s; mã không còn giá trị.") % {"code": found.printed_code}
    )
    return redirect("unit:papers")


def _page(request: HttpRequest, found: PaperForm, **typed: Any) -> HttpResponse:
    context = {
        "form": found,
        "paper": told(found),
        "worker": WorkerForm(unit_id=found.unit_id),
        "person": NewWorkerForm(),
        **typed,
    }
    return render(request, "endorser/paper.html", context)
