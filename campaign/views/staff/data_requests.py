"""Administrators carry out or refuse the erasure of somebody's personal data."""

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from accounts.models.user import User
from accounts.paging import key_set_page
from accounts.roles import Role
from campaign.actions import personal_data as acts
from campaign.documents.personal_data import request_line, request_lines
from campaign.forms.kept import Writing
from campaign.forms.personal_data import ErasureRefusalForm
from campaign.models.following import DataRequest
from campaign.rules.erasure import KINDS
from campaign.views.access import require_role


@require_GET
def data_requests(request: HttpRequest) -> HttpResponse:
    page = key_set_page(_erasures(request.user), by="-asked_at", query=request.GET)
    return render(request, "staff/data_requests.html", {"page": page, "lines": request_lines(page)})


@require_GET
def data_request(request: HttpRequest, pk: int) -> HttpResponse:
    return _page(request, get_object_or_404(_erasures(request.user), pk=pk), ErasureRefusalForm())


@require_POST
def data_erase(request: HttpRequest, pk: int) -> HttpResponse:
    acts.erase(get_object_or_404(_erasures(request.user), pk=pk), by=request.user)
    messages.success(request, _("Đã xóa dữ liệu cá nhân. Hồ sơ, điểm và quyết định được giữ nguyên."))
    return redirect("setup:data_request", pk=pk)


@require_POST
def data_refuse(request: HttpRequest, pk: int) -> HttpResponse:
    wish = get_object_or_404(_erasures(request.user), pk=pk)
    form = ErasureRefusalForm(request.POST)
    if not form.is_valid():
        return _page(request, wish, form)
    acts.refuse(wish, by=request.user, reason=form.cleaned_data["reason"])
    messages.success(request, _("Đã ghi lý do; người yêu cầu được báo."))
    return redirect("setup:data_request", pk=pk)


def _page(request: HttpRequest, wish: DataRequest, form: ErasureRefusalForm) -> HttpResponse:
    own = Writing(
        request.user,
        f"setup:data_refuse/{wish.pk}",
        label=_("Lý do chưa xóa dữ liệu cá nhân"),
        address=reverse("setup:data_request", args=[wish.pk]),
        typed=form if form.is_bound else None,
    )
    context = {
        "line": request_line(wish),
        "wish": wish,
        "form": own.restored(form),
        "kinds": KINDS,
        "writing": own,
    }
    if wish.done_at is None:
        context["objection"] = acts.why_not(wish)
    return render(request, "staff/data_request.html", context)


def _erasures(user: User) -> QuerySet[DataRequest]:
    require_role(user, Role.ADMINISTRATOR)
    return DataRequest.objects.filter(kind=DataRequest.ERASURE).select_related("user")
