"""Dossiers and people set aside: for officers and administrators, and never to those concerned."""

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from accounts.paging import key_set_page
from accounts.roles import Role
from campaign.actions.hold import lift_hold, place_hold
from campaign.actions.refused import Refused
from campaign.documents.holds import KIND_LABELS, is_over, readable_holds
from campaign.forms.hold import HoldForm, LiftForm
from campaign.models import clock
from campaign.models.hold import Hold
from campaign.views.access import require_role
from campaign.views.kept_forms import writing

OFFICE = (Role.OFFICER, Role.ADMINISTRATOR)
page_view = require_http_methods(["GET", "HEAD", "POST"])


@require_GET
def holds(request: HttpRequest) -> HttpResponse:
    require_role(request.user, *OFFICE)
    page = key_set_page(_readable(request), by="-placed_at", query=request.GET)
    today = clock.today()
    rows = [(one, KIND_LABELS[one.kind], is_over(one, today)) for one in page]
    return render(request, "staff/holds.html", {"page": page, "rows": rows})


@page_view
def hold_new(request: HttpRequest) -> HttpResponse:
    require_role(request.user, *OFFICE)
    form = HoldForm(request.POST if request.method == "POST" else None, user=request.user)
    if form.is_bound and form.is_valid():
        try:
            place_hold(form.cleaned_data["of"], by=request.user, **form.face)
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(
                request, _("Đã tạm dừng xét; hồ sơ liên quan không vào quyết định và khen thưởng.")
            )
            return redirect("office:holds")
    own = writing(request, "office:hold_new", _("Tạm dừng xét"))
    return render(request, "staff/hold_new.html", {"form": own.restored(form), "writing": own})


@page_view
def hold(request: HttpRequest, pk: int) -> HttpResponse:
    require_role(request.user, *OFFICE)
    found = get_object_or_404(_readable(request), pk=pk)
    form = LiftForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        try:
            lift_hold(found, by=request.user, reason=form.cleaned_data["reason"])
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("Đã kết thúc tạm dừng xét."))
            return redirect("office:holds")
    own = writing(request, f"office:hold/{pk}", _("Kết thúc tạm dừng xét"))
    context = {
        "hold": found,
        "kind": KIND_LABELS[found.kind],
        "is_over": is_over(found, clock.today()),
        "form": own.restored(form),
        "writing": own,
    }
    return render(request, "staff/hold.html", context)


def _readable(request: HttpRequest) -> QuerySet[Hold]:
    return readable_holds(request.user).select_related("submission", "person", "placed_by", "lifted_by")
