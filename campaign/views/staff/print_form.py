"""Where words fall on the pre-printed form of giấy khen: set in millimetres, tried on a test sheet."""

from decimal import Decimal
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.roles import Role
from campaign.actions.print_form import place_print_fields
from campaign.actions.refused import Refused
from campaign.documents import merit_papers
from campaign.forms.print_form import PrintPlacesForm
from campaign.models import clock
from campaign.models.issued_paper import PrintForm
from campaign.rules.print_form import HEIGHT, WIDTH, places
from campaign.views.access import require_role
from campaign.views.papers import sent


@require_http_methods(["GET", "HEAD", "POST"])
def print_form(request: HttpRequest) -> HttpResponse:
    require_role(request.user, Role.ADMINISTRATOR)
    kept = PrintForm.objects.select_related("changed_by").filter(kind=merit_papers.KIND).first()
    standing, paper = _standing(kept)
    form = PrintPlacesForm(request.POST or None, places=places(standing), paper=paper)
    if form.is_bound and form.is_valid():
        width, height = form.cleaned_data["paper_width"], form.cleaned_data["paper_height"]
        try:
            place_print_fields(
                merit_papers.KIND, by=request.user, width=width, height=height, places=form.chosen()
            )
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("Đã lưu vị trí in. Hãy in tờ thử rồi soi cùng tờ phôi."))
            return redirect("setup:print_form")
    return render(request, "staff/print_form.html", {"form": form, "kept": kept})


@require_safe
def test_sheet(request: HttpRequest) -> HttpResponse:
    require_role(request.user, Role.ADMINISTRATOR)
    standing, paper = _standing(PrintForm.objects.filter(kind=merit_papers.KIND).first())
    return sent(lambda: merit_papers.test_sheet(standing, *paper, moment=clock.now()))


def _standing(kept: PrintForm | None) -> tuple[dict[str, Any], tuple[Decimal, Decimal]]:
    return (kept.fields, (kept.width_mm, kept.height_mm)) if kept else ({}, (WIDTH, HEIGHT))
