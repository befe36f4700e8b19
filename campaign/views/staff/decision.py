"""The signed decision: entered after a sitting, with every effect shown before it is recorded."""

from collections import Counter

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from accounts.paging import key_set_page
from accounts.roles import Role
from campaign.actions.decision import record_decision
from campaign.actions.refused import Refused
from campaign.documents.decision import decision_paper
from campaign.documents.ranking import undecided_sittings
from campaign.forms.decision import PaperForm
from campaign.models.decision import Decision, Sitting
from campaign.models.submission import OFFICE_ROLES
from campaign.views.access import require_impartial, require_role
from campaign.views.kept_forms import writing


@require_GET
def decisions(request: HttpRequest) -> HttpResponse:
    require_role(request.user, Role.OFFICER, Role.ADMINISTRATOR)
    signed = Decision.objects.select_related("campaign", "publication")
    page = key_set_page(signed, by="-signed_on", query=request.GET)
    return render(request, "staff/decisions.html", {"page": page, "waiting": undecided_sittings()[:50]})


@require_http_methods(["GET", "HEAD", "POST"])
def decision_new(request: HttpRequest, sitting_pk: int) -> HttpResponse:
    require_role(request.user, Role.OFFICER, Role.ADMINISTRATOR)
    sitting = get_object_or_404(Sitting.objects.select_related("strand", "campaign"), pk=sitting_pk)
    require_impartial(request.user, sitting.proposals.all())
    earlier = Decision.objects.filter(awards__submission__proposal__sitting=sitting).first()
    form = PaperForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        try:
            decision = record_decision(sitting, by=request.user, paper=form.paper())
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("Đã ghi quyết định %(decision)s.") % {"decision": decision})
            return redirect("office:decision", pk=decision.pk)
    own = writing(
        request, f"office:decision/{sitting_pk}", _("Quyết định: %(strand)s") % {"strand": sitting.strand}
    )
    proposals = list(sitting.proposals.select_related("award_level"))
    effects = Counter(_effect(proposal) for proposal in proposals)
    return render(
        request,
        "staff/decision_new.html",
        {
            "sitting": sitting,
            "form": own.restored(form),
            "writing": own,
            "effects": dict(effects),
            "total": len(proposals),
            "earlier": earlier,
        },
    )


@require_GET
def decision(request: HttpRequest, pk: int) -> HttpResponse:
    require_role(request.user, *OFFICE_ROLES)
    signed = get_object_or_404(Decision.objects.select_related("campaign", "publication"), pk=pk)
    return render(
        request,
        "staff/decision.html",
        {
            "decision": signed,
            "paper": decision_paper(signed, request.user),
            "may_explain": request.user.has_role(Role.OFFICER),
            "may_publish": request.user.has_role(Role.ADMINISTRATOR) and not hasattr(signed, "publication"),
        },
    )


def _effect(proposal) -> str:
    if proposal.award_level:
        return proposal.award_level.label
    return _("Công nhận, không xếp giải") if proposal.outcome == "recognised" else _("Không công nhận")
