"""The signed decision: entered after sittings, with every effect shown before it is recorded; or taken back."""

from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from accounts.models.user import User
from accounts.paging import key_set_page
from accounts.roles import Role
from campaign.actions.decision import record_decision, revert_decision, revert_problem
from campaign.actions.refused import Refused
from campaign.documents.decision import decision_paper, readable_decisions
from campaign.documents.decision_draft import SCOPE_LABELS, draft_of, nature
from campaign.documents.ranking import undecided_sittings
from campaign.forms.signing import RecognitionForm, RevertForm
from campaign.models.decision import Decision, Proposal, Sitting
from campaign.models.submission import OFFICE_ROLES, Submission
from campaign.rules.workflow import SEALED
from campaign.views.access import require_impartial, require_role
from campaign.views.kept_forms import writing

OFFICE = (Role.OFFICER, Role.ADMINISTRATOR)
page_view = require_http_methods(["GET", "HEAD", "POST"])


@require_GET
def decisions(request: HttpRequest) -> HttpResponse:
    require_role(request.user, *OFFICE)
    signed = readable_decisions(request.user).select_related("campaign")
    page = key_set_page(signed, by="-signed_on", query=request.GET)
    waiting = undecided_sittings().select_related("proposal_paper__entry__series")[:50]
    context = {
        "page": page,
        "rows": [(one, nature(one)) for one in page],
        "waiting": waiting,
        "may_keep": request.user.has_role(Role.ADMINISTRATOR),
    }
    return render(request, "staff/decisions.html", context)


@page_view
def decision_new(request: HttpRequest, sitting_pk: int) -> HttpResponse:
    """For one sitting, and for others of its campaign that are ticked beside it."""
    require_role(request.user, *OFFICE)
    sitting = get_object_or_404(Sitting.objects.select_related("strand", "campaign"), pk=sitting_pk)
    require_impartial(request.user, sitting.proposals.all())
    others = impartial_sittings(request.user, sitting)
    chosen = [one for one in others if str(one.pk) in request.GET.getlist("phien")]
    sittings = [sitting, *chosen]
    draft = draft_of(sittings)
    form = RecognitionForm(
        request.POST if request.method == "POST" else None,
        campaign=sitting.campaign,
        with_notices=bool(draft.refused),
    )
    if form.is_bound and form.is_valid():
        decision = _record(request, sittings, form)
        if decision:
            messages.success(request, _("Đã ghi quyết định %(decision)s.") % {"decision": decision})
            return redirect("office:decision", pk=decision.pk)
        draft = draft_of(sittings)
    label = _("Quyết định: %(strand)s") % {"strand": sitting.strand}
    own = writing(request, f"office:decision/{sitting_pk}", label)
    context = {
        "sitting": sitting,
        "others": [(one, one in chosen) for one in others],
        "draft": draft,
        "form": own.restored(form),
        "writing": own,
        "proposal": _proposal(sittings),
        "earlier": Decision.objects.standing().filter(awards__submission__proposal__sitting=sitting).first(),
    }
    return render(request, "staff/decision_new.html", context)


def impartial_sittings(user: User, sitting: Sitting) -> list[Sitting]:
    """Other undecided sittings of the campaign, without those that hold a dossier barred to the reader."""
    own = Submission.objects.partial_to(user).filter(state__in=SEALED)
    barred = Proposal.objects.filter(submission__in=own.values("pk")).values("sitting")
    rows: QuerySet[Sitting] = undecided_sittings().filter(campaign=sitting.campaign_id)
    return list(rows.exclude(pk=sitting.pk).exclude(pk__in=barred)[:50])


def _record(request: HttpRequest, sittings: list[Sitting], form: RecognitionForm) -> Decision | None:
    try:
        paper = form.paper(proposal=_proposal(sittings))
        return record_decision(sittings, by=request.user, paper=paper, seen=request.POST.get("seen", ""))
    except Refused as refused:
        form.add_error(None, str(refused))
        return None


def _proposal(sittings: list[Sitting]) -> Any:
    """The one tờ trình of all of them, if there is one."""
    papers = {one.proposal_paper_id: one.proposal_paper for one in sittings}
    return next(iter(papers.values())) if len(papers) == 1 else None


@require_GET
def decision(request: HttpRequest, pk: int) -> HttpResponse:
    require_role(request.user, *OFFICE_ROLES)
    beside = ("campaign", "publication", "council", "reverted_by", "reward_list")
    signed = get_object_or_404(readable_decisions(request.user).select_related(*beside), pk=pk)
    if signed.kind == "reward":
        return _of_rewards(request, signed)
    is_list = signed.kind == "recognition" and signed.scope == "base"
    administrator = request.user.has_role(Role.ADMINISTRATOR)
    standing = signed.reverted_at is None
    pending = standing and signed.released_at is None
    context = {
        "decision": signed,
        "paper": decision_paper(signed, request.user),
        "scope_label": SCOPE_LABELS.get(signed.scope, ""),
        "is_list": is_list,
        "may_list": request.user.has_role(*OFFICE),
        "may_explain": request.user.has_role(Role.OFFICER) and is_list and standing,
        "may_publish": administrator and pending and is_list,
        "may_release": administrator and pending and not is_list and signed.kind == "recognition",
        "may_revert": administrator and not revert_problem(signed),
        "may_raise": request.user.has_role(*OFFICE)
        and signed.kind == "recognition"
        and not pending
        and standing,
    }
    return render(request, "staff/decision.html", context)


def _of_rewards(request: HttpRequest, signed: Decision) -> HttpResponse:
    """Its rows are on the page of its list; one that was taken back has none any more."""
    if hasattr(signed, "reward_list"):
        return redirect("office:reward_list", pk=signed.reward_list.pk)
    said = _("Quyết định khen thưởng %(decision)s đã bị hủy trước khi báo người được khen.")
    messages.info(request, said % {"decision": signed})
    return redirect("office:decisions")


@page_view
def revert(request: HttpRequest, pk: int) -> HttpResponse:
    require_role(request.user, Role.ADMINISTRATOR)
    signed = get_object_or_404(readable_decisions(request.user).select_related("campaign"), pk=pk)
    require_impartial(request.user, signed.awards.all())
    form = RevertForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        try:
            revert_decision(signed, by=request.user, reason=form.cleaned_data["reason"])
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("Đã hủy quyết định; các hồ sơ trở lại chờ quyết định."))
            return redirect("office:decision", pk=pk)
    own = writing(
        request, f"office:decision_revert/{pk}", _("Hủy quyết định %(decision)s") % {"decision": signed}
    )
    context = {
        "decision": signed,
        "form": own.restored(form),
        "writing": own,
        "problem": revert_problem(signed),
    }
    return render(request, "staff/decision_revert.html", context)
