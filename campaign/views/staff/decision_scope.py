"""A wider scope for recognised initiatives: chosen, shown in full, recorded; then released in one act."""

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts.models.user import User
from accounts.roles import Role
from campaign.actions.refused import Refused
from campaign.actions.scope import raise_scope, release_scope
from campaign.documents.decision import readable_decisions
from campaign.documents.decision_draft import SCOPE_LABELS, larger_scope
from campaign.forms.signing import DecisionForm
from campaign.models.decision import SCOPES, Award, Decision
from campaign.models.submission import Submission
from campaign.views.access import require_role
from campaign.views.kept_forms import writing

OFFICE = (Role.OFFICER, Role.ADMINISTRATOR)


@require_http_methods(["GET", "HEAD", "POST"])
def scope_new(request: HttpRequest, pk: int) -> HttpResponse:
    """First which initiatives of the decision and how far; then the list in full and the paper."""
    require_role(request.user, *OFFICE)
    rows = Decision.objects.released().filter(kind="recognition").select_related("campaign")
    earlier = get_object_or_404(rows, pk=pk)
    offered = list(_offered(earlier, request.user))
    wider = SCOPES[SCOPES.index(earlier.scope) + 1 :]
    scope = next((one for one in wider if one == request.GET.get("pham_vi")), "")
    picked = request.GET.getlist("chon") if scope else []
    chosen = [award for award in offered if str(award.pk) in picked]
    form = DecisionForm(request.POST if request.method == "POST" else None, campaign=earlier.campaign)
    if form.is_bound and form.is_valid():
        seen = request.POST.get("seen", "")
        try:
            made = raise_scope(chosen, by=request.user, paper=form.paper(), scope=scope, seen=seen)
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("Đã ghi quyết định %(decision)s.") % {"decision": made})
            return redirect("office:decision", pk=made.pk)
    label = _("Phạm vi rộng hơn: %(decision)s") % {"decision": earlier}
    own = writing(request, f"office:scope_new/{pk}", label)
    context = {
        "decision": earlier,
        "offered": offered,
        "draft": larger_scope(chosen, scope) if chosen else None,
        "wider": [(one, SCOPE_LABELS[one]) for one in wider],
        "scope_label": SCOPE_LABELS[earlier.scope],
        "form": own.restored(form),
        "writing": own,
    }
    return render(request, "staff/scope_new.html", context)


@require_POST
def scope_release(request: HttpRequest, pk: int) -> HttpResponse:
    require_role(request.user, Role.ADMINISTRATOR)
    signed = get_object_or_404(readable_decisions(request.user).filter(reverted_at=None), pk=pk)
    try:
        release_scope(signed, by=request.user)
    except Refused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, _("Đã công bố; các tác giả được báo bằng thư."))
    return redirect("office:decision", pk=pk)


def _offered(decision: Decision, user: User) -> QuerySet[Award]:
    rows = decision.awards.filter(is_live=True).exclude(outcome="not_recognised")
    shown = rows.filter(submission__in=Submission.objects.for_office(user).values("pk"))
    return shown.select_related("submission", "award_level", "decision").order_by(
        "submission__register_number"
    )
