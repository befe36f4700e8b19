"""The tờ trình of one sitting or several, recorded before the decision."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.roles import Role
from campaign.actions.proposal_paper import record_proposal_paper
from campaign.actions.refused import Refused
from campaign.forms.signing import ProposalForm
from campaign.models.decision import Sitting
from campaign.views.access import require_impartial, require_role
from campaign.views.kept_forms import writing
from campaign.views.staff.decision import impartial_sittings


@require_http_methods(["GET", "HEAD", "POST"])
def proposal_new(request: HttpRequest, sitting_pk: int) -> HttpResponse:
    require_role(request.user, Role.OFFICER, Role.ADMINISTRATOR)
    rows = Sitting.objects.select_related("strand", "campaign", "proposal_paper__entry__series")
    sitting = get_object_or_404(rows, pk=sitting_pk)
    require_impartial(request.user, sitting.proposals.all())
    others = [one for one in impartial_sittings(request.user, sitting) if not one.proposal_paper_id]
    posted = request.POST if request.method == "POST" else None
    form = ProposalForm(posted, campaign=sitting.campaign)
    ticked = request.POST.getlist("phien")
    if form.is_bound and form.is_valid():
        chosen = [sitting, *(one for one in others if str(one.pk) in ticked)]
        try:
            paper = record_proposal_paper(chosen, by=request.user, face=form.proposal())
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("Đã ghi tờ trình %(paper)s.") % {"paper": paper})
            return redirect("office:decision_new", sitting_pk=sitting_pk)
    label = _("Tờ trình: %(strand)s") % {"strand": sitting.strand}
    own = writing(request, f"office:proposal_new/{sitting_pk}", label)
    context = {
        "sitting": sitting,
        "others": [(one, str(one.pk) in ticked) for one in others],
        "form": own.restored(form),
        "writing": own,
    }
    return render(request, "staff/proposal_new.html", context)
