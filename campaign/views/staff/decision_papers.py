"""The papers of a decision: drafts, what was issued with its hash, notices, and files of many certificates."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST, require_safe

from accounts.models.user import User
from accounts.paging import key_set_page
from accounts.roles import Role
from campaign.actions import issued_papers, paper_batches
from campaign.actions.paper_signing import sign_paper
from campaign.documents import certificate_papers, decision_drafts, decision_papers, issued
from campaign.documents.decision import readable_decisions
from campaign.documents.papers import KINDS, File
from campaign.documents.render import TYPES
from campaign.exchange.decision_annex import XLSX, annex
from campaign.models.decision import Decision, Sitting
from campaign.models.issued_paper import BatchStatus, PaperBatch
from campaign.models.publication import Certificate
from campaign.models.submission import OFFICE_ROLES
from campaign.views.access import require_impartial, require_role
from campaign.views.papers import download, sent

MAKERS = (Role.OFFICER, Role.ADMINISTRATOR)


@require_GET
def papers(request: HttpRequest, pk: int) -> HttpResponse:
    decision = decision_for(request.user, pk)
    page = key_set_page(issued.refused(decision), by="pk", query=request.GET)
    context = {
        "decision": decision,
        "snapshot": getattr(decision, "snapshot", None),
        "papers": issued.papers(decision),
        "page": page,
        "notices": issued.notices(decision, page),
        "printable": paper_batches.total(decision),
        "askable": issued.askable(decision),
        "batches": issued.batches(decision),
        "may_issue": request.user.has_role(*MAKERS),
        "why_not": issued_papers.why_not_issue(decision, request.user),
    }
    return render(request, "staff/decision_papers.html", context)


@require_POST
def issue(request: HttpRequest, pk: int) -> HttpResponse:
    require_role(request.user, *MAKERS)
    issued_papers.issue_papers(decision_for(request.user, pk), by=request.user)
    messages.success(request, _("Đã phát hành văn bản; từ nay nội dung các văn bản này không thay đổi."))
    return redirect("office:decision_papers", pk=pk)


@require_safe
def paper(request: HttpRequest, pk: int, paper: str, kind: str) -> HttpResponse:
    decision = decision_for(request.user, pk)
    if kind not in KINDS or paper not in decision_papers.offered(decision):
        raise Http404
    return sent(lambda: decision_papers.paper(decision, paper, kind))


@require_POST
def sign(request: HttpRequest, pk: int, paper: str) -> HttpResponse:
    require_role(request.user, *MAKERS)
    decision = decision_for(request.user, pk)
    if paper not in decision_papers.offered(decision):
        raise Http404
    return sent(lambda: sign_paper(decision, paper, by=request.user))


@require_safe
def notice(request: HttpRequest, pk: int, award_pk: int, kind: str) -> HttpResponse:
    decision = decision_for(request.user, pk)
    award = get_object_or_404(issued.refused(decision), pk=award_pk)
    if kind not in KINDS:
        raise Http404
    return sent(lambda: decision_papers.paper(decision, decision_papers.NOTICE, kind, award.pk))


@require_safe
def draft(request: HttpRequest, sitting_pk: int, paper: str, kind: str) -> HttpResponse:
    """Of the sittings that one tờ trình names together, or of this one alone."""
    require_role(request.user, *MAKERS)
    rows = Sitting.objects.select_related(
        "campaign", "strand", "proposal_paper__entry__series", "proposal_paper__council"
    )
    sitting = get_object_or_404(rows, pk=sitting_pk)
    if paper not in decision_drafts.PAPERS or kind not in KINDS:
        raise Http404
    together = rows.filter(proposal_paper=sitting.proposal_paper) if sitting.proposal_paper else [sitting]
    for one in together:
        require_impartial(request.user, one.proposals.all())
    return sent(lambda: decision_drafts.paper(list(together), paper, kind))


@require_safe
def annex_sheet(request: HttpRequest, pk: int) -> HttpResponse:
    decision = decision_for(request.user, pk)
    return download(File(f"phu-luc-{decision.number:02}-{decision.year}.xlsx", XLSX, annex(decision)))


@require_POST
def batch(request: HttpRequest, pk: int) -> HttpResponse:
    require_role(request.user, *MAKERS)
    kind, _dot, form = request.POST.get("file", "").partition(".")
    decision = decision_for(request.user, pk)
    if (kind, form) in paper_batches.MAKERS:
        paper_batches.ask(decision, kind, form, by=request.user)
    else:
        messages.error(request, _("Chưa lập tệp nào: hãy chọn loại giấy và dạng tệp có trên trang này."))
    return redirect("office:decision_papers", pk=pk)


@require_safe
def batch_file(request: HttpRequest, pk: int, batch_pk: int) -> HttpResponse:
    decision = decision_for(request.user, pk)
    ready = PaperBatch.objects.filter(decision=decision, status=BatchStatus.READY.value)
    found = get_object_or_404(ready, pk=batch_pk)
    with found.file.open("rb") as stored:
        content = stored.read()
    name = f"{found.kind}-{decision.number:02}-{decision.year}.{found.form}"
    return download(File(name, TYPES.get(found.form, f"application/{found.form}"), content))


@require_safe
def certificate(request: HttpRequest, code: str, kind: str) -> HttpResponse:
    require_role(request.user, *OFFICE_ROLES)
    rows = Certificate.objects.printable().select_related("result__award__submission")
    found = get_object_or_404(rows, code=code)
    if kind not in KINDS:
        raise Http404
    return sent(lambda: certificate_papers.paper(found, kind))


def decision_for(user: User, pk: int) -> Decision:
    """Until publication nobody gets a list in which the own dossier stands, or one in conflict."""
    require_role(user, *OFFICE_ROLES)
    beside = ("campaign", "council", "snapshot", "proposal_paper__entry")
    decision = get_object_or_404(readable_decisions(user).select_related(*beside), pk=pk)
    require_impartial(user, decision.awards.all())
    require_impartial(user, decision.revoked_awards.all())
    return decision
