"""Conflicts of interest at the office: what is open, what the data suggests, and each person with all of it."""

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.models.user import User
from accounts.paging import key_set_page
from accounts.roles import Role
from campaign.actions import conflicts as acts
from campaign.actions.refused import Refused
from campaign.documents import conflicts as shown
from campaign.documents.ties import Somebody, bodies
from campaign.forms.conflicts import NoteForm, VerdictForm
from campaign.forms.kept import Writing
from campaign.models.submission import Submission
from campaign.rules.conflicts import Kind, Verdict
from campaign.views.access import require_role, submission_for

OFFICE = (Role.OFFICER, Role.ADMINISTRATOR)
WAITING, HINTS, DONE = "cho-ket-luan", "goi-y", "da-ket-luan"


@require_GET
def conflicts(request: HttpRequest) -> HttpResponse:
    require_role(request.user, *OFFICE)
    tabs = {WAITING: _("Chờ kết luận"), HINTS: _("Gợi ý từ dữ liệu"), DONE: _("Đã kết luận")}
    chosen = request.GET.get("nhom") if request.GET.get("nhom") in tabs else WAITING
    context: dict[str, Any] = {
        "search": {"tabs": [{"key": key, "label": tabs[key], "current": key == chosen} for key in tabs]}
    }
    if chosen == HINTS:
        page = key_set_page(shown.watched(request.user), by="state_since", query=request.GET, size=20)
        hints = shown.hints(request.user, page.rows)
        context["dossiers"] = [(one, hints[one.pk]) for one in page if hints[one.pk]]
    else:
        rows = shown.rows_for(request.user)
        is_open = chosen == WAITING
        rows = (
            rows.filter(verdict=Verdict.OPEN.value) if is_open else rows.exclude(verdict=Verdict.OPEN.value)
        )
        page = key_set_page(rows, by="-declared_at", query=request.GET)
        context["lines"] = shown.lines(page)
    return render(request, "staff/conflicts.html", context | {"page": page, "chosen": chosen})


@require_GET
def people(request: HttpRequest) -> HttpResponse:
    require_role(request.user, *OFFICE)
    page = key_set_page(shown.people_for(request.user), by="sort_key", query=request.GET, size=20)
    rows = [(person, shown.lines(person.edges)) for person in page]
    return render(request, "staff/conflict_people.html", {"page": page, "rows": rows})


@require_http_methods(["GET", "HEAD", "POST"])
def dossier(request: HttpRequest, code: str) -> HttpResponse:
    """Everything about one dossier; its form notes what the office itself knows."""
    submission = _dossier(request.user, code)
    people = bodies([submission])[submission.pk]
    form = NoteForm(request.POST or None, people=people)
    if form.is_bound and form.is_valid():
        try:
            acts.note_conflict(submission, by=request.user, **form.cleaned_data)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Đã ghi nhận xung đột lợi ích; hồ sơ rời khỏi người này."))
            return redirect("office:dossier_conflicts", code=code)
    return _page(request, submission, people, form)


@require_POST
def answer(request: HttpRequest, code: str) -> HttpResponse:
    """A verdict on a row, or on what the data suggests."""
    submission = _dossier(request.user, code)
    people = bodies([submission])[submission.pk]
    form = VerdictForm(request.POST)
    if form.is_valid() and _answered(request.user, submission, people, form):
        messages.success(request, _("Đã ghi kết luận."))
        return redirect("office:dossier_conflicts", code=code)
    return _page(request, submission, people, NoteForm(people=people), verdict=form)


def _answered(user: User, submission: Submission, people: Sequence[Somebody], form: VerdictForm) -> bool:
    facts = form.cleaned_data
    given = {"by": user, "verdict": facts["verdict"], "reason": facts["reason"]}
    try:
        if facts["row"]:
            row = get_object_or_404(shown.rows_for(user).filter(submission=submission), pk=facts["row"])
            acts.give_verdict(row, seen=facts["seen"], **given)
        else:
            known = User.objects.filter(pk__in=[one.pk for one in people])
            person = get_object_or_404(known, pk=facts["person"])
            acts.answer_tie(submission, person, Kind(facts["kind"] or Kind.OTHER), **given)
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return False
    return True


def _dossier(user: User, code: str) -> Submission:
    require_role(user, *OFFICE)
    return submission_for(user, code, rows=shown.with_objections(Submission.objects.for_office(user)))


def _page(
    request: HttpRequest,
    submission: Submission,
    people: Sequence[Somebody],
    form: NoteForm,
    verdict: VerdictForm | None = None,
) -> HttpResponse:
    """The typed reason of a verdict that was refused stands again in its own row; what was kept is the note's."""
    own = Writing(
        request.user,
        f"office:conflicts/{submission.code}",
        label=_("Xung đột lợi ích của «%(title)s»") % {"title": submission},
        address=reverse("office:dossier_conflicts", args=[submission.code]),
        typed=request.POST if form.is_bound else None,
    )
    return render(
        request,
        "staff/dossier_conflicts.html",
        {
            "submission": submission,
            "box": shown.box(request.user, submission, people),
            "form": own.restored(form),
            "writing": own,
            "verdict": verdict,
            "typed_for": verdict.mark if verdict else None,
        },
    )
