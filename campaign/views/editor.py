"""Writing a dossier. Whatever button is pressed, what was typed is kept first."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from campaign.actions import attachment as files
from campaign.actions import submission as acts
from campaign.actions.refused import Refused
from campaign.actions.submission import Stale
from campaign.documents import progress
from campaign.documents.application import application
from campaign.documents.evidence import found
from campaign.documents.history import Entry, history
from campaign.forms.submission import Editor, outline
from campaign.models import clock
from campaign.models.submission import Submission
from campaign.rules.calendar import vn_day
from campaign.rules.files import ACCEPT
from campaign.rules.workflow import State
from campaign.views.author import own

# Which button leads where; every one of them saves first.
EVEN, REVIEW = "chia-deu", "ra-soat"
PLACES = {EVEN: "#tac-gia", "tep": "#tep"}


@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, code: str) -> HttpResponse:
    submission = own(request.user, code)
    if request.method != "POST" and not submission.is_editable:  # such as by the browser's way back
        messages.info(request, _("Hồ sơ hiện không sửa được. Nội dung được giữ nguyên như dưới đây."))
        return redirect("author:detail", code=code)
    acts.require_editable(submission, by=request.user)
    if request.method != "POST":
        return _page(request, submission, Editor(submission))
    return _kept(request, submission, request.POST.get("do", ""))


@require_POST
def upload(request: HttpRequest, code: str) -> HttpResponse:
    submission = own(request.user, code)
    acts.require_editable(submission, by=request.user)
    return _kept(request, submission, "tep")


@require_POST
def remove_file(request: HttpRequest, code: str, public_id: str) -> HttpResponse:
    """The button stands inside the long form, so that what is typed there comes along and is kept."""
    submission = own(request.user, code)
    found = submission.attachments.live().filter(public_id=public_id).first()
    if found is None:
        raise Http404
    files.remove(found, by=request.user)
    messages.success(request, _("Đã xóa tệp «%(name)s» khỏi hồ sơ.") % {"name": found.name})
    if "version" not in request.POST:
        return redirect(_address(submission, "tep"))
    return _kept(request, submission, "tep")


def _kept(request: HttpRequest, submission: Submission, pressed: str) -> HttpResponse:
    editor = Editor(submission, request.POST)
    stale = _save(request, submission, editor, even=pressed == EVEN) if editor.is_valid() else None
    refused = _attach(request, submission)
    if editor.is_valid():
        if not refused:
            messages.success(request, _("Đã lưu bản nháp."))
        else:
            messages.info(request, _("Các nội dung khác đã được lưu."))
        return redirect(_address(submission, pressed))
    return _page(request, own(request.user, submission.code), editor, stale=stale)


def _save(request: HttpRequest, submission: Submission, editor: Editor, *, even: bool) -> Stale | None:
    try:
        content = editor.content(even_shares=even)
        acts.save(submission, by=request.user, content=content, version=editor.version)
    except Stale as refusal:
        editor.refuse(str(refusal))
        return refusal
    except Refused as refusal:
        editor.refuse(str(refusal))
    return None


def _attach(request: HttpRequest, submission: Submission) -> int:
    """Keep the files that can be kept; say of each other one why not. How many were refused."""
    refused = 0
    for upload in request.FILES.getlist("files"):
        try:
            kept = files.attach(submission, by=request.user, upload=upload)
        except Refused as refusal:
            refused += 1
            messages.error(request, str(refusal))
        else:
            said = (
                _("Đã nhận tệp «%(name)s».")
                if kept.is_new
                else _("Tệp «%(name)s» đã có trong hồ sơ nên chỉ giữ một bản.")
            )
            messages.info(request, said % {"name": kept.attachment.name})
    return refused


def _address(submission: Submission, pressed: str) -> str:
    if pressed == REVIEW:
        answering = submission.state == State.SUPPLEMENT
        return reverse("author:supplement" if answering else "author:submit", args=[submission.code])
    return reverse("author:edit", args=[submission.code]) + PLACES.get(pressed, "")


def _page(
    request: HttpRequest, submission: Submission, editor: Editor, *, stale: Stale | None = None
) -> HttpResponse:
    now = clock.now()
    return render(request, "author/edit.html", _context(submission, editor, now) | _conflict(editor, stale))


def _context(submission: Submission, editor: Editor, now: Any) -> dict[str, Any]:
    sections = outline(found(submission, vn_day(now)))
    return {
        "submission": submission,
        "editor": editor,
        "form": editor.form,
        "files": application(submission).files,
        "accept": ACCEPT,
        "outline": sections,
        "returned": _why_returned(submission),
        "gaps": sum(len(section.problems) for section in sections),
        "deadline": progress.author_deadline(submission, now),
        "now": now,
    }


def _why_returned(submission: Submission) -> list[Entry]:
    return history(submission, {"return_to_author"})[:1] if submission.state == State.RETURNED else []


def _conflict(editor: Editor, stale: Stale | None) -> dict[str, Any]:
    if stale is None:
        return {}
    differences = editor.differences(stale.current)
    editor.show_version(stale.current.version)
    return {"differences": differences}
