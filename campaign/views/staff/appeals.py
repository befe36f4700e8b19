"""An appeal before the office: who considers it, what was concluded; and the terms of a campaign's appeals."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts.roles import Role
from campaign.actions import appeals as act
from campaign.actions.refused import Refused
from campaign.documents import appeals as read
from campaign.documents import following as shown
from campaign.forms.appeals import ConclusionForm, PanelForm, TermsForm
from campaign.models.campaign import Campaign
from campaign.models.following import Appeal
from campaign.rules.appeals import NEXT, OUTCOMES, Outcome
from campaign.views.access import require_role
from campaign.views.kept_forms import writing


@require_http_methods(["GET", "HEAD", "POST"])
def appeal(request: HttpRequest, pk: int) -> HttpResponse:
    filed = _found(request, pk)
    form = ConclusionForm(request.POST if request.method == "POST" else None, filed=filed)
    if form.is_bound and form.is_valid():
        try:
            act.conclude(filed, by=request.user, **form.cleaned_data)
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("Đã ghi kết luận; tác giả được báo."))
            return redirect("office:appeal", pk=pk)
    return _page(request, filed, form, PanelForm(None, filed=filed))


@require_POST
def panel(request: HttpRequest, pk: int) -> HttpResponse:
    filed = _found(request, pk)
    form = PanelForm(request.POST, filed=filed)
    if form.is_valid():
        try:
            members, chair = form.taken()
            act.name_panel(filed, by=request.user, members=members, chair=chair)
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("Đã lập tổ xem xét; từng thành viên được báo bằng thư."))
            return redirect("office:appeal", pk=pk)
    return _page(request, filed, ConclusionForm(None, filed=filed), form)


@require_http_methods(["GET", "HEAD", "POST"])
def terms(request: HttpRequest, slug: str) -> HttpResponse:
    require_role(request.user, Role.ADMINISTRATOR)
    campaign = get_object_or_404(Campaign, slug=slug)
    form = TermsForm(request.POST if request.method == "POST" else None, terms=read.terms_of(campaign))
    if form.is_bound and form.is_valid():
        act.set_terms(campaign, by=request.user, **form.cleaned_data)
        messages.success(request, _("Đã lưu thời hạn và căn cứ kiến nghị."))
        return redirect("setup:campaign", slug=slug)
    about = _("Thời hạn, căn cứ kiến nghị: %(campaign)s") % {"campaign": campaign}
    own = writing(request, f"setup:appeal_terms/{slug}", about)
    context = {"campaign": campaign, "form": own.restored(form), "writing": own}
    return render(request, "staff/appeal_terms.html", context)


def _page(request: HttpRequest, filed: Appeal, form: ConclusionForm, panel_form: PanelForm) -> HttpResponse:
    own = writing(request, f"office:appeal/{filed.pk}", _("Trả lời kiến nghị"))
    outcome = Outcome(filed.outcome) if filed.outcome else None
    context = {
        "filed": filed,
        "line": shown.voice_line(filed),
        "seats": filed.seats.select_related("user"),
        "panel_form": panel_form,
        "form": own.restored(form),
        "writing": own,
        "outcome": OUTCOMES[outcome] if outcome else "",
        "next": NEXT[outcome] if outcome else NEXT[Outcome.REJUDGED] if filed.rejudged_at else "",
    }
    return render(request, "staff/appeal.html", context)


def _found(request: HttpRequest, pk: int) -> Appeal:
    require_role(request.user, Role.OFFICER, Role.ADMINISTRATOR)
    return get_object_or_404(shown.appeals_for(request.user), pk=pk)
