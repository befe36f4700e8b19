"""The councils of the campaigns: found, amend, seat, leave."""

from typing import Any

from django.contrib import messages
from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.models.user import User
from accounts.paging import key_set_page
from accounts.roles import Role
from campaign.actions import councils as acts
from campaign.actions.refused import Refused
from campaign.documents.councils import page_of
from campaign.forms.councils import AmendCouncilForm, CouncilForm, CouncilSeatForm, council_initial
from campaign.models.council import Council, CouncilMember
from campaign.rules.councils import COUNCIL_LABELS, CouncilKind
from campaign.views.access import require_role
from campaign.views.answering import acted

page_view = require_http_methods(["GET", "HEAD", "POST"])
OFFICE = (Role.OFFICER, Role.ADMINISTRATOR)


@require_GET
def councils(request: HttpRequest) -> HttpResponse:
    require_role(request.user, *OFFICE)
    seated = Count("members", filter=Q(members__left_on=None))
    rows = Council.objects.select_related("campaign").annotate(seated=seated)
    page = key_set_page(rows, by="-decision_date", query=request.GET)
    shown = [(council, COUNCIL_LABELS[CouncilKind(council.kind)]) for council in page]
    return render(request, "staff/councils.html", {"page": page, "rows": shown})


@page_view
def council_new(request: HttpRequest) -> HttpResponse:
    require_role(request.user, *OFFICE)
    form = CouncilForm(request.POST or None)
    council = acted(form, lambda facts: acts.found_council(by=request.user, **facts))
    if council:
        messages.success(request, _("Đã lập hội đồng. Hãy thêm thành viên."))
        return redirect("office:council", pk=council.pk)
    return render(request, "staff/council_new.html", {"form": form})


@page_view
def council(request: HttpRequest, pk: int) -> HttpResponse:
    found = _council(request.user, pk)
    form = AmendCouncilForm(request.POST or None, initial=council_initial(found))
    if acted(form, lambda facts: acts.amend_council(found, by=request.user, **facts)):
        messages.success(request, _("Đã sửa thông tin hội đồng."))
        return redirect("office:council", pk=pk)
    return _page(request, found, form=form)


@require_POST
def seat(request: HttpRequest, pk: int) -> HttpResponse:
    found = _council(request.user, pk)
    form = CouncilSeatForm(request.POST, council=found)
    member = acted(
        form, lambda facts: acts.seat_in_council(found, facts["user"], by=request.user, role=facts["role"])
    )
    if member:
        messages.success(request, _("Đã thêm %(name)s vào hội đồng.") % {"name": member.user.full_name})
        return redirect("office:council", pk=pk)
    return _page(request, found, seat_form=form)


@require_POST
def leave(request: HttpRequest, pk: int) -> HttpResponse:
    require_role(request.user, *OFFICE)
    member = get_object_or_404(CouncilMember.objects.select_related("user"), pk=pk)
    try:
        acts.leave_council(member, by=request.user)
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("%(name)s thôi tham gia từ hôm nay.") % {"name": member.user.full_name})
    return redirect("office:council", pk=member.council_id)


def _council(user: User, pk: int) -> Council:
    require_role(user, *OFFICE)
    return get_object_or_404(Council.objects.select_related("campaign"), pk=pk)


def _page(request: HttpRequest, found: Council, **forms: Any) -> HttpResponse:
    context = {
        "council": found,
        "shown": page_of(found),
        "form": AmendCouncilForm(initial=council_initial(found)),
        "seat_form": CouncilSeatForm(council=found),
    }
    return render(request, "staff/council.html", context | forms)
