"""One page of a judge: the blind dossier and its files beside the score sheet; lock; what autosave answers."""

from typing import Any

from csp.constants import SELF
from csp.decorators import csp_update
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from campaign.actions import judging
from campaign.actions import kept as kept_texts
from campaign.actions.refused import Refused
from campaign.documents import blind_copy
from campaign.documents import judging as shown
from campaign.documents.application import blind
from campaign.documents.scoring import criteria_of, marks_of
from campaign.forms.sheet import SheetForm, sheet_initial, stored_entries
from campaign.models import clock
from campaign.models.judging import Assignment, Sheet
from campaign.rules import phases, scoring
from campaign.rules.calendar import round_half_up, vn_datetime, vn_number, vn_time
from campaign.views.judge import assignment_for
from campaign.views.kept_forms import saved, writing

page_view = require_http_methods(["GET", "HEAD", "POST"])
# The one kind of page that shows a document of the portal in a frame.
frames_documents = csp_update({"frame-src": [SELF]})


@frames_documents
@page_view
def sheet(request: HttpRequest, alias: str) -> HttpResponse:
    assignment = assignment_for(request.user, alias)
    rubric = assignment.submission.strand.rubric
    if request.method == "POST":
        return _save(request, assignment, SheetForm(request.POST, rubric=rubric))
    stored = _stored(assignment)
    if stored and stored.locked_at:
        return render(request, "judge/locked.html", _shown(assignment) | _results(stored))
    form = SheetForm(rubric=rubric, initial=sheet_initial(stored))
    return _sheet_page(request, assignment, form, stored)


@page_view
def lock(request: HttpRequest, alias: str) -> HttpResponse:
    assignment = assignment_for(request.user, alias)
    if request.method == "POST":
        return _lock(request, assignment)
    stored = _stored(assignment)
    if stored is None or stored.locked_at:
        return redirect("judge:sheet", alias=alias)
    rubric = assignment.submission.strand.rubric
    criteria, marks = criteria_of(rubric), marks_of(stored)
    return render(
        request,
        "judge/lock.html",
        {
            "assignment": assignment,
            "title": blind_copy.title(assignment.submission),
            "sheet": stored,
            "lines": shown.score_lines(stored.marks.select_related("criterion", "band")),
            "problems": judging.problems_of(stored, rubric),
            "said": shown.said_lines(stored),
            "total": vn_number(round_half_up(scoring.sheet_total(criteria, marks))),
            "top": vn_number(scoring.top_total(criteria).normalize()),
            "closed": _shown(assignment)["closed"],
        },
    )


@require_POST
def autosave(request: HttpRequest, alias: str) -> JsonResponse:
    """Keeps what is typed, as every long form does, and says what the server adds it up to."""
    rubric = assignment_for(request.user, alias).submission.strand.rubric
    form = kept_texts.typed_form(request.POST)
    if form is None:
        return JsonResponse({"state": "unknown_form"}, status=400)
    try:
        kept = kept_texts.keep_typed(form, request.POST)
    except Refused as refusal:
        return JsonResponse({"state": "too_large", "text": str(refusal)}, status=413)
    moment, total = kept.saved_at if kept else clock.now(), SheetForm(request.POST, rubric=rubric).total()
    confirmed = _("Máy chủ xác nhận: %(total)s lúc %(time)s") % {"total": total, "time": vn_time(moment)}
    return JsonResponse(saved("kept", moment, confirmed=confirmed))


def _stored(assignment: Assignment) -> Sheet | None:
    """As it was fetched with the assignment; a live assignment's sheet is never void."""
    return getattr(assignment, "sheet", None)


def _save(request: HttpRequest, assignment: Assignment, form: SheetForm) -> HttpResponse:
    """Whatever stands against it, the page comes back with the words that were typed."""
    stored, stale = None, False
    if form.is_valid():
        facts = form.cleaned_data
        typed = {name: facts[name] for name in ("entries", "comment", "version", "said")}
        try:
            judging.save_sheet(assignment, by=request.user, **typed)
            return _onward(request, assignment)
        except Refused as refusal:
            form.add_error(None, str(refusal))
            stale = isinstance(refusal, judging.StaleSheet)
    stored = judging.current_sheet(assignment)
    if stale and stored:
        form.take_version(stored.version)
    return _sheet_page(request, assignment, form, stored, other=stored if stale else None)


def _onward(request: HttpRequest, assignment: Assignment) -> HttpResponse:
    """Where the button asked to go after saving."""
    target = request.POST.get("next", "")
    if target == "lock":
        return redirect("judge:lock", alias=assignment.alias)
    following = shown.next_open(request.user, assignment) if target == "next" else None
    if target == "next" and following is None:
        messages.success(request, _("Đã lưu nháp. Không còn hồ sơ nào khác chờ bạn chấm."))
        return redirect("judge:list")
    if following:
        messages.success(request, _("Đã lưu nháp phiếu trước. Đây là hồ sơ tiếp theo chờ bạn chấm."))
        return redirect("judge:sheet", alias=following.alias)
    return redirect(reverse("judge:sheet", args=[assignment.alias]) + "#phieu")


def _sheet_page(
    request: HttpRequest,
    assignment: Assignment,
    form: SheetForm,
    stored: Sheet | None,
    other: Sheet | None = None,
) -> HttpResponse:
    """`other` is what another tab saved meanwhile, shown beside what was typed here."""
    named = {"title": blind_copy.title(assignment.submission)}
    label, alias = _("Phiếu chấm «%(title)s»") % named, assignment.alias
    counted = reverse("judge:autosave", args=[alias])
    own = writing(request, f"judge:sheet/{alias}", label, autosave=counted)
    own.restore(form)
    with clock.at(own.now):
        shown_beside = _shown(assignment)
    return render(
        request,
        "judge/sheet.html",
        shown_beside
        | {
            "form": form,
            "writing": own,
            "sheet": stored,
            "groups": form.groups(stored_entries(other) if other else None),
            "total": _total(assignment, form),
            "other": other,
            "top": vn_number(scoring.top_total(form.rules).normalize()),
            "is_locked": bool(stored and stored.locked_at),
        },
    )


def _total(assignment: Assignment, form: SheetForm) -> str:
    """Of what the form shows."""
    if form.is_bound:
        return form.total()
    return SheetForm(form.initial, rubric=assignment.submission.strand.rubric).total()


def _shown(assignment: Assignment) -> dict[str, Any]:
    spans, strand = assignment.submission.campaign.spans(), assignment.submission.strand
    window = phases.window_for(spans, phases.Kind.JUDGE, strand.code)
    return {
        "assignment": assignment,
        "strand": strand,
        "title": blind_copy.title(assignment.submission),
        "application": blind(assignment.submission, alias=assignment.alias),
        "deadline": vn_datetime(window.closes) if window else "",
        "closed": phases.closed_reason(spans, phases.Kind.JUDGE, clock.now(), strand.code),
    }


def _results(own: Sheet) -> dict[str, Any]:
    marks = list(own.marks.select_related("criterion", "band"))
    return {
        "sheet": own,
        "lines": shown.score_lines(marks),
        "total": vn_number(own.total, 2),
        "top": shown.top_total(marks),
        "said": shown.said_lines(own),
        "locked_at": vn_datetime(own.locked_at),
        "others": shown.other_sheets(own),
    }


def _lock(request: HttpRequest, assignment: Assignment) -> HttpResponse:
    given = request.POST.get("version", "")
    version = int(given) if given.isdecimal() and len(given) < 10 else 0
    try:
        judging.lock(assignment, by=request.user, version=version)
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Đã khóa phiếu chấm. Điểm của bạn đã được ghi nhận."))
    return redirect("judge:sheet", alias=assignment.alias)
