"""The trail: the whole chain, one dossier's part of it with proof, one event with its hashes."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from accounts.paging import key_set_page
from accounts.roles import Role
from campaign.actions import audit
from campaign.documents import trail as shown
from campaign.forms.trail import TrailForm
from campaign.models.submission import Submission
from campaign.views.access import require_role, submission_for

READERS = (Role.INSPECTOR, Role.ADMINISTRATOR)


@require_GET
def trail(request: HttpRequest) -> HttpResponse:
    require_role(request.user, *READERS)
    search = TrailForm(request.GET)
    page = key_set_page(search.narrow(shown.events_for(request.user)), by="-number", query=request.GET)
    context = {"page": page, "lines": shown.lines(page), "search": search}
    return render(request, "staff/trail.html", context)


@require_GET
def dossier(request: HttpRequest, code: str) -> HttpResponse:
    require_role(request.user, *READERS)
    submission = submission_for(request.user, code, rows=Submission.objects.for_office(request.user))
    events = shown.events_for(request.user).filter(submission=submission).order_by("-number")
    page = key_set_page(events, by="-number", query=request.GET, size=100)
    context = {
        "submission": submission,
        "page": page,
        "lines": shown.lines(page),
        "proof": audit.prove_dossier(submission),
    }
    return render(request, "staff/trail_dossier.html", context)


@require_GET
def event(request: HttpRequest, number: int) -> HttpResponse:
    require_role(request.user, *READERS)
    found = get_object_or_404(shown.events_for(request.user).only(), number=number)
    context = {
        "event": found,
        "line": shown.line(found),
        "facts": shown.facts(found, request.user),
        "genuine": audit.prove_event(found).whole,
    }
    return render(request, "staff/trail_event.html", context)


@require_POST
def check(request: HttpRequest) -> HttpResponse:
    require_role(request.user, *READERS)
    proof = audit.check_chain(by=request.user)
    span = {"first": proof.first, "last": proof.last, "count": len(proof.broken)}
    if proof.whole:
        messages.success(request, _("Chuỗi nguyên vẹn từ sự kiện %(first)s đến %(last)s.") % span)
    else:
        messages.error(
            request,
            _(
                "Phát hiện %(count)s sự kiện sai lệch trong khoảng từ %(first)s đến %(last)s. Nhật ký được giữ "
                "nguyên; hãy mở sự kiện kiểm tra mới nhất để xem và báo quản trị hệ thống."
            )
            % span,
        )
    return redirect("inspect:trail")
