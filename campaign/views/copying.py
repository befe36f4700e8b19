"""An earlier dossier of one's own as the beginning of a new one."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from campaign.actions import copying
from campaign.actions.refused import Refused
from campaign.documents.copying import recognised_before
from campaign.forms.copying import CopyForm
from campaign.models.submission import Submission
from campaign.views.access import submission_for


@require_http_methods(["GET", "HEAD", "POST"])
def copy(request: HttpRequest, code: str) -> HttpResponse:
    source = submission_for(request.user, code, rows=Submission.objects.of_author(request.user))
    form = CopyForm(request.POST or None, campaign=source.campaign_id)
    draft = _copied(request, source, form) if form.is_bound and form.is_valid() else None
    if draft:
        return redirect("author:edit", code=draft.code)
    return render(
        request,
        "author/copy.html",
        {
            "submission": source,
            "form": form,
            "objection": copying.why_not_copy(source, by=request.user),
            "recognised": recognised_before(source),
            "strands": form.fields["strand"].queryset,
        },
    )


def _copied(request: HttpRequest, source: Submission, form: CopyForm) -> Submission | None:
    try:
        draft = copying.copy(source, by=request.user, strand=form.cleaned_data["strand"])
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return None
    refusals = copying.copy_files(source, draft, by=request.user) if form.cleaned_data["with_files"] else []
    for refusal in refusals:
        messages.error(request, str(refusal))
    messages.success(
        request,
        _(
            "Đã chép thành bản nháp mới. Hãy xem lại từng mục; đồng tác giả phải được mời và xác nhận lại tỷ lệ."
        ),
    )
    return draft
