"""Lists of rewards as the office composes them: every row with its money and what stands against it."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.models.user import User
from accounts.paging import key_set_page, page_of
from accounts.roles import Role
from campaign.actions import reward_list as acts
from campaign.actions.refused import Refused
from campaign.actions.reward_decision import why_not_release
from campaign.documents.reward_list_page import listed_page
from campaign.documents.rewards import sheet_of
from campaign.exchange.reward_sheet import workbook
from campaign.forms.rewards import ByLevelForm, DayForm, RewardForm, RewardListForm
from campaign.models import clock
from campaign.models.reward import Reward, RewardList
from campaign.models.submission import OFFICE_ROLES
from campaign.rules.bonus import CERTAINTIES, NATURES
from campaign.views.access import require_role

page_view = require_http_methods(["GET", "HEAD", "POST"])
OFFICE = (Role.OFFICER, Role.ADMINISTRATOR)
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_GET
def rewards(request: HttpRequest) -> HttpResponse:
    require_role(request.user, *OFFICE)
    page = key_set_page(listed_page(request.user), by="-made_at", query=request.GET)
    return render(request, "staff/rewards.html", {"page": page})


@page_view
def reward_new(request: HttpRequest) -> HttpResponse:
    require_role(request.user, *OFFICE)
    form = RewardListForm(request.POST or None)
    listed = _done(form, lambda facts: acts.make_list(facts.pop("campaign"), by=request.user, **facts))
    if listed:
        messages.success(request, _("Đã lập danh sách. Hãy thêm người và tập thể được đề nghị khen."))
        return redirect("office:reward_list", pk=listed.pk)
    return render(request, "staff/reward_new.html", {"form": form})


@require_GET
def reward_list(request: HttpRequest, pk: int) -> HttpResponse:
    listed = _readable(request.user, pk)
    sheet = sheet_of(listed, _day(request))
    context = {
        "listed": listed,
        "sheet": sheet,
        "page": page_of(sheet.lines, query=request.GET, size=50),
        "day_form": DayForm(initial={"ngay": sheet.day}),
        "nature": NATURES[listed.nature],
        "base_note": CERTAINTIES[sheet.base.certainty] if sheet.base else "",
        "may_release": request.user.has_role(Role.ADMINISTRATOR),
        "may_edit": listed.decision is None,
        "may_revoke": _may_revoke(request.user, listed),
        "release_objection": why_not_release(listed.decision) if _is_untold(listed) else "",
    }
    return render(request, "staff/reward_list.html", context)


@require_GET
def reward_sheet(request: HttpRequest, pk: int) -> HttpResponse:
    listed = _readable(request.user, pk)
    response = HttpResponse(workbook(listed, sheet_of(listed, _day(request))), content_type=XLSX)
    response["Content-Disposition"] = f'attachment; filename="khen-thuong-{listed.pk}.xlsx"'
    return response


@page_view
def reward_levels(request: HttpRequest, pk: int) -> HttpResponse:
    listed = reward_list_for(request.user, pk)
    form = ByLevelForm(request.POST or None, listed=listed)
    added = _done(
        form,
        lambda facts: acts.propose_by_level(listed, by=request.user, kinds=form.chosen(), year=facts["year"]),
    )
    if added:
        said = _(
            "Đã thêm %(rows)s dòng; %(used)s sáng kiến đã dùng hoặc đã có, %(passed)s tác giả không thuộc diện."
        )
        messages.success(request, said % vars(added))
        return redirect("office:reward_list", pk=pk)
    return render(request, "staff/reward_levels.html", {"listed": listed, "form": form})


@page_view
def reward_add(request: HttpRequest, pk: int) -> HttpResponse:
    listed = reward_list_for(request.user, pk)
    form = RewardForm(request.POST or None, listed=listed)
    reward = _done(form, lambda _facts: acts.propose(listed, by=request.user, **form.proposed()))
    if reward:
        messages.success(request, _("Đã thêm %(name)s.") % {"name": reward.holder_name})
        return redirect("office:reward_list", pk=pk)
    return render(request, "staff/reward_add.html", {"listed": listed, "form": form})


@require_POST
def reward_remove(request: HttpRequest, pk: int) -> HttpResponse:
    require_role(request.user, *OFFICE)
    mine = RewardList.objects.for_office(request.user)
    rows = Reward.objects.select_related("list", "kind").filter(list__in=mine)
    reward = get_object_or_404(rows, pk=pk)
    if _tried(request, lambda: acts.remove(reward, by=request.user)):
        messages.success(request, _("Đã bỏ %(name)s khỏi danh sách.") % {"name": reward.holder_name})
    return redirect("office:reward_list", pk=reward.list_id)


@require_POST
def reward_drop(request: HttpRequest, pk: int) -> HttpResponse:
    listed = reward_list_for(request.user, pk)
    if not _tried(request, lambda: acts.drop_list(listed, by=request.user)):
        return redirect("office:reward_list", pk=pk)
    messages.success(request, _("Đã bỏ danh sách «%(name)s».") % {"name": listed.name})
    return redirect("office:rewards")


def _readable(user: User, pk: int) -> RewardList:
    """Chair and inspector read what is decided; open lists tell who is on hold, which is not for them."""
    require_role(user, *OFFICE_ROLES)
    rows = RewardList.objects.for_office(user).select_related("campaign", "decision")
    listed = get_object_or_404(rows, pk=pk)
    if listed.decision is None:
        require_role(user, *OFFICE)
    return listed


def _day(request: HttpRequest) -> date:
    asked = DayForm(request.GET)
    return (asked.is_valid() and asked.cleaned_data["ngay"]) or clock.today()


def _is_untold(listed: RewardList) -> bool:
    return listed.decision is not None and listed.decision.released_at is None


def _may_revoke(user: User, listed: RewardList) -> bool:
    known = listed.decision and listed.decision.released_at
    return bool(known) and user.has_role(Role.ADMINISTRATOR)


def reward_list_for(user: User, pk: int) -> RewardList:
    require_role(user, *OFFICE)
    rows = RewardList.objects.for_office(user).select_related("campaign", "decision")
    return get_object_or_404(rows, pk=pk)


def _done(form: Any, act: Any) -> Any:
    """What the action returns, or nothing with the refusal above the form and the typed text kept."""
    if not form.is_bound or not form.is_valid():
        return None
    try:
        return act(form.cleaned_data)
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return None


def _tried(request: HttpRequest, act: Any) -> bool:
    try:
        act()
    except Refused as refusal:
        messages.error(request, str(refusal))
        return False
    return True
