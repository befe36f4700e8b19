"""Two texts side by side with what they share marked, and an officer's verdict on them."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from campaign.actions import gate
from campaign.actions import similarity as acts
from campaign.actions.refused import Refused
from campaign.documents import similar_pairs
from campaign.forms.similarity import VerdictForm
from campaign.models.similarity import SimilarPair
from campaign.models.submission import Submission
from campaign.views.access import submission_for
from campaign.views.kept_forms import writing


@require_http_methods(["GET", "HEAD", "POST"])
def similar(request: HttpRequest, code: str, pair: int) -> HttpResponse:
    submission = submission_for(request.user, code, rows=Submission.objects.for_office(request.user))
    found = _pair(request, submission, pair)
    if request.method != "POST":
        return _page(request, submission, found, VerdictForm(pair=found))
    form = VerdictForm(request.POST, pair=found)
    if form.is_valid() and _concluded(request, found, form):
        messages.success(request, _("Đã ghi kết luận; lần sau ai mở một trong hai hồ sơ cũng thấy."))
        return redirect("office:check", code=code)
    return _page(request, submission, _pair(request, submission, pair), form)


def _pair(request: HttpRequest, submission: Submission, pk: int) -> SimilarPair:
    found = similar_pairs.pair_for(request.user, submission, pk)
    if found is None:
        raise Http404
    return found


def _concluded(request: HttpRequest, pair: SimilarPair, form: VerdictForm) -> bool:
    said = form.cleaned_data
    try:
        acts.conclude(
            pair, by=request.user, verdict=said["verdict"], reason=said["reason"], shown=said["version"]
        )
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return False
    return True


def _page(request: HttpRequest, submission: Submission, pair: SimilarPair, form: VerdictForm) -> HttpResponse:
    if form.is_bound:
        form.show_version(acts.seen(pair))
    label = _("Kết luận về hai nội dung gần giống: «%(title)s»") % {"title": submission}
    own = writing(request, f"office:similar/{submission.code}/{pair.pk}", label)
    objection = gate.why_not("check", request.user, submission)
    return render(
        request,
        "staff/similar.html",
        {
            "submission": submission,
            "comparison": similar_pairs.comparison(submission, pair),
            "conclusion": similar_pairs.conclusion(pair),
            "form": None if objection else own.restored(form),
            "writing": own,
            "objection": objection,
        },
    )


@require_POST
def compare(request: HttpRequest, code: str) -> HttpResponse:
    submission = submission_for(request.user, code, rows=Submission.objects.for_office(request.user))
    acts.compare_again(submission, by=request.user)
    shown = similar_pairs.count_for(request.user, submission)
    said = ngettext(
        "Đã so sánh lại: %(number)s nội dung gần giống.",
        "Đã so sánh lại: %(number)s nội dung gần giống.",
        shown,
    )
    messages.success(request, said % {"number": shown})
    return redirect("office:check", code=code)
