"""The author's answer to the office: every point with what stands now, and a box for each."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from campaign.actions import gate
from campaign.actions.refused import Refused
from campaign.actions.supplement import answer_supplement
from campaign.documents import progress
from campaign.documents.application import application
from campaign.documents.evidence import found
from campaign.documents.supplement import asked
from campaign.forms.supplement import AnswerForm
from campaign.models import clock
from campaign.models.submission import Submission
from campaign.rules.calendar import vn_day
from campaign.rules.eligibility import BLOCK
from campaign.views.author import check_line, own
from campaign.views.kept_forms import writing


@require_http_methods(["GET", "HEAD", "POST"])
def supplement(request: HttpRequest, code: str) -> HttpResponse:
    now = clock.now()
    submission = own(request.user, code, now=now)
    request_made = asked(submission, application(submission))
    form = AnswerForm(request.POST or None, points=request_made.points if request_made else ())
    if request.method == "POST" and form.is_valid() and _answered(request, submission, form):
        return redirect("author:detail", code=code)
    title = _("Trả lời yêu cầu bổ sung hồ sơ «%(title)s»") % {"title": submission}
    own_words = writing(request, f"author:supplement/{code}", title)
    blocks = [one for one in found(submission, vn_day(now)) if one.severity == BLOCK]
    return render(
        request,
        "author/supplement.html",
        {
            "submission": submission,
            "form": own_words.restored(form),
            "writing": own_words,
            "asked": request_made,
            "objection": gate.why_not("answer_supplement", request.user, submission),
            "checks": [check_line(code, one) for one in blocks],
            "deadline": progress.supplement_deadline(request_made.ends, now)
            if request_made and request_made.is_open
            else None,
            "now": now,
        },
    )


def _answered(request: HttpRequest, submission: Submission, form: AnswerForm) -> bool:
    try:
        answer_supplement(submission, by=request.user, **form.said())
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return False
    messages.success(request, _("Đã gửi phần bổ sung. Cơ quan thường trực sẽ kiểm tra lại."))
    return True
