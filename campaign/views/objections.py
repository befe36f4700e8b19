"""The author names whom the own dossier should not meet; the page tells nothing of who judges."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from campaign.actions.objections import object_to, why_no_objection
from campaign.actions.refused import Refused
from campaign.forms.conflicts import ObjectionForm
from campaign.models.submission import Submission
from campaign.rules.conflicts import KIND_LABELS, Kind
from campaign.views.access import submission_for
from campaign.views.kept_forms import writing


@require_http_methods(["GET", "HEAD", "POST"])
def objections(request: HttpRequest, code: str) -> HttpResponse:
    submission = submission_for(request.user, code, rows=Submission.objects.of_author(request.user))
    form = ObjectionForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and _made(request, submission, form):
        return redirect("author:objections", code=code)
    own = writing(
        request, f"author:objection/{code}", _("Đề nghị tránh người xét «%(title)s»") % {"title": submission}
    )
    closed = why_no_objection(submission)
    made = [(one, KIND_LABELS[Kind(one.kind)]) for one in submission.objections.select_related("by")]
    context = {"submission": submission, "form": form if closed else own.restored(form), "writing": own}
    return render(request, "following/objections.html", context | {"closed": closed, "made": made})


def _made(request: HttpRequest, submission: Submission, form: ObjectionForm) -> bool:
    try:
        object_to(submission, by=request.user, **form.cleaned_data)
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return False
    messages.success(
        request, _("Đã gửi tới bộ phận thường trực. Đề nghị được giữ kín và xem xét trước khi chấm.")
    )
    return True
