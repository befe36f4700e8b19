"""The office's side of one seat on a panel: what its judge can carry, and who comes instead."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts.models.user import User
from accounts.roles import Role
from campaign.actions import panel_seats as acts
from campaign.actions.refused import Refused
from campaign.forms.panel_seats import LoadForm, SuccessorForm, load_initial
from campaign.models.judging import PanelMember
from campaign.views.access import require_role

OFFICE = (Role.OFFICER, Role.ADMINISTRATOR)


@require_http_methods(["GET", "HEAD", "POST"])
def member(request: HttpRequest, pk: int) -> HttpResponse:
    found = _member(request.user, pk)
    form = LoadForm(request.POST or None, initial=load_initial(found))
    if form.is_bound and form.is_valid():
        try:
            acts.amend_member(found, by=request.user, load=form.load())
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Đã ghi khả năng của giám khảo."))
            return redirect("office:panel", pk=found.panel_id)
    return _page(request, found, form=form)


@require_POST
def replace(request: HttpRequest, pk: int) -> HttpResponse:
    found = _member(request.user, pk)
    form = SuccessorForm(request.POST, member=found)
    if form.is_valid():
        try:
            acts.replace_member(found, form.cleaned_data["user"], by=request.user)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Đã mời người thay; người được mời có thư báo."))
            return redirect("office:panel", pk=found.panel_id)
    return _page(request, found, successor=form)


def _member(user: User, pk: int) -> PanelMember:
    require_role(user, *OFFICE)
    seats = PanelMember.objects.filter(left_on=None).select_related("panel", "user")
    return get_object_or_404(seats, pk=pk)


def _page(request: HttpRequest, found: PanelMember, **forms: Any) -> HttpResponse:
    context = {
        "member": found,
        "absences": found.absences.all(),
        "form": LoadForm(initial=load_initial(found)),
        "successor": SuccessorForm(member=found),
    }
    return render(request, "staff/panel_member.html", context | forms)
