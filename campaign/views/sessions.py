"""The chair's console of a council's live session, and what its secretary writes there."""

from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.models.user import User
from accounts.roles import Role
from campaign.actions import council_session as acts
from campaign.actions.refused import Refused
from campaign.actions.session_end import close_session
from campaign.actions.session_gate import may_lead, may_write
from campaign.actions.sitting import RowsRefused
from campaign.actions.vote_rounds import open_rounds
from campaign.documents import council_session as shown
from campaign.documents.session_end import endings
from campaign.forms.council_session import (
    AttendanceForm,
    EndForm,
    NotesForm,
    OpenRoundsForm,
    PlanForm,
    ReasonForm,
    WrittenForm,
)
from campaign.models.ranking import Ranking
from campaign.models.session import Attendance, CouncilSession
from campaign.views.access import require_impartial, require_role
from campaign.views.kept_forms import writing

page_view = require_http_methods(["GET", "HEAD", "POST"])


@page_view
def session_new(request: HttpRequest, ranking_pk: int) -> HttpResponse:
    require_role(request.user, Role.CHAIR, Role.OFFICER)
    ranking = get_object_or_404(Ranking.objects.select_related("strand", "campaign"), pk=ranking_pk)
    require_impartial(request.user, ranking.rows.all())
    form = PlanForm(request.POST or None, ranking=ranking, initial=PlanForm.usual())
    if form.is_valid():
        made = done(form, lambda: acts.plan_session(ranking, by=request.user, plan=form.plan()))
        if made:
            messages.success(request, _("Đã lập phiên họp và gửi giấy mời tới các thành viên."))
            return onward(request.user, made)
    return render(request, "council/session_new.html", {"form": form, "ranking": ranking})


@require_GET
def session(request: HttpRequest, pk: int) -> HttpResponse:
    found = session_for(request.user, pk)
    return _console(request, found)


@require_POST
def session_open(request: HttpRequest, pk: int) -> HttpResponse:
    found = session_for(request.user, pk)
    return _back(
        request, found, lambda: acts.open_session(found, by=request.user), _("Đã khai mạc phiên họp.")
    )


@page_view
def session_cancel(request: HttpRequest, pk: int) -> HttpResponse:
    found = session_for(request.user, pk)
    form = ReasonForm(request.POST or None)
    if form.is_valid():
        reason = form.cleaned_data["reason"]
        if done(form, lambda: acts.cancel_session(found, by=request.user, reason=reason)):
            messages.success(request, _("Đã hủy phiên họp và báo cho các thành viên."))
            return redirect("council:sittings")
    own = writing(request, f"council:cancel/{pk}", _("Hủy phiên họp"))
    context = shown.face(found) | {"form": own.restored(form), "writing": own}
    return render(request, "council/session_cancel.html", context)


@require_POST
def session_attendance(request: HttpRequest, pk: int, seat_pk: int) -> HttpResponse:
    found = session_for(request.user, pk)
    row, form = get_object_or_404(found.attendances, pk=seat_pk), AttendanceForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Chưa ghi được: hãy bấm lại nút có mặt hoặc vắng mặt."))
        return redirect("council:session", pk=pk)
    facts = {"is_here": form.cleaned_data["here"] == "yes", "reason": form.cleaned_data["reason"]}
    return _back(request, found, lambda: acts.note_attendance(row, by=request.user, **facts))


@page_view
def session_written(request: HttpRequest, pk: int, seat_pk: int) -> HttpResponse:
    found = session_for(request.user, pk)
    row = get_object_or_404(found.attendances.select_related("member__user"), pk=seat_pk)
    items = [item for item in shown.items_open_to(found, request.user) if item.ranked_id]
    given = {f"m{one.item_id}": one.choice for one in row.written_opinions.all()}
    form = WrittenForm(request.POST or None, items=items, initial=given)
    if form.is_valid() and done(form, lambda: _written(row, form, request.user)):
        messages.success(request, _("Đã ghi ý kiến bằng văn bản."))
        return redirect("council:session", pk=pk)
    context = shown.face(found) | {"form": form, "name": row.member.user.full_name}
    return render(request, "council/session_written.html", context)


@page_view
def session_item(request: HttpRequest, pk: int, item_pk: int) -> HttpResponse:
    """One item: what is said about it is written down here while it is said."""
    found = session_for(request.user, pk)
    lines = shown.agenda(found, request.user)
    line = next((one for one in lines if one.item.pk == item_pk), None)
    if line is None:
        raise Http404
    initial = {name: getattr(line.item, name) for name in ("notes", "conclusion", "version")}
    form = NotesForm(request.POST or None, initial=initial)
    if form.is_valid():
        saved = done(form, lambda: acts.write_notes(line.item, by=request.user, **form.cleaned_data))
        if saved:
            messages.success(request, _("Đã ghi vào biên bản."))
            return redirect("council:session_item", pk=pk, item_pk=item_pk)
    own = writing(request, f"council:item/{item_pk}", _("Diễn biến: %(name)s") % {"name": line.item.name})
    form = own.restored(form)
    after = next((one for one in lines if one.number == line.number + 1), None)
    context = shown.face(found) | {"line": line, "after": after, "form": form, "writing": own}
    context["stored"] = line.item if form.errors else None
    context["rounds"] = [
        one for one in shown.rounds(found, request.user) if item_pk in {row.item_id for row in one.items}
    ]
    return render(request, "council/session_item.html", context)


@require_POST
def session_take_up(request: HttpRequest, pk: int, item_pk: int) -> HttpResponse:
    found = session_for(request.user, pk)
    item = get_object_or_404(shown.items_open_to(found, request.user), pk=item_pk)
    try:
        acts.take_up(item, by=request.user)
    except Refused as refused:
        messages.error(request, str(refused))
    return redirect("council:session_item", pk=pk, item_pk=item_pk)


@require_POST
def session_vote(request: HttpRequest, pk: int) -> HttpResponse:
    """Put a question about the chosen items to the vote."""
    found = session_for(request.user, pk)
    items = [item for item in shown.items_open_to(found, request.user) if item.ranked_id]
    form = OpenRoundsForm(request.POST, items=items)
    if form.is_valid():
        opened = done(form, lambda: open_rounds(found, by=request.user, **form.facts()))
        if opened:
            messages.success(request, _("Đã mở %(count)s lượt bỏ phiếu.") % {"count": len(opened)})
            return redirect("council:session", pk=pk)
    return _console(request, found, form)


@page_view
def session_close(request: HttpRequest, pk: int) -> HttpResponse:
    """What the votes come to, before it becomes the council's word."""
    found = session_for(request.user, pk)
    if not may_lead(request.user):
        raise Http404
    require_impartial(request.user, found.ranking.rows.all())
    form = EndForm(request.POST or None)
    if form.is_valid():
        number = form.cleaned_data["minutes_number"]
        sitting = done(form, lambda: close_session(found, by=request.user, minutes_number=number))
        if sitting:
            messages.success(request, _("Đã kết thúc phiên họp và ghi đề nghị của hội đồng."))
            return redirect("council:sitting", pk=sitting.pk)
    context = shown.face(found) | {"form": form, "endings": endings(found, request.user)}
    return render(request, "council/session_close.html", context)


def session_for(user: User, pk: int) -> CouncilSession:
    """Who leads or writes it; for everybody else there is no such page."""
    rows = CouncilSession.objects.select_related(
        "council__campaign", "ranking__strand", "ranking__campaign", "chair__user", "secretary__user"
    )
    found = get_object_or_404(rows, pk=pk)
    if not may_write(user, found):
        raise Http404
    return found


def done(form: Form, act: Any) -> Any:
    """What the act gave, or nothing with its refusal at the form."""
    try:
        return act()
    except RowsRefused as refused:
        for reason in refused.rows.values():
            form.add_error(None, str(reason))
    except Refused as refused:
        form.add_error(None, str(refused))
    return None


def _written(row: Attendance, form: WrittenForm, by: User) -> bool:
    acts.record_written_opinion(row, by=by, choices=form.choices())
    return True


def onward(user: User, found: CouncilSession) -> HttpResponse:
    """An officer who plans a session does not sit in it."""
    return redirect("council:session", pk=found.pk) if may_write(user, found) else redirect("office:rankings")


def _back(request: HttpRequest, found: CouncilSession, act: Any, said: str = "") -> HttpResponse:
    try:
        act()
    except Refused as refused:
        messages.error(request, str(refused))
    else:
        if said:
            messages.success(request, said)
    return redirect("council:session", pk=found.pk)


def _console(request: HttpRequest, found: CouncilSession, form: OpenRoundsForm | None = None) -> HttpResponse:
    lines, seats = shown.agenda(found, request.user), shown.seats(found)
    dossiers = [line.item for line in lines if line.item.ranked_id]
    context = shown.face(found) | {
        "lines": lines,
        "seats": seats,
        "room": shown.room(found, seats),
        "rounds": shown.rounds(found, request.user),
        "form": form or OpenRoundsForm(items=dossiers),
        "may_lead": may_lead(request.user),
    }
    return render(request, "council/session.html", context)
