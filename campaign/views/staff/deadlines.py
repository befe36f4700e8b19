"""Extensions and late copies: more time for some, and what came when there was none left."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.models.user import User
from accounts.paging import key_set_page
from accounts.roles import Role
from campaign.actions import extension as acts
from campaign.actions.refused import Refused
from campaign.documents import extensions as shown
from campaign.documents.frozen import frozen_application
from campaign.documents.outages import proposals
from campaign.forms.extension import ExtensionForm
from campaign.models import clock
from campaign.models.deadline import Extension, ExtensionQuerySet
from campaign.models.revision import LateCopy
from campaign.models.submission import OFFICE_ROLES
from campaign.views.access import require_role
from campaign.views.kept_forms import writing


@require_GET
def extensions(request: HttpRequest) -> HttpResponse:
    page = key_set_page(_extensions(request.user), by="-granted_at", query=request.GET)
    now = clock.now()
    context = {"page": page, "lines": shown.lines(page, now), "proposals": proposals(now)}
    context["may_set_up"] = request.user.has_role(Role.ADMINISTRATOR)
    return render(request, "staff/extensions.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def extension_new(request: HttpRequest) -> HttpResponse:
    require_role(request.user, Role.OFFICER, Role.ADMINISTRATOR)
    asked = {"person": request.GET.get("nguoi", ""), "campaign": request.GET.get("phong_trao", "")}
    asked |= _made_up(request.GET.get("su_co", ""), asked["campaign"])
    form = ExtensionForm(request.POST or None, initial=asked)
    if form.is_bound and form.is_valid() and _granted(request, form):
        return redirect("office:extensions")
    own = writing(request, "office:extension_new", _("Gia hạn nộp hồ sơ"))
    return render(request, "staff/extension_new.html", {"form": own.restored(form), "writing": own})


def _made_up(outage: str, campaign: str) -> dict[str, Any]:
    """What an outage that the portal recorded fills in."""
    if not outage:
        return {}
    known = [
        one for one in proposals(clock.now()) if (str(one.outage), str(one.campaign)) == (outage, campaign)
    ]
    return {"closes": known[0].closes, "reason": str(known[0].reason)} if known else {}


def _granted(request: HttpRequest, form: ExtensionForm) -> bool:
    try:
        acts.grant(form.cleaned_data["campaign"], form.wish(), by=request.user)
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return False
    messages.success(request, _("Đã gia hạn; những người có hồ sơ chưa nộp được báo."))
    return True


@require_POST
def extension_revoke(request: HttpRequest, pk: int) -> HttpResponse:
    acts.revoke(get_object_or_404(_extensions(request.user), pk=pk), by=request.user)
    messages.success(request, _("Đã thu hồi việc gia hạn. Hồ sơ đã nộp theo lần gia hạn này vẫn giữ nguyên."))
    return redirect("office:extensions")


def _extensions(user: User) -> ExtensionQuerySet:
    require_role(user, Role.OFFICER, Role.ADMINISTRATOR)
    return Extension.objects.select_related("campaign", "strand", "person", "granted_by")


@require_GET
def late_copies(request: HttpRequest) -> HttpResponse:
    require_role(request.user, *OFFICE_ROLES)
    rows = LateCopy.objects.for_office(request.user).defer("content")
    page = key_set_page(rows, by="-received_at", query=request.GET)
    return render(request, "staff/late_copies.html", {"page": page, "may_extend": _may_extend(request.user)})


@require_GET
def late_copy(request: HttpRequest, pk: int) -> HttpResponse:
    require_role(request.user, *OFFICE_ROLES)
    copy = get_object_or_404(LateCopy.objects.for_office(request.user), pk=pk)
    context = {
        "copy": copy,
        "submission": copy.submission,
        "application": frozen_application(copy.submission, copy.content),
        "may_extend": _may_extend(request.user),
    }
    return render(request, "staff/late_copy.html", context)


def _may_extend(user: User) -> bool:
    return user.has_role(Role.OFFICER, Role.ADMINISTRATOR)
