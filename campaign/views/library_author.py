"""The author's word before anything more than the decision is public: words and pictures, and the board of honour."""

from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.paging import key_set_page
from campaign.actions import examples as honours
from campaign.actions import showcase as acts
from campaign.actions.refused import Refused
from campaign.documents import examples as shown
from campaign.documents.showcase import pictures_of
from campaign.forms.library import PresentForm
from campaign.models.showcase import GoodExample, LibraryEntry
from campaign.models.submission import Submission
from campaign.views.access import submission_for
from campaign.views.answering import acted, version_of
from campaign.views.kept_forms import writing
from campaign.views.public_picture import picture_response

SAID = {
    "agree": gettext_lazy("Đã ghi: bạn đồng ý. Bài hiện trên bảng gương điển hình."),
    "decline": gettext_lazy("Đã ghi: bạn không đồng ý. Bài không hiện."),
}


@require_http_methods(["GET", "HEAD", "POST"])
def present(request: HttpRequest, code: str) -> HttpResponse:
    entry = _entry(request, code)
    pictures = pictures_of(entry.submission)
    form = PresentForm(request.POST or None, entry=entry, pictures=pictures)
    approved = acted(
        form,
        lambda facts: acts.present(entry, by=request.user, summary=facts["summary"], pictures=form.chosen()),
    )
    if approved:
        messages.success(
            request, _("Đã duyệt. Lời giới thiệu và ảnh đã chọn nay hiện trong thư viện công khai.")
        )
        return redirect("author:library", code=code)
    own = writing(
        request, f"author:library/{code}", _("Lời giới thiệu «%(title)s»") % {"title": entry.title[:80]}
    )
    context = {"entry": entry, "form": own.restored(form), "writing": own, "code": code}
    context["may_approve"] = request.user.pk == entry.submission.owner_id
    return render(request, "author/library.html", context)


@require_POST
def retract(request: HttpRequest, code: str) -> HttpResponse:
    try:
        acts.retract(_entry(request, code), by=request.user)
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(
            request, _("Đã thu lại lời giới thiệu và ảnh; trang công khai chỉ còn nội dung quyết định.")
        )
    return redirect("author:library", code=code)


@require_GET
def examples(request: HttpRequest) -> HttpResponse:
    page = key_set_page(shown.asked_of(request.user), by="-written_at", query=request.GET)
    lines = [(one, *shown.state(one)) for one in page]
    return render(request, "author/examples.html", {"page": page, "lines": lines})


@require_http_methods(["GET", "HEAD", "POST"])
def example(request: HttpRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(shown.asked_of(request.user), pk=pk)
    if request.method == "POST":
        _answer(request, found)
        return redirect("author:example", pk=pk)
    tone, label = shown.state(found)
    return render(request, "author/example.html", {"example": found, "tone": tone, "label": label})


@require_GET
def example_picture(request: HttpRequest, pk: int) -> FileResponse:
    """As it would be shown, for the one who is asked."""
    found = get_object_or_404(shown.asked_of(request.user), pk=pk)
    if found.picture is None:
        raise Http404
    return picture_response(found.picture, whole=False)


def _answer(request: HttpRequest, found: GoodExample) -> None:
    given, version = request.POST.get("answer", ""), version_of(request.POST)
    if given not in SAID or not version:
        messages.error(request, _("Chưa ghi gì: hãy chọn một trong các câu trả lời ở cuối trang."))
        return
    try:
        honours.answer(found, by=request.user, agrees=given == "agree", version=version)
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, SAID[given])


def _entry(request: HttpRequest, code: str) -> LibraryEntry:
    """Only of the own dossier, and only once its result is published."""
    submission = submission_for(request.user, code, rows=Submission.objects.of_author(request.user))
    entries = LibraryEntry.objects.filter(submission=submission, left_at=None).prefetch_related("pictures")
    entry = get_object_or_404(entries)
    entry.submission = submission
    return entry
