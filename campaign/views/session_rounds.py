"""One round of votes as the chair sees it: how many voted, closing it, counting by hand, voiding it; and the screen
on the wall of the room."""

from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.models.user import User
from campaign.actions.refused import Refused
from campaign.actions.session_gate import may_lead
from campaign.actions.vote_rounds import close_by_hand, close_round, void_round
from campaign.documents import council_session as shown
from campaign.documents import session_papers
from campaign.documents.certificate import qr_code
from campaign.documents.papers import KINDS
from campaign.documents.render import Unprintable
from campaign.forms.council_session import EarlyForm, HandCountForm, VoidForm
from campaign.models.session import CouncilSession
from campaign.models.submission import OFFICE_ROLES
from campaign.models.vote import VoteRound
from campaign.rules.phrase import Phrase
from campaign.views.papers import download
from campaign.views.sessions import done, session_for


@require_http_methods(["GET", "HEAD", "POST"])
def session_round(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    found = session_for(request.user, pk)
    one = _round_for(request, found, number)
    form = _closing_form(one, request.POST or None) if one.is_running else None
    if form is not None and form.is_valid() and done(form, lambda: _close(one.vote, form, request)):
        messages.success(request, _("Đã đóng lượt bỏ phiếu và công bố kết quả kiểm phiếu."))
        return redirect("council:session_round", pk=pk, number=number)
    context = shown.face(found) | {"round": one, "form": form, "void": VoidForm(prefix="huy")}
    context["may_lead"] = may_lead(request.user)
    return render(request, "council/session_round.html", context)


@require_POST
def session_void(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    found = session_for(request.user, pk)
    one, form = _round_for(request, found, number), VoidForm(request.POST, prefix="huy")
    try:
        if form.is_valid():
            void_round(one.vote, by=request.user, reason=form.cleaned_data["reason"])
            messages.success(request, _("Đã hủy lượt bỏ phiếu; không phiếu nào của lượt này được tính."))
        else:
            messages.error(request, _("Chưa hủy: hãy ghi lý do để đưa vào biên bản."))
    except Refused as refused:
        messages.error(request, str(refused))
    return redirect("council:session_round", pk=pk, number=number)


@require_GET
def session_screen(request: HttpRequest, pk: int) -> HttpResponse:
    """For the wall: big, without names, and of a running round no more than how many have voted."""
    found = session_for(request.user, pk)
    lines = shown.agenda(found, request.user)
    current, waiting = shown.current_for(found, lines)
    rounds = shown.rounds(found, request.user)
    context = shown.face(found) | {
        "line": current,
        "waiting": waiting,
        "running": [one for one in rounds if one.is_running],
        "last": next((one for one in reversed(rounds) if one.vote.closed_at), None),
        "room": shown.room(found, shown.seats(found)),
        "qr": qr_code(request.build_absolute_uri(reverse("council:seat", args=[pk]))),
    }
    return render(request, "council/screen.html", context)


@require_GET
def session_paper(request: HttpRequest, pk: int, paper: str, kind: str) -> HttpResponse:
    """A draft while the session lasts; then for its members and the office. Everybody's copy is without barred "
    "items."""
    found = _read_by(request.user, pk)
    if paper not in session_papers.PAPERS or kind not in KINDS or found.opened_at is None:
        raise Http404
    try:
        return download(session_papers.paper(found, paper, kind, request.user))
    except Unprintable:
        raise Refused(
            Phrase(
                "Máy chủ chưa tạo được bản PDF của giấy này. Phiên họp được giữ nguyên; hãy tải bản DOCX hoặc "
                "thử lại sau."
            )
        ) from None


def _read_by(user: User, pk: int) -> CouncilSession:
    done_with = CouncilSession.objects.filter(pk=pk, closed_at__isnull=False).first()
    if done_with is None:
        return session_for(user, pk)
    if not user.has_role(*OFFICE_ROLES) and not done_with.attendances.filter(member__user=user).exists():
        raise Http404
    return done_with


def _round_for(request: HttpRequest, found: CouncilSession, number: int) -> shown.Round:
    for one in shown.rounds(found, request.user):
        if one.vote.number == number:
            return one
    raise Http404


def _closing_form(one: shown.Round, typed: Any) -> Form:
    if one.vote.is_by_hand:
        return HandCountForm(typed, rows=list(one.items))
    return EarlyForm(typed)


def _close(vote: VoteRound, form: Form, request: HttpRequest) -> VoteRound:
    if isinstance(form, HandCountForm):
        return close_by_hand(vote, by=request.user, counted=form.counted())
    return close_round(vote, by=request.user, early_reason=form.cleaned_data["early_reason"])
