"""A member's own page in a live session, made for a phone: the agenda, the ballots, and staying out of an item.

The ballot itself is a cookie that only this browser has; see `actions/voting.py`.
"""

import secrets
from dataclasses import dataclass

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from accounts.models.user import User
from campaign.actions import voting
from campaign.actions.council_session import declare_recusal
from campaign.actions.refused import Refused
from campaign.actions.session_gate import may_write
from campaign.documents import council_session as shown
from campaign.forms.council_session import BallotForm
from campaign.models.session import CouncilSession, sessions_of
from campaign.models.vote import BallotToken, Elector, VoteRound
from campaign.rules.sessions import Way


@dataclass(frozen=True)
class Ballot:
    """One running round for one member. `stage`: "draw", "vote", "done", "drawn" (on another device), "room"."""

    round: shown.Round
    stage: str
    form: BallotForm | None = None
    offered: str = ""


@never_cache
@require_GET
def seat(request: HttpRequest, pk: int) -> HttpResponse:
    return _seat(request, seat_for(request.user, pk))


@require_POST
def draw(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    found = seat_for(request.user, pk)
    vote, token = _vote_for(request.user, found, number).vote, request.POST.get("token", "")
    answer = redirect("council:seat", pk=pk)
    try:
        voting.draw_ballot(vote, by=request.user, token=token)
    except Refused as refused:
        messages.error(request, str(refused))
    else:
        answer.set_cookie(
            _cookie(vote),
            token,
            path=reverse("council:seat", args=[pk]),
            secure=settings.SESSION_COOKIE_SECURE,
            httponly=True,
            samesite="Strict",
        )
    return answer


@require_POST
def cast(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    found = seat_for(request.user, pk)
    one = _vote_for(request.user, found, number)
    vote, form = one.vote, BallotForm(request.POST, rows=list(one.items))
    if not form.is_valid():
        return _seat(request, found, {vote.pk: form})
    try:
        if vote.way == Way.SECRET:
            token = request.COOKIES.get(_cookie(vote), "")
            voting.cast_ballot(vote, by=request.user, token=token, choices=form.choices())
        else:
            voting.vote_by_name(vote, by=request.user, choices=form.choices())
    except Refused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, _("Phiếu của bạn đã được ghi nhận."))
    return redirect("council:seat", pk=pk)


@require_POST
def recuse(request: HttpRequest, pk: int, item_pk: int) -> HttpResponse:
    found = seat_for(request.user, pk)
    item = get_object_or_404(shown.items_open_to(found, request.user).dossiers(), pk=item_pk)
    try:
        declare_recusal(item, by=request.user)
    except Refused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(
            request, _("Đã ghi: bạn không tham gia xét hồ sơ này. Hồ sơ không còn hiện với bạn ở phiên họp.")
        )
    return redirect("council:seat", pk=pk)


def seat_for(user: User, pk: int) -> CouncilSession:
    rows = sessions_of(user).select_related("council__campaign", "ranking__strand", "secretary")
    return get_object_or_404(rows, pk=pk)


def _vote_for(user: User, found: CouncilSession, number: int) -> shown.Round:
    """A round about anything that is barred to this member is none."""
    for one in shown.rounds(found, user):
        if one.vote.number == number:
            return one
    raise Http404


def _seat(
    request: HttpRequest, found: CouncilSession, typed: dict[int, BallotForm] | None = None
) -> HttpResponse:
    lines = shown.agenda(found, request.user)
    current, waiting = shown.current_for(found, lines)
    rounds = shown.rounds(found, request.user)
    ballots = [
        _ballot(request, one, _electors(found, request.user), typed or {}) for one in rounds if one.is_running
    ]
    context = shown.face(found) | {
        "lines": lines,
        "line": current,
        "waiting": waiting,
        "ballots": ballots,
        "closed": [one for one in rounds if one.vote.closed_at],
        "own": shown.attendance_said(get_object_or_404(found.attendances, member__user=request.user)),
        "may_write": may_write(request.user, found),
        "polls": not any(one.stage in ("vote", "draw") for one in ballots),
    }
    return render(request, "council/seat.html", context)


def _electors(found: CouncilSession, user: User) -> dict[int, bool]:
    """By round, whether this member has drawn a ballot; rounds in which they do not vote are missing."""
    mine = Elector.objects.filter(round__session=found, member__user=user)
    return dict(mine.values_list("round", "has_ballot"))


def _ballot(
    request: HttpRequest, one: shown.Round, mine: dict[int, bool], typed: dict[int, BallotForm]
) -> Ballot:
    vote = one.vote
    if vote.pk not in mine or vote.is_by_hand:
        return Ballot(one, "room" if vote.pk in mine else "none")
    form = typed.get(vote.pk) or BallotForm(rows=list(one.items))
    if vote.way == Way.NAMED:
        return Ballot(one, "done") if mine[vote.pk] else Ballot(one, "vote", form)
    if not mine[vote.pk]:
        return Ballot(one, "draw", offered=secrets.token_hex(32))
    digest = voting.digest_of(request.COOKIES.get(_cookie(vote), ""))
    spent = BallotToken.objects.filter(digest=digest, round=vote).values_list("is_spent", flat=True).first()
    if spent is None:
        return Ballot(one, "drawn")
    return Ballot(one, "done") if spent else Ballot(one, "vote", form)


def _cookie(vote: VoteRound) -> str:
    return f"phieu-{vote.pk}"
