"""The office's side: every submitted dossier with what it waits for, and one dossier with everything."""

from datetime import datetime

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from accounts.models.user import User
from accounts.paging import key_set_page
from accounts.roles import Role
from campaign.actions import eligibility
from campaign.actions.seen import mark
from campaign.documents import queue as queues
from campaign.documents.application import application
from campaign.documents.evidence import checkable, evidence
from campaign.documents.history import OFFICE_MOVES, history
from campaign.documents.supplement import requests_of, rounds
from campaign.forms.queues import OfficeQueueForm
from campaign.models import clock
from campaign.models.submission import OFFICE_ROLES, Submission, SubmissionQuerySet
from campaign.rules.calendar import vn_day
from campaign.rules.workflow import State
from campaign.views.access import require_role, submission_for

CHECKED = (State.ACCEPTED, State.SUPPLEMENT, State.REFUSED)


@require_GET
def queue(request: HttpRequest) -> HttpResponse:
    require_role(request.user, *OFFICE_ROLES)
    search, now = OfficeQueueForm(request.GET, officer=request.user.has_role(Role.OFFICER)), clock.now()
    dossiers = queues.listed(Submission.objects.for_office(request.user))
    page = key_set_page(search.narrow(dossiers), by=search.order, query=request.GET)
    rows = queues.office_rows(page, now)
    may_extend = request.user.has_role(Role.OFFICER, Role.ADMINISTRATOR)
    context = {"page": page, "rows": rows, "search": search, "may_extend": may_extend}
    return render(request, "staff/queue.html", context)


@require_GET
def detail(request: HttpRequest, code: str) -> HttpResponse:
    now = clock.now()
    submission = submission_for(request.user, code, rows=dossiers_of(request.user, now))
    asked = list(requests_of(submission))
    return render(
        request,
        "staff/dossier.html",
        {
            "submission": submission,
            "version": mark(submission),
            "application": application(submission),
            "evidence": evidence(submission),
            "rounds": rounds(asked),
            "filed_how": queues.filed_how(submission),
            "check_due": queues.check_due(submission),
            "desk": eligibility.desk(request.user, submission, asked, now),
            "history": history(submission, OFFICE_MOVES),
            "next": _next_to_check(request.user, submission),
            "may_record": request.user.has_role(Role.OFFICER),
        },
    )


@require_POST
def drop(request: HttpRequest, code: str) -> HttpResponse:
    submission = submission_for(request.user, code, rows=Submission.objects.for_office(request.user))
    eligibility.drop(submission, by=request.user, seen=request.POST.get("version", ""))
    messages.success(request, _("Đã dừng xét hồ sơ do quá hạn bổ sung; tác giả được báo."))
    return redirect("office:detail", code=code)


def _next_to_check(user: User, checked: Submission) -> Submission | None:
    """After the check of one dossier the officer goes on with the one that waits longest."""
    if checked.state not in CHECKED or not user.has_role(Role.OFFICER):
        return None
    waiting = Submission.objects.for_office(user).filter(campaign=checked.campaign_id, state=State.ENDORSED)
    return waiting.order_by("state_since", "pk").only("code").first()


def dossiers_of(user: User, now: datetime) -> SubmissionQuerySet:
    return queues.with_windows(checkable(Submission.objects.for_office(user), vn_day(now)))
