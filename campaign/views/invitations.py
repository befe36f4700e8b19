"""Before somebody is an author: the invitations sent to the reader, and the link of a letter to an outsider."""

import secrets

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from accounts.roles import Role
from campaign.actions import invitation_answers as acts
from campaign.actions.refused import Refused
from campaign.actions.share_confirmation import confirm_by_link, opened
from campaign.documents.coauthors import asked, invitations_of, open_invitations, table, to_confirm
from campaign.models import clock
from campaign.models.coauthors import Invitation
from campaign.views import guesses

STAFF = (Role.UNIT_HEAD, Role.UNIT_DESK, Role.OFFICER, Role.JUDGE, Role.CHAIR)
LATEST = 20


@require_GET
def invitations(request: HttpRequest) -> HttpResponse:
    """What waits for the reader's word as a co-author, and the answers given lately."""
    now = clock.now()
    found = invitations_of(request.user).prefetch_related("submission__authorships")
    waiting = set(open_invitations(request.user, now).values_list("pk", flat=True))
    shown = [(asked(one, now), one.pk in waiting) for one in found[:LATEST]]
    context = {
        "waiting": [one for one, is_waiting in shown if is_waiting],
        "answered": [one for one, is_waiting in shown if not is_waiting],
        "to_confirm": to_confirm(request.user).select_related("submission")[:LATEST],
    }
    return render(request, "author/invitations.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def invitation(request: HttpRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(invitations_of(request.user), pk=pk)
    refusal = ""
    if request.method == "POST":
        try:
            return _answered(request, found)
        except Refused as reason:
            refusal = str(reason)
            found = get_object_or_404(invitations_of(request.user), pk=pk)
    shown = asked(found, clock.now())
    context = {
        "invitation": shown,
        "refusal": refusal,
        "is_staff": request.user.has_role(*STAFF),
        "code": found.submission.code if shown.is_author else "",
    }
    return render(request, "author/invitation.html", context)


def _answered(request: HttpRequest, found: Invitation) -> HttpResponse:
    if request.POST.get("answer") == "accepted":
        submission = acts.accept(found, by=request.user)
        messages.success(request, _("Bạn đã là đồng tác giả. Hãy xem bảng tỷ lệ và xác nhận phần của mình."))
        return redirect("author:coauthors", code=submission.code)
    acts.decline(found, by=request.user)
    messages.success(request, _("Đã ghi lời từ chối. Người mời được báo bằng thư."))
    return redirect("author:invitations")


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def share_link(request: HttpRequest, token: str) -> HttpResponse:
    """Only the button confirms; opening the link, as mail programs do by themselves, does nothing."""
    if guesses.too_many(request):
        return render(request, "429.html", {"reference": secrets.token_hex(4).upper()}, status=429)
    try:
        if request.method == "POST":
            confirm_by_link(token)
            return _private(redirect("share_link", token=token))
        row, _shown = opened(token)
    except Refused as refusal:
        guesses.count(request)
        return _private(render(request, "author/share_link_void.html", {"reason": str(refusal)}, status=410))
    context = {"row": row, "submission": row.submission, "table": table(row.submission, None, clock.now())}
    return _private(render(request, "author/share_link.html", context))


def _private(response: HttpResponse) -> HttpResponse:
    """The address is a key: not found by search, not kept, not told to other pages."""
    response.headers["X-Robots-Tag"] = "noindex, nofollow"
    response.headers["Cache-Control"] = "no-store"
    response.headers["Referrer-Policy"] = "same-origin"
    return response
