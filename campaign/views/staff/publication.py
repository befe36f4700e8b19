"""The register of certificates."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from accounts.paging import key_set_page
from accounts.roles import Role
from campaign.forms.publication import CertificateSearchForm
from campaign.models.publication import Certificate
from campaign.models.submission import OFFICE_ROLES
from campaign.views.access import require_role


@require_GET
def certificates(request: HttpRequest) -> HttpResponse:
    require_role(request.user, *OFFICE_ROLES)
    search = CertificateSearchForm(request.GET)
    rows = search.narrow(Certificate.objects.select_related("result"))
    page = key_set_page(rows, by="-pk", query=request.GET)
    may_revoke = request.user.has_role(Role.ADMINISTRATOR)
    context = {"page": page, "search": search, "may_revoke": may_revoke}
    return render(request, "staff/certificates.html", context)
