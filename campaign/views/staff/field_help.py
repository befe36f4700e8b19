"""The organiser's words beside each field of the application."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.roles import Role
from campaign.actions.field_help import save_field_help
from campaign.actions.refused import Refused
from campaign.forms.field_help import FieldHelpEditor
from campaign.models.campaign import Campaign
from campaign.views.access import require_role
from campaign.views.kept_forms import writing


@require_http_methods(["GET", "HEAD", "POST"])
def field_help(request: HttpRequest, slug: str) -> HttpResponse:
    require_role(request.user, Role.ADMINISTRATOR)
    campaign = get_object_or_404(Campaign, slug=slug)
    editor = FieldHelpEditor(campaign, request.POST or None)
    if request.method == "POST" and _saved(request, campaign, editor):
        messages.success(request, _("Đã lưu hướng dẫn điền đơn."))
        return redirect("setup:campaign", slug=slug)
    own = writing(request, f"setup:field_help/{slug}", _("Hướng dẫn điền đơn"))
    stale = request.POST.get("version", "") not in ("", editor.version)
    editor.show(own)
    context = {"campaign": campaign, "editor": editor, "writing": own, "stale": stale}
    return render(request, "staff/campaign_field_help.html", context)


def _saved(request: HttpRequest, campaign: Campaign, editor: FieldHelpEditor) -> bool:
    if not editor.is_valid():
        return False
    seen = request.POST.get("version", "")
    try:
        save_field_help(campaign, editor.words(), by=request.user, seen=seen)
    except Refused as refusal:
        editor.refuse(str(refusal))
        return False
    return True
