"""The administrator's pages of what rewards are worth: kinds with their coefficients, base salaries, all dated."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from accounts.models.user import User
from accounts.paging import page_of
from accounts.roles import Role
from campaign.actions import reward_money as acts
from campaign.actions.refused import Refused
from campaign.documents.reward_money import kind_lines, salary_lines
from campaign.forms.reward_money import BaseSalaryForm, FollowKindForm, KindForm, NewKindForm, kind_initial
from campaign.models.reward import RewardKind
from campaign.views.access import require_role

page_view = require_http_methods(["GET", "HEAD", "POST"])


@require_GET
def money(request: HttpRequest) -> HttpResponse:
    require_role(request.user, Role.ADMINISTRATOR)
    page = page_of(kind_lines(), query=request.GET, size=50)
    return render(request, "staff/reward_money.html", {"page": page, "salaries": salary_lines()})


@page_view
def kind_new(request: HttpRequest) -> HttpResponse:
    require_role(request.user, Role.ADMINISTRATOR)
    form = NewKindForm(request.POST or None)
    if _done(form, lambda: acts.add_kind(by=request.user, **form.face())):
        messages.success(request, _("Đã thêm danh hiệu hoặc hình thức."))
        return redirect("setup:reward_money")
    return _page(request, form, _("Thêm danh hiệu hoặc hình thức"))


@page_view
def kind_edit(request: HttpRequest, pk: int) -> HttpResponse:
    kind = _kind(request.user, pk)
    form = KindForm(request.POST or None, initial=kind_initial(kind))
    if _done(form, lambda: acts.amend_kind(kind, by=request.user, **form.face())):
        messages.success(request, _("Đã lưu «%(name)s».") % {"name": kind.name})
        return redirect("setup:reward_money")
    return _page(request, form, kind.name, kind=kind)


@page_view
def kind_follow(request: HttpRequest, pk: int) -> HttpResponse:
    kind = _kind(request.user, pk)
    form = FollowKindForm(request.POST or None, initial={"coefficient": kind.coefficient})
    if _done(form, lambda: acts.follow_kind(kind, by=request.user, **form.cleaned_data)):
        messages.success(request, _("Đã đặt phiên bản mới của «%(name)s».") % {"name": kind.name})
        return redirect("setup:reward_money")
    return _page(request, form, _("Phiên bản mới: %(name)s") % {"name": kind.name})


@page_view
def salary(request: HttpRequest) -> HttpResponse:
    require_role(request.user, Role.ADMINISTRATOR)
    form = BaseSalaryForm(request.POST or None)
    if _done(form, lambda: acts.set_base_salary(by=request.user, **form.cleaned_data)):
        messages.success(request, _("Đã lưu mức lương cơ sở."))
        return redirect("setup:reward_money")
    return _page(request, form, _("Đặt mức lương cơ sở"))


def _kind(user: User, pk: int) -> RewardKind:
    require_role(user, Role.ADMINISTRATOR)
    return get_object_or_404(RewardKind, pk=pk)


def _page(request: HttpRequest, form: Any, title: str, **more: Any) -> HttpResponse:
    return render(request, "staff/reward_money_form.html", {"form": form, "title": title, **more})


def _done(form: Any, act: Any) -> Any:
    """What the action returns, or nothing with the refusal above the form and the typed text kept."""
    if not form.is_bound or not form.is_valid():
        return None
    try:
        return act()
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return None
