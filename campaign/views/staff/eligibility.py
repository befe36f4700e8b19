"""The formal check of one dossier: checklist, what the portal found by itself, one outcome."""

from datetime import timedelta

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from campaign.actions import eligibility, gate
from campaign.actions.refused import Refused
from campaign.actions.seen import mark
from campaign.documents.evidence import evidence
from campaign.documents.queue import check_due
from campaign.documents.similar_pairs import resembling, with_waiting
from campaign.documents.supplement import requests_of, rounds
from campaign.forms.eligibility import CheckForm
from campaign.models import clock
from campaign.models.eligibility import CheckAnswer
from campaign.models.submission import Submission
from campaign.rules.calendar import vn_day
from campaign.views.access import submission_for
from campaign.views.kept_forms import writing
from campaign.views.staff.queue import dossiers_of

DONE = {
    "accepted": _("Đã tiếp nhận hồ sơ «%(title)s»; tác giả được báo ngày trả lời."),
    "supplement": _("Đã yêu cầu bổ sung hồ sơ «%(title)s»; tác giả được báo nội dung và hạn."),
    "refused": _("Đã từ chối tiếp nhận hồ sơ «%(title)s»; tác giả được báo kèm lý do."),
}


@require_http_methods(["GET", "HEAD", "POST"])
def check(request: HttpRequest, code: str) -> HttpResponse:
    if request.method != "POST":
        return _check_page(request, code)
    submission = submission_for(request.user, code, rows=Submission.objects.for_office(request.user))
    form = CheckForm(request.POST, items=submission.campaign.checklist.all())
    if form.is_valid() and _checked(request, submission, form):
        messages.success(request, str(DONE[form.cleaned_data["outcome"]]) % {"title": submission})
        return redirect("office:detail", code=code)
    return _check_page(request, code, form=form)


def _checked(request: HttpRequest, submission: Submission, form: CheckForm) -> bool:
    facts, seen = form.cleaned_data, request.POST.get("version", "")
    try:
        eligibility.check(submission, facts["outcome"], facts, by=request.user, seen=seen)
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return False
    return True


def _check_page(request: HttpRequest, code: str, *, form: CheckForm | None = None) -> HttpResponse:
    """The dossier as it stands now; a form that was refused comes back with its words."""
    now = clock.now()
    submission = submission_for(request.user, code, rows=with_waiting(dossiers_of(request.user, now)))
    objection = eligibility.objection(request.user, submission, now)
    items = submission.campaign.checklist.all()
    due_on = vn_day(now) + timedelta(days=submission.campaign.supplement_days)
    own = writing(request, f"office:check/{code}", _("Kiểm tra hồ sơ «%(title)s»") % {"title": submission})
    fresh = None if objection else own.restored(CheckForm(items=items, initial={"due_on": due_on}))
    answers = CheckAnswer.objects.filter(check_made__submission=submission)
    asked = list(requests_of(submission))
    return render(
        request,
        "staff/check.html",
        {
            "submission": submission,
            "writing": own,
            "version": own.seen(mark(submission)),
            "form": form or fresh,
            "objection": objection,
            "evidence": evidence(submission),
            "similar": resembling(request.user, submission),
            "can_compare": not gate.why_not("check", request.user, submission),
            "check_due": check_due(submission),
            "rounds": rounds(asked, submission.revisions.all() if asked else ()),
            "answers": answers.select_related("check_made__by", "item").order_by("check_made", "item__order"),
        },
    )
