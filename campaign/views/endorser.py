"""The unit's side: what waits for the unit, one dossier, one opinion."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_http_methods

from accounts.models.user import User
from accounts.paging import key_set_page
from accounts.roles import Role
from campaign.actions import endorsement
from campaign.actions.refused import Refused
from campaign.actions.seen import mark
from campaign.documents import queue as queues
from campaign.documents.application import application
from campaign.documents.history import OPEN_MOVES, history
from campaign.forms.endorsement import OpinionForm
from campaign.forms.kept import Writing
from campaign.forms.queues import UnitQueueForm
from campaign.models import clock
from campaign.models.submission import Submission, SubmissionQuerySet
from campaign.rules.workflow import State
from campaign.views.access import require_role, submission_for

RECENT = 5
DONE = {
    "endorsed": _("Đã xác nhận hồ sơ «%(title)s» và chuyển lên thường trực phong trào."),
    "returned": _("Đã trả lại hồ sơ «%(title)s»; tác giả được báo kèm lý do để sửa và nộp lại."),
    "declined": _("Đã ghi ý kiến không xác nhận hồ sơ «%(title)s»; tác giả được báo kèm lý do."),
}


@require_GET
def queue(request: HttpRequest) -> HttpResponse:
    require_role(request.user, Role.UNIT_HEAD, Role.UNIT_DESK)
    search, now = UnitQueueForm(request.GET), clock.now()
    dossiers = queues.listed(Submission.objects.for_unit(request.user))
    page = key_set_page(search.narrow(dossiers), by=search.order, query=request.GET)
    first = search.group == search.default_group and not search.words and not page.previous
    recent = queues.lately_handled(dossiers)[:RECENT] if first else []
    return render(
        request,
        "endorser/queue.html",
        {
            "page": page,
            "rows": queues.unit_rows(page, now),
            "recent": queues.unit_rows(recent, now),
            "search": search,
        },
    )


@require_GET
def detail(request: HttpRequest, code: str) -> HttpResponse:
    submission = submission_for(request.user, code, rows=_dossiers(request.user))
    return _dossier_page(request, submission)


@require_http_methods(["GET", "HEAD", "POST"])
def decide(request: HttpRequest, code: str) -> HttpResponse:
    submission = submission_for(request.user, code, rows=_dossiers(request.user))
    if request.method != "POST":
        return redirect("unit:detail", code=code)
    outcomes = endorsement.outcomes(request.user, submission)
    free = [name for name, objection in outcomes.items() if not objection]
    form = OpinionForm(request.POST, outcomes=free or list(endorsement.OUTCOMES))
    if form.is_valid() and _given(request, submission, form):
        messages.success(request, str(DONE[form.cleaned_data["outcome"]]) % {"title": submission})
        return redirect("unit:detail", code=code)
    again = submission_for(request.user, code, rows=_dossiers(request.user))
    return _dossier_page(request, again, form=form)


def _given(request: HttpRequest, submission: Submission, form: OpinionForm) -> bool:
    try:
        seen = request.POST.get("version", "")
        endorsement.give_opinion(submission, form.opinion(), by=request.user, seen=seen)
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return False
    return True


def _dossiers(user: User) -> SubmissionQuerySet:
    return queues.with_windows(Submission.objects.for_unit(user)).prefetch_related("authorships")


def _dossier_page(
    request: HttpRequest, submission: Submission, *, form: OpinionForm | None = None
) -> HttpResponse:
    writing = _writing(request.user, submission, typed=form)
    with clock.at(writing.now):
        outcomes = endorsement.outcomes(request.user, submission)
    free = [name for name, objection in outcomes.items() if not objection]
    fresh = writing.restored(OpinionForm(outcomes=free)) if free else None
    waiting = (
        Submission.objects.for_unit(request.user).filter(state=State.SUBMITTED).exclude(pk=submission.pk)
    )
    return render(
        request,
        "endorser/dossier.html",
        {
            "submission": submission,
            "writing": writing,
            # The mark's moment would tell of a sealed move.
            "version": writing.seen(mark(submission)) if free else "",
            "application": application(submission),
            "clock": queues.endorse_clock(submission, writing.now),
            "now": writing.now,
            "form": form or fresh,
            "objections": endorsement.objections(outcomes),
            "history": history(submission, OPEN_MOVES),
            "next": waiting.order_by("state_since", "pk").only("code", "title").first(),
        },
    )


def _writing(user: User, submission: Submission, *, typed: OpinionForm | None) -> Writing:
    return Writing(
        user,
        f"unit:decide/{submission.code}",
        label=_("Ý kiến của đơn vị về hồ sơ «%(title)s»") % {"title": submission},
        address=reverse("unit:detail", args=[submission.code]),
        typed=typed,
    )
