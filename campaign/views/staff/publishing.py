"""Make decisions public: rehearse, then at once or at a set hour."""

from collections.abc import Sequence

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST, require_safe

from accounts.roles import Role
from campaign.actions import publication as act
from campaign.actions import publication_schedule
from campaign.actions.refused import Refused
from campaign.documents import publishing as shown
from campaign.documents.publication import decision_with_timetable
from campaign.documents.publication_rehearsal import rehearse
from campaign.forms.publication import ScheduleForm
from campaign.models import clock
from campaign.models.campaign import Campaign
from campaign.models.decision import Decision
from campaign.models.publication import ScheduledPublication
from campaign.views.access import require_role


@require_GET
def publishing(request: HttpRequest, slug: str) -> HttpResponse:
    """What of a campaign is not public yet, what waits for its hour, what came out and how it was corrected."""
    _require_panel(request)
    campaign = get_object_or_404(Campaign, slug=slug)
    context = {"campaign": campaign, "desk": shown.desk(campaign), "may_publish": _may_publish(request)}
    return render(request, "staff/publishing.html", context)


@require_safe
def publish(request: HttpRequest, pk: int) -> HttpResponse:
    """Before: what would happen. After: what happened."""
    _require_panel(request)
    decision = get_object_or_404(decision_with_timetable(), pk=pk)
    published = getattr(decision, "publication", None)
    if published is None:
        return _rehearsal(request, [decision], ScheduleForm())
    context = {"decision": decision, "published": published, "latest": shown.latest_of(published)}
    return render(request, "staff/published.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def publish_together(request: HttpRequest, slug: str) -> HttpResponse:
    _require_panel(request)
    decisions = _chosen(request, slug)
    if request.method != "POST":
        return _rehearsal(request, decisions, ScheduleForm())
    act.publish_together(decisions, by=request.user, seen=request.POST.get("seen", ""))
    messages.success(request, _("Đã công bố kết quả; thư báo kết quả đang được gửi tới từng tác giả."))
    if len(decisions) == 1:
        return redirect("office:publish", pk=decisions[0].pk)
    return redirect("office:publishing", slug=slug)


@require_POST
def schedule(request: HttpRequest, slug: str) -> HttpResponse:
    _require_panel(request)
    decisions, form = _chosen(request, slug), ScheduleForm(request.POST)
    if not form.is_valid():
        return _rehearsal(request, decisions, form)
    seen = request.POST.get("seen", "")
    try:
        order = publication_schedule.schedule(
            decisions, by=request.user, at=form.cleaned_data["at"], seen=seen
        )
    except Refused as refused:
        form.add_error(None, str(refused))
        return _rehearsal(request, decisions, form)
    messages.success(request, _("Đã hẹn công bố vào %(moment)s.") % {"moment": shown.in_words(order.at)})
    return redirect("office:publishing", slug=slug)


@require_POST
def cancel(request: HttpRequest, pk: int) -> HttpResponse:
    _require_panel(request)
    order = get_object_or_404(ScheduledPublication.objects.select_related("campaign"), pk=pk)
    publication_schedule.cancel(order, by=request.user)
    messages.success(request, _("Đã hủy hẹn công bố. Chưa có gì ra ngoài."))
    return redirect("office:publishing", slug=order.campaign.slug)


def _rehearsal(request: HttpRequest, decisions: Sequence[Decision], form: ScheduleForm) -> HttpResponse:
    with clock.at(clock.now()):  # one moment for the page
        rehearsed = rehearse(*decisions, reader=request.user)
        never, not_now = act.why_not(rehearsed, request.user)
    context = {"campaign": decisions[0].campaign, "rehearsal": rehearsed, "form": form}
    return render(request, "staff/publish.html", context | {"why_never": never, "why_not": not_now})


def _chosen(request: HttpRequest, slug: str) -> list[Decision]:
    """Who chose none is shown all that wait."""
    asked = request.POST if request.method == "POST" else request.GET
    keys = [int(key) for key in asked.getlist("qd") if key.isdecimal() and len(key) < 10]
    wanted = {"pk__in": keys} if keys else {"publication": None}
    found = list(shown.with_results(decision_with_timetable().filter(campaign__slug=slug, **wanted)))
    if not found:
        raise Http404
    return found


def _may_publish(request: HttpRequest) -> bool:
    return request.user.has_role(Role.ADMINISTRATOR)


def _require_panel(request: HttpRequest) -> None:
    require_role(request.user, Role.OFFICER, Role.ADMINISTRATOR)
