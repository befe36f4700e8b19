"""The register of certificates; a recognition taken back."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from accounts.paging import key_set_page
from accounts.roles import Role
from campaign.actions import publication as act
from campaign.actions.refused import Refused
from campaign.forms.publication import CertificateSearchForm, RevokeForm
from campaign.models.decision import Award
from campaign.models.publication import Certificate, PublishedResult
from campaign.models.submission import OFFICE_ROLES, Submission
from campaign.views.access import require_role
from campaign.views.kept_forms import writing


@require_GET
def certificates(request: HttpRequest) -> HttpResponse:
    require_role(request.user, *OFFICE_ROLES)
    search = CertificateSearchForm(request.GET)
    rows = search.narrow(Certificate.objects.select_related("result"))
    page = key_set_page(rows, by="-pk", query=request.GET)
    may_revoke = request.user.has_role(Role.ADMINISTRATOR)
    context = {"page": page, "search": search, "may_revoke": may_revoke}
    return render(request, "staff/certificates.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def revoke(request: HttpRequest, award_pk: int) -> HttpResponse:
    require_role(request.user, Role.ADMINISTRATOR)
    awards = Award.objects.filter(submission__in=Submission.objects.for_office(request.user))
    award = get_object_or_404(awards, pk=award_pk)
    result = get_object_or_404(PublishedResult.objects.current(), award=award)
    form = RevokeForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        try:
            act.revoke(award, by=request.user, reason=form.cleaned_data["reason"])
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("Đã thu hồi công nhận; các tác giả được báo bằng thư."))
            return redirect("office:certificates")
    about = {"title": result.title}
    own = writing(request, f"office:revoke/{award_pk}", _("Thu hồi công nhận «%(title)s»") % about)
    context = {"award": award, "result": result, "form": own.restored(form), "writing": own}
    context["holders"] = result.certificates.all()
    return render(request, "staff/revoke.html", context)
