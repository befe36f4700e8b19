"""Statistics for the office: every figure of a campaign, as a page and as a spreadsheet, and the silent units."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from accounts.paging import key_set_page
from campaign.documents.silent_units import with_contacts
from campaign.documents.statistics import tables
from campaign.documents.statistics_rows import for_reader, silent_units
from campaign.exchange.statistics import workbook
from campaign.forms.statistics import StatisticsForm
from campaign.models.submission import OFFICE_ROLES
from campaign.rules.figures import Table
from campaign.views.access import require_role
from campaign.views.staff.scores import XLSX


@require_GET
def statistics(request: HttpRequest) -> HttpResponse:
    require_role(request.user, *OFFICE_ROLES)
    form = StatisticsForm(request.GET)
    campaign = form.campaign
    context: dict[str, Any] = {
        "form": form,
        "campaign": campaign,
        "tables": [],
        "is_narrow": False,
        "before": None,
    }
    if campaign:
        context |= {"tables": _tables(request, form), "is_narrow": form.scope(campaign).is_narrow}
        context["before"] = None if context["is_narrow"] else form.previous
    return render(request, "staff/statistics.html", context)


@require_GET
def spreadsheet(request: HttpRequest) -> HttpResponse:
    require_role(request.user, *OFFICE_ROLES)
    form = StatisticsForm(request.GET)
    title = _("Thống kê: %(campaign)s") % {"campaign": form.campaign or "–"}
    content = workbook(title, _tables(request, form) if form.campaign else [])
    name = f"thong-ke-{form.campaign.slug if form.campaign else 'trong'}.xlsx"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(content, content_type=XLSX, headers=headers)


@require_GET
def silent(request: HttpRequest) -> HttpResponse:
    """Units that have filed nothing yet, in the scope that the page of figures was asked for."""
    require_role(request.user, *OFFICE_ROLES)
    form = StatisticsForm(request.GET)
    campaign = form.campaign
    context: dict[str, Any] = {"form": form, "campaign": campaign, "page": None, "units": []}
    if campaign:
        units = silent_units(form.scope(campaign), for_reader(request.user)).called()
        context["page"] = key_set_page(units, by="name", query=request.GET)
        context["units"] = with_contacts(context["page"])
    return render(request, "staff/silent_units.html", context)


def _tables(request: HttpRequest, form: StatisticsForm) -> list[Table]:
    campaign = form.campaign
    if campaign is None:
        return []
    scope = form.scope(campaign)
    return tables(scope, for_reader(request.user), None if scope.is_narrow else form.previous)
