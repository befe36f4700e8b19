"""The register of certificates: searched, filtered, as a spreadsheet."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.http import urlencode
from django.views.decorators.http import require_GET

from accounts.paging import key_set_page
from accounts.roles import Role
from campaign.documents.certificate import register, standing_of
from campaign.exchange.certificates import workbook
from campaign.forms.publication import CertificateSearchForm
from campaign.models.submission import OFFICE_ROLES
from campaign.views.access import require_role

SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_GET
def certificates(request: HttpRequest) -> HttpResponse:
    require_role(request.user, *OFFICE_ROLES)
    search = CertificateSearchForm(request.GET)
    page = key_set_page(search.narrow(register()), by="-pk", query=request.GET)
    context = {
        "page": page,
        "lines": [(row, standing_of(row)) for row in page],
        "search": search,
        "may_revoke": request.user.has_role(Role.ADMINISTRATOR),
        "may_decide": request.user.has_role(Role.OFFICER, Role.ADMINISTRATOR),
        "asked": urlencode({name: search.asked(name) for name in search.fields if search.asked(name)}),
    }
    return render(request, "staff/certificates.html", context)


@require_GET
def certificates_sheet(request: HttpRequest) -> HttpResponse:
    """Every line that the filter of the page shows."""
    require_role(request.user, *OFFICE_ROLES)
    rows = CertificateSearchForm(request.GET).narrow(register()).order_by("year", "number")
    name = {"Content-Disposition": 'attachment; filename="so-giay-chung-nhan.xlsx"'}
    return HttpResponse(workbook(rows.iterator(2000)), content_type=SHEET, headers=name)
