"""Interim and final reports: begin, write, look at, issue; and the money that a dossier brought."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from accounts.models.user import User
from accounts.paging import key_set_page
from accounts.roles import Role
from campaign.actions.benefit import record_benefit
from campaign.actions.report import begin_report, issue_report, save_report
from campaign.documents import render as papers
from campaign.documents.report_paper import report_paper
from campaign.documents.reports import is_intact, open_campaigns, readable, tables_of, texts_of
from campaign.forms.report import BenefitForm, IssueForm, ReportForm, ReportStartForm
from campaign.models.report import Benefit, Report
from campaign.models.submission import OFFICE_ROLES, Submission
from campaign.rules.reports import KIND_LABELS, PARTS
from campaign.views.access import require_role, submission_for
from campaign.views.answering import acted
from campaign.views.kept_forms import writing
from campaign.views.papers import download

WRITERS = (Role.OFFICER, Role.ADMINISTRATOR)


@require_http_methods(["GET", "HEAD", "POST"])
def reports(request: HttpRequest) -> HttpResponse:
    """The list, and for who may write the start of another one."""
    require_role(request.user, *OFFICE_ROLES)
    may_write = request.user.has_role(*WRITERS)
    form = None
    if may_write:
        form = ReportStartForm(request.POST or None, campaigns=open_campaigns(request.user))
        begun = acted(form, lambda facts: begin_report(by=request.user, **facts))
        if begun:
            return redirect("office:report", pk=begun.pk)
    page = key_set_page(readable(request.user), by="-pk", query=request.GET)
    lines = [(one, KIND_LABELS[one.kind]) for one in page]
    return render(request, "staff/reports.html", {"page": page, "lines": lines, "form": form})


@require_http_methods(["GET", "HEAD", "POST"])
def report(request: HttpRequest, pk: int) -> HttpResponse:
    """Words beside figures; of an issued report both as they were issued."""
    found = _found(request.user, pk)
    form = ReportForm(
        request.POST if request.method == "POST" else None,
        initial={**texts_of(found), "version": found.version},
    )
    may_write = request.user.has_role(*WRITERS) and not found.is_issued
    saved = acted(
        form,
        lambda facts: save_report(found, texts=form.texts(), version=facts["version"], by=request.user),
    )
    if saved:
        messages.success(request, _("Đã lưu nội dung báo cáo."))
        return redirect("office:report", pk=pk)
    own = writing(request, f"office:report/{pk}", f"{KIND_LABELS[found.kind]}: {found.campaign}")
    context = {
        "report": found,
        "kind": KIND_LABELS[found.kind],
        "form": own.restored(form) if may_write or form.is_bound else None,
        "writing": own,
        "parts": [(part, texts_of(found).get(part.name, "")) for part in PARTS] if not may_write else [],
        "tables": tables_of(found),
        "kinds": papers.TYPES,
        "is_intact": found.is_issued and is_intact(found),
    }
    return render(request, "staff/report.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def issue(request: HttpRequest, pk: int) -> HttpResponse:
    require_role(request.user, *WRITERS)
    found = _found(request.user, pk)
    if found.is_issued and request.method != "POST":
        return redirect("office:report", pk=pk)
    form = IssueForm(request.POST if request.method == "POST" else None, campaign=found.campaign)
    if acted(form, lambda _facts: issue_report(found, by=request.user, **form.face())):
        messages.success(request, _("Đã ban hành báo cáo; số liệu được chốt ở thời điểm này."))
        return redirect("office:report", pk=pk)
    own = writing(request, f"office:report_issue/{pk}", _("Ban hành báo cáo"))
    context = {"report": found, "kind": KIND_LABELS[found.kind], "form": own.restored(form), "writing": own}
    return render(request, "staff/report_issue.html", context)


@require_GET
def paper(request: HttpRequest, pk: int, kind: str) -> HttpResponse:
    found = _found(request.user, pk)
    if kind not in papers.TYPES:
        raise Http404
    return download(report_paper(found, kind))


@require_http_methods(["GET", "HEAD", "POST"])
def benefit(request: HttpRequest, code: str) -> HttpResponse:
    require_role(request.user, Role.OFFICER)
    dossier = submission_for(request.user, code, rows=Submission.objects.for_office(request.user))
    stands = Benefit.objects.filter(submission=dossier).select_related("recorded_by").first()
    initial = {"amount": stands.amount, "basis": stands.basis} if stands else {}
    form = BenefitForm(request.POST if request.method == "POST" else None, initial=initial)
    if acted(form, lambda facts: record_benefit(dossier, by=request.user, **facts)):
        messages.success(request, _("Đã ghi tiền làm lợi của hồ sơ."))
        return redirect("office:detail", code=code)
    own = writing(request, f"office:benefit/{code}", _("Tiền làm lợi"))
    context = {"submission": dossier, "stands": stands, "form": own.restored(form), "writing": own}
    return render(request, "staff/benefit.html", context)


def _found(user: User, pk: int) -> Report:
    require_role(user, *OFFICE_ROLES)
    return get_object_or_404(readable(user), pk=pk)
