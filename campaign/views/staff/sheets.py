"""After the lock: a sheet given back to its judge, and the reports of violations that judges make."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from accounts.models.user import User
from accounts.paging import key_set_page
from accounts.roles import Role
from campaign.actions.refused import Refused
from campaign.actions.sheet_return import return_sheet, why_not
from campaign.actions.violation import answer_violation
from campaign.documents import sheet_desk
from campaign.forms.judging import ReasonForm
from campaign.forms.sheet_desk import AnswerForm
from campaign.models.judging import Sheet
from campaign.models.submission import Submission
from campaign.views.access import require_role, submission_for
from campaign.views.kept_forms import writing

page_view = require_http_methods(["GET", "HEAD", "POST"])
OPENING = (Role.OFFICER, Role.CHAIR)


@require_GET
def sheets(request: HttpRequest, code: str) -> HttpResponse:
    submission = _dossier(request.user, code)
    context = {"submission": submission, "lines": sheet_desk.sheet_lines(submission)}
    return render(request, "staff/sheets.html", context)


@page_view
def sheet_return(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    submission = _dossier(request.user, code)
    rows = Sheet.objects.filter(submission=submission, voided_at=None).select_related("judge", "assignment")
    sheet = get_object_or_404(rows, pk=pk)
    sheet.submission = submission
    form = ReasonForm(request.POST or None)
    if form.is_valid() and _returned(request, sheet, form):
        messages.success(request, _("Đã trả phiếu. Giám khảo được báo lý do và tìm thấy phiếu ở dạng nháp."))
        return redirect("office:sheets", code=code)
    named = {"title": submission.title}
    own = writing(request, f"office:return/{code}/{pk}", _("Trả phiếu chấm «%(title)s»") % named)
    context = {
        "submission": submission,
        "judge": sheet.judge.full_name,
        "form": own.restored(form),
        "writing": own,
        "objection": why_not(request.user, submission, sheet),
    }
    return render(request, "staff/sheet_return.html", context)


@require_GET
def violations(request: HttpRequest) -> HttpResponse:
    require_role(request.user, Role.OFFICER)
    chosen = sheet_desk.ANSWERED if request.GET.get("xem") == sheet_desk.ANSWERED else sheet_desk.WAITING
    rows = sheet_desk.group(sheet_desk.reports_for(request.user), chosen)
    page = key_set_page(rows, by="locked_at", query=request.GET)
    tabs = [(sheet_desk.WAITING, _("Chờ trả lời")), (sheet_desk.ANSWERED, _("Đã trả lời"))]
    context = {
        "page": page,
        "reports": sheet_desk.reports(page),
        "tabs": [{"key": key, "label": label, "current": key == chosen} for key, label in tabs],
    }
    return render(request, "staff/violations.html", context)


@page_view
def violation(request: HttpRequest, pk: int) -> HttpResponse:
    require_role(request.user, Role.OFFICER)
    sheet = get_object_or_404(sheet_desk.reports_for(request.user), pk=pk)
    form = AnswerForm(request.POST or None)
    if form.is_valid() and _answered(request, sheet, form):
        messages.success(request, _("Đã trả lời báo cáo vi phạm; giám khảo được báo."))
        return redirect("office:violations")
    label = _("Trả lời báo cáo vi phạm về «%(title)s»") % {"title": sheet.submission.title}
    own = writing(request, f"office:violation/{pk}", label)
    context = {"report": sheet_desk.report(sheet), "form": own.restored(form), "writing": own}
    return render(request, "staff/violation.html", context)


def _dossier(user: User, code: str) -> Submission:
    require_role(user, *OPENING)
    return submission_for(user, code, rows=Submission.objects.for_office(user))


def _returned(request: HttpRequest, sheet: Sheet, form: ReasonForm) -> bool:
    try:
        return_sheet(sheet, by=request.user, reason=form.cleaned_data["reason"])
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return False
    return True


def _answered(request: HttpRequest, sheet: Sheet, form: AnswerForm) -> bool:
    try:
        answer_violation(sheet, by=request.user, text=form.cleaned_data["answer"])
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return False
    return True
