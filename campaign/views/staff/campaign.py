"""The administrator's campaigns: list, page with what is missing, found, clone, amend, announce, close."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.models.user import User
from accounts.paging import key_set_page
from accounts.roles import Role
from campaign.actions import campaign as acts
from campaign.actions import plan as plan_acts
from campaign.actions.refused import Refused
from campaign.documents import plan
from campaign.documents.readiness import blocking, readiness
from campaign.forms.campaign import CampaignForm, CloneForm
from campaign.forms.kept import Writing
from campaign.forms.plan import Editor, PartEditor, Timetable
from campaign.models import clock
from campaign.models.campaign import Campaign
from campaign.rules import phases
from campaign.views.access import require_role
from campaign.views.answering import acted
from campaign.views.kept_forms import writing

page_view = require_http_methods(["GET", "HEAD", "POST"])


@require_GET
def campaigns(request: HttpRequest) -> HttpResponse:
    require_role(request.user, Role.ADMINISTRATOR)
    rows = Campaign.objects.select_related("cloned_from")
    page = key_set_page(rows, by="-year", query=request.GET)
    return render(request, "staff/campaigns.html", {"page": page})


@require_GET
def campaign(request: HttpRequest, slug: str) -> HttpResponse:
    chosen = _campaign(request.user, slug)
    points = readiness(chosen)
    return render(
        request,
        "staff/campaign.html",
        {
            "campaign": chosen,
            "points": points,
            "missing": blocking(points),
            "steps": phases.stepper(chosen.spans(), clock.now()),
            "parts": plan.PARTS,
        },
    )


@page_view
def campaign_new(request: HttpRequest) -> HttpResponse:
    require_role(request.user, Role.ADMINISTRATOR)
    form = CampaignForm(request.POST or None)
    found = acted(form, lambda _cleaned: acts.found_campaign(form.facts(), by=request.user))
    if found:
        messages.success(request, _("Đã lập phong trào ở dạng chuẩn bị. Hãy đặt nội dung thi đua và lịch."))
        return redirect("setup:campaign", slug=found.slug)
    own = writing(request, "setup:campaign_new", _("Phong trào mới"))
    return render(request, "staff/campaign_form.html", {"form": own.restored(form), "writing": own})


@page_view
def campaign_edit(request: HttpRequest, slug: str) -> HttpResponse:
    chosen = _campaign(request.user, slug)
    form = CampaignForm(request.POST or None, campaign=chosen)
    seen = request.POST.get("version", "")
    if acted(form, lambda _cleaned: acts.amend_campaign(chosen, form.facts(), by=request.user, seen=seen)):
        messages.success(request, _("Đã lưu thông tin chung."))
        return redirect("setup:campaign", slug=slug)
    own = _writing(request, chosen, "chung", _("Thông tin chung"))
    context = {
        "stands": _stands(form, chosen),
        "form": own.restored(form),
        "campaign": chosen,
        "writing": own,
    }
    context["version"] = own.seen(plan.mark(plan.general_facts(chosen)))
    return render(request, "staff/campaign_form.html", context)


@page_view
def clone(request: HttpRequest, slug: str) -> HttpResponse:
    source = _campaign(request.user, slug)
    form = CloneForm(request.POST or None, source=source, today=clock.today())
    made = acted(
        form,
        lambda _cleaned: acts.clone_campaign(
            source, by=request.user, edition=form.edition(), days=form.days()
        ),
    )
    if made:
        messages.success(request, _("Đã nhân bản phong trào. Hãy xem lại lịch và nội dung rồi công bố."))
        return redirect("setup:campaign", slug=made.slug)
    return render(request, "staff/campaign_clone.html", {"source": source, "form": form})


@page_view
def timetable(request: HttpRequest, slug: str) -> HttpResponse:
    chosen = _campaign(request.user, slug)
    editor = Timetable(chosen, request.POST or None)
    seen = request.POST.get("version", "")
    if request.method == "POST" and _saved(
        editor, lambda: plan_acts.save_timetable(chosen, editor.spans(), by=request.user, seen=seen)
    ):
        messages.success(request, _("Đã lưu lịch phong trào."))
        return redirect("setup:campaign", slug=slug)
    context = {"campaign": chosen, "editor": editor, "stale": seen not in ("", editor.version)}
    context["writing"] = own = _writing(request, chosen, "lich", _("Lịch phong trào"))
    editor.show(own)
    return render(request, "staff/campaign_timetable.html", context)


@page_view
def part(request: HttpRequest, slug: str, name: str) -> HttpResponse:
    """One ordered list of the plan: legal bases, strands, awards or checklist."""
    chosen = _campaign(request.user, slug)
    editor = PartEditor(chosen, name, request.POST or None)
    seen = request.POST.get("version", "")
    if request.method == "POST" and _saved(
        editor, lambda: plan_acts.save_part(chosen, name, editor.rows(), by=request.user, seen=seen)
    ):
        messages.success(request, _("Đã lưu: %(part)s.") % {"part": plan.PARTS[name].label})
        return redirect("setup:campaign", slug=slug)
    label = plan.PARTS[name].label
    context = {"campaign": chosen, "editor": editor, "stale": seen not in ("", editor.version)}
    context["writing"] = own = _writing(request, chosen, name, label)
    editor.show(own)
    return render(request, "staff/campaign_part.html", context | {"label": label})


@require_POST
def announce(request: HttpRequest, slug: str) -> HttpResponse:
    return _act(
        request, slug, acts.announce, _("Đã công bố phong trào. Trang phong trào đã mở cho mọi người.")
    )


@require_POST
def close(request: HttpRequest, slug: str) -> HttpResponse:
    return _act(request, slug, acts.close, _("Phong trào đã kết thúc và được lưu trữ."))


def _act(request: HttpRequest, slug: str, act: Callable[..., Any], said: str) -> HttpResponse:
    chosen = _campaign(request.user, slug)
    try:
        act(chosen, by=request.user)
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, said)
    return redirect("setup:campaign", slug=slug)


def _writing(request: HttpRequest, chosen: Campaign, part: str, label: Any) -> Writing:
    return writing(request, f"setup:campaign/{chosen.slug}/{part}", f"{label}: {chosen.title}")


def _campaign(user: User, slug: str) -> Campaign:
    require_role(user, Role.ADMINISTRATOR)
    found = Campaign.objects.select_related("issuer", "cloned_from").prefetch_related("windows__strand")
    return get_object_or_404(found, slug=slug)


def _saved(editor: Editor, act: Callable[[], Any]) -> bool:
    if not editor.is_valid():
        return False
    try:
        act()
    except Refused as refusal:
        editor.refuse(str(refusal))
        return False
    return True


def _stands(form: CampaignForm, chosen: Campaign) -> list[tuple[Any, Any]]:
    """What is stored where it differs from what was typed; empty unless the form came back."""
    if not form.is_bound or not form.is_valid():
        return []
    typed, stored = form.facts(), plan.general_facts(chosen)
    names = {"issuer_id": "issuer"}
    return [
        (form[names.get(name, name)].label, stored[name])
        for name in typed
        if typed[name] != stored[name] and name != "issuer_id"
    ]
