"""The office's work on judging: panels, who judges what, and what to do when a judge is lost."""

from typing import Any

from django.contrib import messages
from django.db.models import Count, F, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.models.user import User
from accounts.roles import Role
from accounts.text import clean_text
from campaign.actions import assignment as assigning
from campaign.actions import panels as seating
from campaign.actions import scoring
from campaign.actions.judging import UNDER_WAY
from campaign.actions.refused import Refused
from campaign.documents.bench import Choice
from campaign.documents.bench import choices as choices_of
from campaign.documents.judging import desk
from campaign.forms.assignment import DemandForm
from campaign.forms.judging import (
    MEMBER_LABELS,
    AmendPanelForm,
    AppointForm,
    MemberForm,
    PanelForm,
    ReasonForm,
)
from campaign.models.campaign import Strand
from campaign.models.judging import Assignment, Panel, PanelMember
from campaign.models.submission import Submission, SubmissionQuerySet
from campaign.rules.assignment import HINT
from campaign.rules.workflow import State
from campaign.views.access import require_role, submission_for
from campaign.views.answering import acted

page_view = require_http_methods(["GET", "HEAD", "POST"])
MEMBER_NAMES = dict(MEMBER_LABELS)
PANEL_ROLES = (Role.OFFICER, Role.ADMINISTRATOR)


@require_GET
def panels(request: HttpRequest) -> HttpResponse:
    require_role(request.user, *PANEL_ROLES)
    seated = Count("members", filter=Q(members__left_on__isnull=True))
    met = Submission.objects.for_office(request.user)
    waiting = _in_strand(met, State.ACCEPTED)
    under_way = _in_strand(met, State.ASSIGNED, State.JUDGING)
    strands = Strand.objects.filter(campaign__announced_at__isnull=False, campaign__closed_at__isnull=True)
    return render(
        request,
        "staff/panels.html",
        {
            "panels": Panel.objects.select_related("campaign", "strand")
            .annotate(seated=seated)
            .order_by("-pk")[:100],
            "strands": strands.select_related("campaign").annotate(waiting=waiting, under_way=under_way),
            "may_assign": request.user.has_role(Role.OFFICER),
        },
    )


def _in_strand(dossiers: SubmissionQuerySet, *states: State) -> Coalesce:
    """How many of these states belong to the outer row, which is a strand."""
    rows = dossiers.filter(strand=OuterRef("pk"), state__in=sorted(states)).order_by().values("strand")
    return Coalesce(Subquery(rows.annotate(number=Count("pk")).values("number")), 0)


@page_view
def panel_new(request: HttpRequest) -> HttpResponse:
    require_role(request.user, *PANEL_ROLES)
    form = PanelForm(request.POST or None)
    panel = acted(form, lambda facts: seating.found_panel(by=request.user, **facts))
    if panel:
        messages.success(request, _("Đã lập tổ giám khảo. Hãy thêm thành viên."))
        return redirect("office:panel", pk=panel.pk)
    return render(request, "staff/panel_new.html", {"form": form})


@page_view
def panel(request: HttpRequest, pk: int) -> HttpResponse:
    found = _panel(request.user, pk)
    initial = {name: getattr(found, name) for name in ("name", "decision_number", "decision_date")}
    form = AmendPanelForm(request.POST or None, initial=initial)
    if acted(form, lambda facts: seating.amend_panel(found, by=request.user, **facts)):
        messages.success(request, _("Đã sửa thông tin tổ giám khảo."))
        return redirect("office:panel", pk=pk)
    return _panel_page(request, found, form=form)


@require_POST
def panel_seat(request: HttpRequest, pk: int) -> HttpResponse:
    found = _panel(request.user, pk)
    form = MemberForm(request.POST, panel=found)
    member = acted(
        form, lambda facts: seating.seat(found, facts["user"], by=request.user, role=facts["role"])
    )
    if member:
        messages.success(request, _("Đã thêm %(name)s vào tổ.") % {"name": member.user.full_name})
        return redirect("office:panel", pk=pk)
    return _panel_page(request, found, seat_form=form)


@require_POST
def panel_release(request: HttpRequest, pk: int) -> HttpResponse:
    require_role(request.user, *PANEL_ROLES)
    member = get_object_or_404(PanelMember.objects.select_related("panel", "user"), pk=pk)
    try:
        seating.release(member, by=request.user)
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(
            request, _("%(name)s thôi tham gia tổ từ hôm nay.") % {"name": member.user.full_name}
        )
    return redirect("office:panel", pk=member.panel_id)


@page_view
def assign(request: HttpRequest, code: str) -> HttpResponse:
    """One dossier by hand; everybody on the panel is shown, with the reason where somebody cannot be chosen."""
    submission = _dossier(request.user, code)
    choices = choices_of(submission, request.user)
    form = AppointForm(request.POST or None, choices=choices)
    given = acted(
        form,
        lambda facts: assigning.appoint(
            submission, by=request.user, judges=facts["judges"], reason=facts["reason"]
        ),
    )
    if given:
        messages.success(request, _("Đã phân công giám khảo."))
        return redirect("office:assign", code=code)
    return _assign_page(request, submission, choices, form)


@require_POST
def demand(request: HttpRequest, code: str) -> HttpResponse:
    submission = _dossier(request.user, code)
    form = DemandForm(request.POST)
    if acted(
        form,
        lambda facts: assigning.set_demand(
            submission, by=request.user, judges=facts["judges"], reason=facts["demand_reason"]
        ),
    ):
        messages.success(request, _("Đã ghi số giám khảo của hồ sơ này."))
        return redirect("office:assign", code=code)
    return _assign_page(request, submission, demand_form=form)


@require_POST
def assign_end(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    submission = _dossier(request.user, code)
    held = get_object_or_404(Assignment.objects.filter(submission=submission), pk=pk)
    reason = clean_text(request.POST.get("reason", ""))[:1000]
    try:
        assigning.dismiss(held, by=request.user, reason=reason)
    except Refused as refusal:
        messages.error(request, str(refusal))
        return _assign_page(request, submission, kept_pk=pk, kept_reason=reason)
    messages.success(request, _("Đã kết thúc phân công của giám khảo này."))
    return redirect("office:assign", code=code)


@require_POST
def finish(request: HttpRequest, code: str) -> HttpResponse:
    submission = _dossier(request.user, code)
    form = ReasonForm(request.POST)
    if acted(form, lambda facts: scoring.finish(submission, by=request.user, reason=facts["reason"])):
        messages.success(request, _("Đã kết thúc chấm và tổng hợp điểm."))
        return redirect("office:assign", code=code)
    return _assign_page(request, submission, finish_form=form)


def _panel(user: User, pk: int) -> Panel:
    require_role(user, *PANEL_ROLES)
    return get_object_or_404(Panel.objects.select_related("campaign", "strand"), pk=pk)


def _panel_page(request: HttpRequest, found: Panel, **forms: Any) -> HttpResponse:
    members = found.members.select_related("user").order_by(
        F("left_on").asc(nulls_first=True), "user__sort_key"
    )
    initial = {name: getattr(found, name) for name in ("name", "decision_number", "decision_date")}
    context = {
        "panel": found,
        "members": [
            {
                "pk": member.pk,
                "name": member.user.full_name,
                "role": MEMBER_NAMES[member.role],
                "left_on": member.left_on,
                "answer": member.answer,
            }
            for member in members
        ],
        "form": AmendPanelForm(initial=initial),
        "seat_form": MemberForm(panel=found),
    }
    return render(request, "staff/panel.html", context | forms)


def _dossier(user: User, code: str) -> Submission:
    require_role(user, Role.OFFICER)
    return submission_for(user, code, rows=Submission.objects.for_office(user).select_related("demand"))


def _assign_page(
    request: HttpRequest,
    submission: Submission,
    choices: list[Choice] | None = None,
    form: AppointForm | None = None,
    **rest: Any,
) -> HttpResponse:
    choices = choices_of(submission, request.user) if choices is None else choices
    found = desk(submission)
    waiting = scoring.finish_objection(*found.counted)
    context = {
        "submission": submission,
        "desk": found,
        "choices": _choice_rows(choices, form),
        "form": form or AppointForm(choices=choices),
        "addable": submission.state in {State.ACCEPTED, *UNDER_WAY},
        "changeable": submission.state in UNDER_WAY,
        "finishable": submission.state == State.JUDGING and (found.ended or not waiting),
        "finish_form": ReasonForm(),
        "demand_form": DemandForm(initial={"judges": found.required}),
        "finish_objection": waiting,
    }
    return render(request, "staff/assign.html", context | rest)


def _choice_rows(choices: list[Choice], form: AppointForm | None) -> list[dict[str, Any]]:
    ticked = form.data.getlist("judges") if form and form.is_bound else []
    return [
        {
            "pk": choice.seat.user.pk,
            "name": choice.seat.user.full_name,
            "load": choice.seat.seen,
            "hint": HINT if choice.is_hinted and not choice.objection else "",
            "objection": choice.objection,
            "checked": str(choice.seat.user.pk) in ticked and not choice.objection,
        }
        for choice in choices
    ]
