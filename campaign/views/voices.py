"""The author's questions to the organisers and the objection to the published result."""

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from campaign.actions import voices as acts
from campaign.actions.refused import Refused
from campaign.documents import appeals as read
from campaign.documents import following as shown
from campaign.forms.appeals import AppealForm
from campaign.forms.following import QuestionForm
from campaign.models.submission import Submission
from campaign.views.access import submission_for
from campaign.views.kept_forms import writing


@require_http_methods(["GET", "HEAD", "POST"])
def questions(request: HttpRequest, code: str) -> HttpResponse:
    submission = _own(request, code)
    form = QuestionForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and _asked(request, submission, form):
        return redirect("author:questions", code=code)
    own = writing(
        request, f"author:question/{code}", _("Câu hỏi về hồ sơ «%(title)s»") % {"title": submission}
    )
    context = {"submission": submission, "form": own.restored(form), "writing": own}
    context["lines"] = shown.questions_of(submission)
    return render(request, "following/questions.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def appeal(request: HttpRequest, code: str) -> HttpResponse:
    submission = _own(request, code)
    terms = read.terms_of(submission.campaign)
    form = AppealForm(request.POST or None, terms=terms)
    if request.method == "POST" and form.is_valid() and _appealed(request, submission, form):
        return redirect("author:appeal", code=code)
    own = writing(
        request, f"author:appeal/{code}", _("Kiến nghị về hồ sơ «%(title)s»") % {"title": submission}
    )
    objection = acts.why_no_appeal(request.user, submission)
    return render(
        request,
        "following/appeal.html",
        {
            "submission": submission,
            "form": form if objection else own.restored(form),
            "writing": own,
            "lines": shown.appeals_of(submission),
            "objection": objection,
            "until": read.filing_until(submission, terms),
        },
    )


def _own(request: HttpRequest, code: str) -> Submission:
    return submission_for(request.user, code, rows=Submission.objects.of_author(request.user))


def _asked(request: HttpRequest, submission: Submission, form: forms.Form) -> bool:
    try:
        acts.ask(submission, by=request.user, text=form.cleaned_data["text"])
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return False
    messages.success(request, _("Đã gửi. Bạn nhận được tin khi ban tổ chức trả lời."))
    return True


def _appealed(request: HttpRequest, submission: Submission, form: forms.Form) -> bool:
    try:
        acts.appeal(submission, by=request.user, **form.cleaned_data)
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return False
    messages.success(request, _("Đã nhận kiến nghị. Kiến nghị được lưu nguyên văn và bạn sẽ được trả lời."))
    return True
