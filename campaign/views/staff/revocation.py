"""Take a published recognition back, by a decision of its own."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.roles import Role
from campaign.actions.refused import Refused
from campaign.actions.revocation import revoke as revoke_award
from campaign.documents.decision_draft import SCOPE_LABELS
from campaign.forms.signing import RevocationForm
from campaign.models.decision import Award
from campaign.models.publication import PublishedResult
from campaign.models.submission import Submission
from campaign.views.access import require_role
from campaign.views.kept_forms import writing


@require_http_methods(["GET", "HEAD", "POST"])
def revoke(request: HttpRequest, award_pk: int) -> HttpResponse:
    require_role(request.user, Role.ADMINISTRATOR)
    awards = Award.objects.filter(submission__in=Submission.objects.for_office(request.user))
    award = get_object_or_404(awards.select_related("decision__campaign"), pk=award_pk)
    result = get_object_or_404(PublishedResult.objects.current(), award=award)
    form = RevocationForm(
        request.POST if request.method == "POST" else None, campaign=award.decision.campaign, purpose="both"
    )
    if form.is_bound and form.is_valid():
        try:
            revoke_award(award, by=request.user, reason=form.cleaned_data["reason"], paper=form.paper())
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("Đã thu hồi công nhận; các tác giả được báo bằng thư."))
            return redirect("office:certificates")
    own = writing(
        request, f"office:revoke/{award_pk}", _("Thu hồi công nhận «%(title)s»") % {"title": result.title}
    )
    wider = award.submission.awards.filter(is_live=True).exclude(scope="base")
    context = {
        "award": award,
        "result": result,
        "form": own.restored(form),
        "writing": own,
        "holders": result.certificates.all(),
        "wider": [SCOPE_LABELS[scope] for scope in wider.values_list("scope", flat=True)],
    }
    return render(request, "staff/revoke.html", context)
