"""Writing a dossier. Whatever button is pressed, what was typed is kept first."""

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.models.user import User
from campaign.actions import attachment as files
from campaign.actions import kept
from campaign.actions import submission as acts
from campaign.actions.findings import findings, findings_after
from campaign.actions.refused import Refused
from campaign.actions.sections import Saved, save_sections
from campaign.documents import progress
from campaign.documents.application import application
from campaign.documents.evidence import found
from campaign.documents.history import Entry, history
from campaign.documents.preview import preview as as_paper
from campaign.documents.sections import Comparison, Outline, comparison, outline, savers, strand_names
from campaign.documents.supplement import open_points
from campaign.forms.editor import Editor
from campaign.forms.kept import Writing
from campaign.models import clock
from campaign.models.submission import Submission
from campaign.rules.calendar import vn_day
from campaign.rules.eligibility import Finding
from campaign.rules.files import ACCEPT
from campaign.rules.phrase import NO_OBJECTION, Phrase
from campaign.rules.sections import BY_ANCHOR, Fate, tags
from campaign.rules.workflow import State
from campaign.views.author import own, written_in
from campaign.views.kept_forms import saved as saved_at
from campaign.views.upload_rate import require_pace

# Which button leads where; every one of them saves first.
EVEN, REVIEW, PREVIEW, COAUTHORS = "chia-deu", "ra-soat", "xem-truoc", "dong-tac-gia"
PLACES = {EVEN: "#tac-gia", "tep": "#tep"}


@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, code: str) -> HttpResponse:
    now = clock.now()
    submission = own(request.user, code, now=now, with_form=True)
    if request.method != "POST" and not submission.is_editable:  # such as by the browser's way back
        messages.info(request, _("Hồ sơ hiện không sửa được. Nội dung được giữ nguyên như dưới đây."))
        return redirect("author:detail", code=code)
    acts.require_editable(submission, by=request.user)
    if request.method != "POST":
        writing = _writing(request.user, submission)
        return _page(request, submission, Editor(submission, kept=writing.fields, now=now), writing, now=now)
    return _kept(request, submission, request.POST.get("do", ""))


@require_POST
def autosave(request: HttpRequest, code: str) -> HttpResponse:
    """The same form, sent by its script. A choice between two texts is made by the button alone."""
    submission = written_in(request.user, code)
    editor = Editor(submission, request.POST)
    try:
        saved = _saved(request.user, editor, chosen={})
    except Refused as refusal:
        told = _(
            "%(reason)s Nội dung bạn vừa nhập được giữ ở mục «Bản nhập dở đang giữ» trong tài khoản của bạn."
        )
        return JsonResponse({"state": "refused", "text": told % {"reason": refusal}}, status=409)
    is_whole = saved.is_whole and not editor.problems
    form = kept.typed_form(request.POST)
    if is_whole:
        if form:
            kept.forget_typed(form)
        return JsonResponse(_answer(request.user, editor, saved, "saved", saved.submission.saved_at))
    stands = kept.keep_typed(form, request.POST) if form else None
    moment = stands.saved_at if stands else clock.now()
    return JsonResponse(_answer(request.user, editor, saved, "partly", moment))


@require_GET
def preview(request: HttpRequest, code: str) -> HttpResponse:
    """The official form with what is stored now."""
    submission = own(request.user, code)
    return render(request, "author/preview.html", {"submission": submission, "paper": as_paper(submission)})


@require_POST
def upload(request: HttpRequest, code: str) -> HttpResponse:
    submission = own(request.user, code, with_form=True)
    acts.require_editable(submission, by=request.user)
    return _kept(request, submission, "tep")


@require_POST
def remove_file(request: HttpRequest, code: str, public_id: str) -> HttpResponse:
    """The button stands inside the long form, so that what is typed there comes along and is kept."""
    submission = own(request.user, code, with_form=True)
    found = submission.attachments.live().filter(public_id=public_id).first()
    if found is None:
        raise Http404
    files.remove(found, by=request.user)
    messages.success(request, _("Đã xóa tệp «%(name)s» khỏi hồ sơ.") % {"name": found.name})
    if "tac_gia-TOTAL_FORMS" not in request.POST:
        return redirect(_address(submission, "tep"))
    return _kept(request, submission, "tep")


def _writing(user: User, submission: Submission, typed: Any = None) -> Writing:
    named = Phrase("Hồ sơ «%(title)s»", title=submission.title)
    label = named if submission.title else Phrase("Hồ sơ chưa đặt tên")
    return Writing(
        user,
        f"author:edit/{submission.code}",
        label=label,
        address=reverse("author:edit", args=[submission.code]),
        autosave=reverse("author:autosave", args=[submission.code]),
        typed=typed,
    )


def _kept(request: HttpRequest, submission: Submission, pressed: str) -> HttpResponse:
    editor = Editor(submission, request.POST)
    saved = _saved(request.user, editor, chosen=editor.chosen, even=pressed == EVEN)
    refused = _attach(request, submission)
    if saved.is_whole and not editor.problems:
        _tell_of_others(request, editor, saved)
        if not refused:
            messages.success(request, _("Đã lưu bản nháp."))
        else:
            messages.info(request, _("Các nội dung khác đã được lưu."))
        return redirect(_address(submission, pressed))
    now = clock.now()
    stands = own(request.user, submission.code, now=now, with_form=True)
    writing = _writing(request.user, stands, request.POST)
    return _page(request, stands, editor, writing, saved=saved, now=now)


def _saved(user: User, editor: Editor, *, chosen: dict[str, str], even: bool = False) -> Saved:
    typed = editor.content(even_shares=even)
    saved = save_sections(editor.submission, by=user, typed=typed, shown=editor.shown, chosen=chosen)
    editor.take(saved)
    return saved


def _answer(reader: User, editor: Editor, saved: Saved, state: str, moment: datetime) -> dict[str, Any]:
    """What the script shows: the new tags, and in words what is missing or could not be stored."""
    now, fates = tags(saved.standing), saved.fates.items()
    met = saved.with_fate(Fate.CONFLICT) or saved.with_fate(Fate.KEPT)
    told = outline(_findings(editor, saved))
    return saved_at(
        state,
        moment,
        tags={anchor: now[anchor] for anchor, fate in fates if fate in (Fate.SAME, Fate.WRITE)},
        version=saved.submission.version,
        conflicts=saved.with_fate(Fate.CONFLICT),
        others=saved.with_fate(Fate.KEPT),
        met=[str(words) for words in savers(saved.submission, reader, met).values()],
        unsaved=[{"box": one.box, "text": one.text} for one in editor.all_problems(saved)],
        gaps=told.gaps,
        sections=_states(told),
        shares=editor.share_total,
        warnings=[{"field": field, "text": text} for field, text in editor.warnings],
    )


def _findings(editor: Editor, saved: Saved) -> list[Finding]:
    if saved.fates.get("tac-gia") == Fate.WRITE:
        return findings(saved.submission)
    return findings_after(editor.submission, saved.submission)


def _states(told: Outline) -> list[dict[str, Any]]:
    return [
        {
            "anchor": one.anchor,
            "status": one.status,
            "problems": [
                {"status": problem.severity, "text": str(problem.reason)} for problem in one.problems
            ],
        }
        for one in told.parts
    ]


def _tell_of_others(request: HttpRequest, editor: Editor, saved: Saved) -> None:
    taken = [anchor for anchor in saved.with_fate(Fate.KEPT) if not editor.chosen[anchor]]
    by = savers(saved.submission, request.user, taken)
    for anchor in taken:
        said = _("Mục «%(section)s» vừa được sửa ở nơi khác; trang này hiện bản mới của mục đó. %(by)s")
        told = said % {"section": BY_ANCHOR[anchor].label, "by": by.get(anchor, "")}
        messages.info(request, told.strip())


def _attach(request: HttpRequest, submission: Submission) -> int:
    """Keep the files that can be kept; say of each other one why not. How many were refused."""
    refused = 0
    for upload in request.FILES.getlist("files"):
        try:
            require_pace(request.user, upload.name)
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
    if pressed == PREVIEW:
        return reverse("author:preview", args=[submission.code])
    if pressed == COAUTHORS:
        return reverse("author:coauthors", args=[submission.code])
    if pressed == REVIEW:
        answering = submission.state == State.SUPPLEMENT
        return reverse("author:supplement" if answering else "author:submit", args=[submission.code])
    return reverse("author:edit", args=[submission.code]) + PLACES.get(pressed, "")


def _page(
    request: HttpRequest,
    submission: Submission,
    editor: Editor,
    writing: Writing,
    *,
    now: datetime,
    saved: Saved | None = None,
) -> HttpResponse:
    asked = open_points(submission)
    told = outline(found(submission, vn_day(now)), _comparisons(submission, saved, request.user), asked)
    context = {
        "submission": submission,
        "editor": editor,
        "form": editor.form,
        "writing": writing,
        "files": application(submission).files,
        "accept": ACCEPT,
        "outline": told,
        "parts": told.by_name,
        "problems": editor.all_problems(saved) if saved else [],
        "conflicts": [part for part in told.parts if part.comparison],
        "returned": _why_returned(submission),
        "asked_of_all": asked.get("", ()),
        "deadline": progress.author_deadline(submission, now),
        "now": now,
    }
    return render(request, "author/edit.html", context)


def _comparisons(submission: Submission, saved: Saved | None, reader: User) -> list[Comparison]:
    if saved is None:
        return []
    strands, conflicts = strand_names(submission), saved.with_fate(Fate.CONFLICT)
    by = savers(submission, reader, conflicts)
    return [
        comparison(anchor, saved.standing, saved.typed, strands, by.get(anchor, NO_OBJECTION))
        for anchor in conflicts
    ]


def _why_returned(submission: Submission) -> list[Entry]:
    return history(submission, {"return_to_author"})[:1] if submission.state == State.RETURNED else []
