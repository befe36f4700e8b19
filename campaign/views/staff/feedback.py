"""What authors will be told of the judging: written dossier by dossier, released for all at once."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.paging import key_set_page
from accounts.roles import Role
from campaign.actions import feedback as acts
from campaign.actions.refused import Refused
from campaign.documents import feedback as documents
from campaign.forms.feedback import AuthorCommentForm, ReleaseForm
from campaign.models.decision import Decision
from campaign.models.submission import Submission
from campaign.views.access import require_role, submission_for
from campaign.views.kept_forms import writing

page_view = require_http_methods(["GET", "HEAD", "POST"])


@page_view
def feedback(request: HttpRequest, pk: int) -> HttpResponse:
    """The rehearsal: who gets what, who has no comment yet; then exactly that as one act."""
    require_role(request.user, Role.OFFICER)
    decision = get_object_or_404(Decision.objects.select_related("campaign"), pk=pk)
    form = ReleaseForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        done = acts.release(decision, by=request.user, seen=form.cleaned_data["seen"])
        messages.success(
            request, _("Đã gửi kết quả chấm của %(count)s hồ sơ cho tác giả.") % {"count": done.dossiers}
        )
        return redirect("office:feedback", pk=pk)
    return render(
        request,
        "staff/feedback.html",
        {
            "decision": decision,
            "page": key_set_page(
                documents.rows_of(decision, request.user), by="register_number", query=request.GET, size=50
            ),
            "rehearsal": documents.rehearsal(decision, request.user),
            "objection": acts.why_not_release(decision, request.user),
            "release": documents.release_of(decision),
        },
    )


@page_view
def author_comment(request: HttpRequest, code: str) -> HttpResponse:
    require_role(request.user, Role.OFFICER)
    submission = submission_for(request.user, code, rows=Submission.objects.for_office(request.user))
    if submission.state not in documents.EXPLAINED:
        raise Http404
    stored = documents.comment_of(submission)
    initial = {"text": stored.text if stored else "", "version": stored.version if stored else 0}
    form = AuthorCommentForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid() and _edited(request, submission, form):
        messages.success(request, _("Đã lưu ý kiến gửi tác giả. Tác giả chưa thấy cho tới khi gửi chung."))
        return redirect("office:author_comment", code=code)
    title = _("Ý kiến gửi tác giả «%(title)s»") % {"title": submission}
    own = writing(request, f"office:author_comment/{code}", title)
    context = {"submission": submission, "stored": stored, "form": own.restored(form), "writing": own}
    context["sheets"] = documents.written_by_judges(submission)
    return render(request, "staff/author_comment.html", context)


def _edited(request: HttpRequest, submission: Submission, form: AuthorCommentForm) -> bool:
    try:
        acts.edit_comment(submission, by=request.user, **form.cleaned_data)
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return False
    return True
