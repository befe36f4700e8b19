"""Rounds of a dossier, one more judge where judges are far apart, and the close of a panel."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.models.user import User
from accounts.paging import key_set_page
from accounts.roles import Role
from campaign.actions import gate, panel_close, third_judge
from campaign.actions import rounds as acts
from campaign.actions.assignment import appoint
from campaign.documents.bench import choices
from campaign.documents.rounds import story
from campaign.forms.scores import CloseForm, ReopenForm, RoundChoiceForm, RoundOpenForm, ThirdJudgeForm
from campaign.models.judging import Panel
from campaign.models.submission import OFFICE_ROLES, Submission
from campaign.views.access import require_role, submission_for
from campaign.views.answering import acted

page_view = require_http_methods(["GET", "HEAD", "POST"])


@require_GET
def rounds(request: HttpRequest, code: str) -> HttpResponse:
    return _rounds_page(request, _dossier(request.user, code, *OFFICE_ROLES))


@require_POST
def round_open(request: HttpRequest, code: str) -> HttpResponse:
    submission = _dossier(request.user, code, Role.OFFICER, Role.CHAIR)
    form = RoundOpenForm(request.POST)
    number = acted(form, lambda facts: acts.open_round(submission, by=request.user, reason=facts["reason"]))
    if number:
        messages.success(
            request, _("Đã mở vòng %(number)s. Bước tiếp theo: phân công giám khảo.") % {"number": number}
        )
        return redirect("office:rounds", code=code)
    return _rounds_page(request, submission, open_form=form)


@require_POST
def round_choose(request: HttpRequest, code: str) -> HttpResponse:
    submission = _dossier(request.user, code, Role.OFFICER, Role.CHAIR)
    form = RoundChoiceForm(request.POST, rounds=acts.choices_of(submission))
    chosen = acted(
        form,
        lambda facts: acts.choose_official(
            submission, facts["round"], by=request.user, reason=facts["reason"]
        ),
    )
    if chosen:
        messages.success(request, _("Đã ghi vòng chính thức."))
        return redirect("office:rounds", code=code)
    return _rounds_page(request, submission, choose_form=form)


@require_GET
def spreads(request: HttpRequest) -> HttpResponse:
    """Dossiers for which the system suggests one more judge."""
    require_role(request.user, Role.OFFICER, Role.CHAIR)
    found = third_judge.waiting(request.user).select_related("strand__rubric")
    page = key_set_page(found.prefetch_related("strand__rubric__criteria__bands"), by="pk", query=request.GET)
    rows = [(row, third_judge.width_of(row)) for row in page if third_judge.is_called_for(row)]
    may_appoint = request.user.has_role(Role.OFFICER)
    return render(request, "staff/spreads.html", {"page": page, "rows": rows, "may_appoint": may_appoint})


@page_view
def third(request: HttpRequest, code: str) -> HttpResponse:
    """The judge that is proposed; nothing happens before the officer confirms."""
    submission = _dossier(request.user, code, Role.OFFICER)
    form = ThirdJudgeForm(request.POST or None)
    if acted(form, lambda facts: _appointed(submission, facts["judge"], by=request.user)):
        messages.success(request, _("Đã phân công thêm giám khảo."))
        return redirect("office:spreads")
    row = third_judge.waiting(request.user).filter(pk=submission.pk).first()
    context = {
        "submission": submission,
        "form": form,
        "proposed": third_judge.propose(submission, request.user),
    }
    context["width"] = third_judge.width_of(row) if row else None
    return render(request, "staff/third_judge.html", context)


@page_view
def close(request: HttpRequest, pk: int) -> HttpResponse:
    """The rehearsal names every effect; the same page does it, or lets the chair open the panel again."""
    panel = _panel(request.user, pk, Role.OFFICER, Role.CHAIR)
    form = CloseForm(request.POST or None)
    done = acted(
        form,
        lambda facts: panel_close.close_panel(
            panel, by=request.user, reason=facts["reason"], seen_late=facts["seen"]
        ),
    )
    if done:
        messages.success(
            request,
            _("Đã đóng việc chấm của tổ; %(late)s phiếu chưa khóa không được tính.") % {"late": done.late},
        )
        return redirect("office:panel_close", pk=pk)
    return _close_page(request, panel, form=form)


@require_POST
def reopen(request: HttpRequest, pk: int) -> HttpResponse:
    panel = _panel(request.user, pk, Role.CHAIR)
    form = ReopenForm(request.POST)
    if acted(form, lambda facts: panel_close.reopen_panel(panel, by=request.user, reason=facts["reason"])):
        messages.success(request, _("Đã mở lại việc chấm của tổ."))
        return redirect("office:panel_close", pk=pk)
    return _close_page(request, panel, reopen_form=form)


def _close_page(request: HttpRequest, panel: Panel, **rest: Any) -> HttpResponse:
    closing, objection = panel_close.closing_of(panel), panel_close.objection(panel, request.user)
    context: dict[str, Any] = {
        "panel": panel,
        "closing": closing,
        "objection": objection,
        "form": CloseForm(),
        "reopen_form": ReopenForm(),
        "earlier": panel.closings.exclude(reopened_at=None).select_related("closed_by", "reopened_by"),
        "may_reopen": request.user.has_role(Role.CHAIR),
    }
    if not objection:
        late = panel_close.late_sheets(panel)
        context["page"] = key_set_page(late, by="pk", query=request.GET, size=50)
        context["effects"] = panel_close.rehearse(panel, by=request.user)
    return render(request, "staff/panel_close.html", context | rest)


def _rounds_page(request: HttpRequest, submission: Submission, **rest: Any) -> HttpResponse:
    choices = acts.choices_of(submission)
    objection = gate.why_not("keep_rounds", request.user, submission)
    objection = objection or gate.why_not("reopen_judging", request.user, submission)
    context = {
        "submission": submission,
        "story": story(submission),
        "objection": objection,
        "may_keep": request.user.has_role(Role.OFFICER, Role.CHAIR),
        "choices": choices,
        "open_form": RoundOpenForm(),
        "choose_form": RoundChoiceForm(rounds=choices),
    }
    return render(request, "staff/rounds.html", context | rest)


def _appointed(submission: Submission, judge: int, *, by: User) -> Submission:
    """The person that the page showed; whether this person may judge it is asked anew inside the act."""
    people = {choice.seat.user.pk: choice.seat.user for choice in choices(submission)}
    wanted = [people[judge]] if judge in people else []
    return appoint(
        submission, by=by, judges=wanted, reason=_("Chênh lệch điểm giữa các phiếu vượt giới hạn.")
    )


def _dossier(user: User, code: str, *roles: Role) -> Submission:
    require_role(user, *roles)
    return submission_for(user, code, rows=Submission.objects.for_office(user))


def _panel(user: User, pk: int, *roles: Role) -> Panel:
    require_role(user, *roles)
    return get_object_or_404(Panel.objects.select_related("campaign", "strand"), pk=pk)
