"""The administrator's pages of allocation: quotas with their arithmetic, and the rule at the end of a quota."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.models.user import User
from accounts.roles import Role
from campaign.actions.award_rule import save_award_rule
from campaign.actions.plan import save_part
from campaign.actions.refused import Refused
from campaign.documents import plan
from campaign.documents.quotas import reckonings
from campaign.documents.ranking_inputs import rule_of
from campaign.forms.quota import QuotaEditor, RuleForm
from campaign.models.campaign import Campaign
from campaign.views.access import require_role
from campaign.views.kept_forms import writing

page_view = require_http_methods(["GET", "HEAD", "POST"])


@page_view
def quotas(request: HttpRequest, slug: str) -> HttpResponse:
    chosen = _campaign(request.user, slug)
    editor = QuotaEditor(chosen, request.POST or None)
    seen = request.POST.get("version", "")
    if request.method == "POST" and editor.is_valid():
        try:
            save_part(chosen, "quotas", editor.rows(), by=request.user, seen=seen)
        except Refused as refusal:
            editor.refuse(str(refusal))
        else:
            messages.success(request, _("Đã lưu: %(part)s.") % {"part": plan.PARTS["quotas"].label})
            return redirect("setup:quotas", slug=slug)
    label = plan.PARTS["quotas"].label
    own = writing(request, f"setup:campaign/{slug}/quotas", f"{label}: {chosen.title}")
    context = {"campaign": chosen, "editor": editor, "stale": seen not in ("", editor.version)}
    editor.show(own)
    context |= {"writing": own, "label": label, "reckonings": reckonings(chosen)}
    return render(request, "staff/campaign_quotas.html", context)


@page_view
def award_rule(request: HttpRequest, slug: str) -> HttpResponse:
    chosen = _campaign(request.user, slug)
    rule = rule_of(chosen)
    form = RuleForm(request.POST or None, rule=rule)
    if request.method == "POST" and form.is_valid():
        try:
            save_award_rule(chosen, form.wish(), by=request.user)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Đã lưu cách xử lý khi vượt chỉ tiêu."))
            return redirect("setup:campaign", slug=slug)
    own = writing(request, f"setup:campaign/{slug}/award_rule", _("Cách xử lý khi vượt chỉ tiêu"))
    context = {"campaign": chosen, "form": own.restored(form), "rule": rule, "writing": own}
    return render(request, "staff/campaign_award_rule.html", context)


def _campaign(user: User, slug: str) -> Campaign:
    require_role(user, Role.ADMINISTRATOR)
    return get_object_or_404(Campaign.objects.prefetch_related("windows"), slug=slug)
