"""The judge's side: the own list, a blind dossier beside the score sheet. Others' marks never come near."""

from typing import Any

from django.contrib import messages
from django.db.models import prefetch_related_objects
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from accounts.models.user import User
from accounts.paging import key_set_page
from accounts.roles import Role
from campaign.actions import judging
from campaign.actions.refused import Refused
from campaign.documents import blind_copy
from campaign.documents import judging as shown
from campaign.documents.application import blind
from campaign.documents.scoring import criteria_of, marks_of
from campaign.forms.judging import ConflictForm, SheetForm, sheet_initial, stored_entries
from campaign.models import clock
from campaign.models.judging import Assignment, Sheet
from campaign.rules import phases, scoring
from campaign.rules.calendar import round_half_up, vn_datetime, vn_number
from campaign.views.access import require_role
from campaign.views.kept_forms import writing

page_view = require_http_methods(["GET", "HEAD", "POST"])


@require_GET
def index(request: HttpRequest) -> HttpResponse:
    require_role(request.user, Role.JUDGE)
    tabs = [
        (shown.OPEN, _("Chờ chấm")),
        (shown.LOCKED, _("Đã khóa")),
        (shown.PAST, _("Phong trào trước")),
    ]
    chosen = next((key for key, _label in tabs if key == request.GET.get("xem")), shown.OPEN)
    found = shown.group(shown.assignments_of(request.user), chosen)
    page = key_set_page(found, by="assigned_at", query=request.GET)
    return render(
        request,
        "judge/list.html",
        {
            "page": page,
            "rows": shown.rows(page),
            "progress": shown.progress(request.user),
            "is_past": chosen == shown.PAST,
            "tabs": [{"key": key, "label": label, "current": key == chosen} for key, label in tabs],
        },
    )


@page_view
def sheet(request: HttpRequest, alias: str) -> HttpResponse:
    assignment = assignment_for(request.user, alias)
    rubric = assignment.submission.strand.rubric
    if request.method == "POST":
        return _save(request, assignment, SheetForm(request.POST, rubric=rubric))
    stored = judging.current_sheet(assignment)
    if stored and stored.locked_at:
        return render(request, "judge/locked.html", _shown(assignment) | _results(stored))
    form = SheetForm(rubric=rubric, initial=sheet_initial(stored))
    return _sheet_page(request, assignment, form, stored)


@page_view
def lock(request: HttpRequest, alias: str) -> HttpResponse:
    assignment = assignment_for(request.user, alias)
    if request.method == "POST":
        return _lock(request, assignment)
    stored = judging.current_sheet(assignment)
    if stored is None or stored.locked_at:
        return redirect("judge:sheet", alias=alias)
    criteria, marks = criteria_of(assignment.submission.strand.rubric), marks_of(stored)
    return render(
        request,
        "judge/lock.html",
        {
            "assignment": assignment,
            "title": blind_copy.title(assignment.submission),
            "sheet": stored,
            "lines": shown.score_lines(stored.marks.select_related("criterion", "band")),
            "problems": scoring.sheet_problems(criteria, marks).values(),
            "total": vn_number(round_half_up(scoring.sheet_total(criteria, marks))),
            "top": vn_number(scoring.top_total(criteria).normalize()),
            "closed": _shown(assignment)["closed"],
        },
    )


@page_view
def conflict(request: HttpRequest, alias: str) -> HttpResponse:
    assignment = assignment_for(request.user, alias)
    form = ConflictForm(request.POST or None)
    if form.is_valid() and _declared(request, assignment, form):
        messages.success(request, _("Đã ghi nhận xung đột lợi ích. Hồ sơ không còn trong danh sách của bạn."))
        return redirect("judge:list")
    named = {"title": blind_copy.title(assignment.submission)}
    own = writing(request, f"judge:conflict/{alias}", _("Khai báo xung đột về «%(title)s»") % named)
    context = {"assignment": assignment, "form": own.restored(form), "writing": own, **named}
    return render(request, "judge/conflict.html", context)


def assignment_for(user: User, alias: str) -> Assignment:
    """Only a live assignment of one's own; anything else answers like what does not exist."""
    require_role(user, Role.JUDGE)
    mine = Assignment.objects.of_judge(user).select_related(
        "submission__campaign", "submission__strand__rubric", "submission__strand__campaign"
    )
    assignment = get_object_or_404(mine, alias=alias)
    prefetch_related_objects([assignment.submission.campaign], "windows__strand")
    blind_copy.prepare([assignment.submission])
    return assignment


def _save(request: HttpRequest, assignment: Assignment, form: SheetForm) -> HttpResponse:
    """Whatever stands against it, the page comes back with the words that were typed."""
    stored, stale = None, False
    if form.is_valid():
        facts = form.cleaned_data
        typed = {name: facts[name] for name in ("entries", "comment", "version")}
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
    own = writing(request, f"judge:sheet/{assignment.alias}", _("Phiếu chấm «%(title)s»") % named)
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
            "lines": list(form.lines(stored_entries(other) if other else None)),
            "other": other,
            "top": vn_number(scoring.top_total(form.rules).normalize()),
            "is_locked": bool(stored and stored.locked_at),
        },
    )


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


def _declared(request: HttpRequest, assignment: Assignment, form: ConflictForm) -> bool:
    try:
        judging.declare_conflict(assignment, by=request.user, reason=form.cleaned_data["reason"])
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return False
    return True
