"""The register of papers: every number that was taken, those left out, and the series they come from."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from accounts.paging import key_set_page
from accounts.roles import Role
from campaign.actions.paper_numbers import amend_series, open_series
from campaign.actions.refused import Refused
from campaign.documents.registers import gaps, next_numbers, readable_entries
from campaign.exchange.register_sheet import workbook
from campaign.forms.registers import RegisterSearchForm, SeriesForm
from campaign.models import clock
from campaign.models.register import RegisterEntry, RegisterSeries
from campaign.models.submission import OFFICE_ROLES
from campaign.rules.numbering import KIND_LABELS
from campaign.views.access import require_role

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
page_view = require_http_methods(["GET", "HEAD", "POST"])


@require_GET
def register(request: HttpRequest) -> HttpResponse:
    require_role(request.user, *OFFICE_ROLES)
    rows, search = _asked(request)
    by = "-number" if search.asked("day") and search.asked("nam") else "-dated_on"
    page = key_set_page(search.found(rows), by=by, query=request.GET)
    context = {
        "page": page,
        "search": search,
        "gaps": gaps(rows),
        "may_keep": request.user.has_role(Role.ADMINISTRATOR),
        "may_decide": request.user.has_role(Role.OFFICER, Role.ADMINISTRATOR),
    }
    return render(request, "staff/register.html", context)


@require_GET
def register_sheet(request: HttpRequest) -> HttpResponse:
    require_role(request.user, *OFFICE_ROLES)
    rows, search = _asked(request)
    found = search.found(rows).order_by("-year", "series", "number")
    return HttpResponse(
        workbook(found.iterator(chunk_size=2000), gaps(rows)),
        content_type=XLSX,
        headers={
            "Content-Disposition": 'attachment; filename="so-van-ban.xlsx"',
            "Cache-Control": "private, no-store",
        },
    )


def _asked(request: HttpRequest) -> tuple[Any, RegisterSearchForm]:
    entries = readable_entries(request.user)
    years = sorted(set(entries.order_by().values_list("year", flat=True).distinct()), reverse=True)
    search = RegisterSearchForm(request.GET, years=years)
    return search.narrow(entries), search


@require_GET
def series_list(request: HttpRequest) -> HttpResponse:
    require_role(request.user, Role.ADMINISTRATOR)
    page = key_set_page(RegisterSeries.objects.select_related("council"), by="pk", query=request.GET)
    following = next_numbers([one for one in page if one.kind != "notice"], clock.today().year)
    rows = [(one, KIND_LABELS[one.kind], following.get(one.pk, "")) for one in page]
    return render(request, "staff/series_list.html", {"page": page, "rows": rows})


@page_view
def series_new(request: HttpRequest) -> HttpResponse:
    require_role(request.user, Role.ADMINISTRATOR)
    form = SeriesForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        made = open_series(by=request.user, **form.cleaned_data)
        messages.success(request, _("Đã mở dãy số %(series)s.") % {"series": made})
        return redirect("office:series_list")
    return render(request, "staff/series.html", {"form": form})


@page_view
def series_edit(request: HttpRequest, pk: int) -> HttpResponse:
    require_role(request.user, Role.ADMINISTRATOR)
    series = get_object_or_404(RegisterSeries, pk=pk)
    names = ("name", "kind", "symbol", "issuer_line", "council", "is_ours", "is_open")
    initial = {name: getattr(series, name) for name in names}
    form = SeriesForm(request.POST if request.method == "POST" else None, initial=initial)
    if form.is_bound and form.is_valid():
        try:
            amend_series(series, by=request.user, **form.cleaned_data)
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("Đã sửa dãy số %(series)s.") % {"series": series})
            return redirect("office:series_list")
    context = {
        "form": form,
        "series": series,
        "is_used": RegisterEntry.objects.filter(series=series).exists(),
    }
    return render(request, "staff/series.html", context)
