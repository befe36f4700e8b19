"""The judge's own seats on panels: the invitation and its answer, and the days on which no work should come."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from accounts.models.user import User
from accounts.roles import Role
from campaign.actions import panel_seats as acts
from campaign.actions.refused import Refused
from campaign.forms.panel_seats import AbsenceForm, AnswerForm
from campaign.models.judging import Absence, PanelMember
from campaign.views.access import require_role

JUDGING = (Role.JUDGE, Role.CHAIR)
MOST = 30


@require_GET
def seats(request: HttpRequest) -> HttpResponse:
    return _page(request)


@require_POST
def answer(request: HttpRequest, pk: int) -> HttpResponse:
    member, form = _own(request.user, pk), AnswerForm(request.POST)
    if form.is_valid():
        try:
            acts.answer_seat(member, by=request.user, **form.cleaned_data)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Đã ghi câu trả lời của bạn."))
            return redirect("judge:seats")
    return _page(request, pk=pk, answer=form)


@require_POST
def absence_add(request: HttpRequest, pk: int) -> HttpResponse:
    member, form = _own(request.user, pk), AbsenceForm(request.POST)
    if form.is_valid():
        try:
            acts.add_absence(member, by=request.user, **form.cleaned_data)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Đã ghi khoảng ngày bận."))
            return redirect("judge:seats")
    return _page(request, pk=pk, absence=form)


@require_POST
def absence_remove(request: HttpRequest, pk: int) -> HttpResponse:
    require_role(request.user, *JUDGING)
    found = get_object_or_404(Absence.objects.select_related("member"), pk=pk, member__user=request.user)
    acts.remove_absence(found, by=request.user)
    messages.success(request, _("Đã bỏ khoảng ngày bận."))
    return redirect("judge:seats")


def _own(user: User, pk: int) -> PanelMember:
    require_role(user, *JUDGING)
    return get_object_or_404(PanelMember.objects.filter(user=user, left_on=None), pk=pk)


def _page(request: HttpRequest, *, pk: int = 0, **typed: AnswerForm | AbsenceForm) -> HttpResponse:
    require_role(request.user, *JUDGING)
    mine = PanelMember.objects.filter(user=request.user, left_on=None)
    mine = mine.select_related("panel__campaign", "panel__strand")
    rows = []
    for member in mine.prefetch_related("absences").order_by("-pk")[:MOST]:
        forms = {
            "answer": AnswerForm(auto_id=f"tra-loi-{member.pk}-%s"),
            "absence": AbsenceForm(auto_id=f"ban-{member.pk}-%s"),
        }
        shown = forms | (typed if member.pk == pk else {})
        rows.append({"member": member, "absences": member.absences.all(), **shown})
    context = {"rows": rows, "may_judge": request.user.has_role(Role.JUDGE)}
    return render(request, "judge/seats.html", context)
