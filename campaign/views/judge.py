"""The judge's side: the own list, and a conflict declared. Others' marks never come near."""

from django.contrib import messages
from django.db.models import prefetch_related_objects
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from accounts.models.user import User
from accounts.paging import key_set_page
from accounts.roles import Role
from campaign.actions.conflicts import declare_conflict
from campaign.actions.refused import Refused
from campaign.documents import blind_copy
from campaign.documents import judging as shown
from campaign.documents.own_spread import own_spread
from campaign.forms.conflicts import ConflictForm
from campaign.models.judging import Assignment
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
    by_marks = request.GET.get("xep") == shown.FEWEST_MARKS
    page = key_set_page(found, by="marks" if by_marks else "assigned_at", query=request.GET)
    return render(
        request,
        "judge/list.html",
        {
            "page": page,
            "rows": shown.rows(page),
            "progress": shown.progress(request.user),
            "is_past": chosen == shown.PAST,
            "by_marks": by_marks,
            "tabs": [{"key": key, "label": label, "current": key == chosen} for key, label in tabs],
        },
    )


@require_GET
def spread(request: HttpRequest) -> HttpResponse:
    require_role(request.user, Role.JUDGE)
    return render(request, "judge/spread.html", {"lines": own_spread(request.user)})


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
        "sheet", "submission__campaign", "submission__strand__rubric", "submission__strand__campaign"
    )
    assignment = get_object_or_404(shown.with_answers(shown.with_neighbours(user, mine)), alias=alias)
    prefetch_related_objects([assignment.submission.campaign], "windows__strand")
    blind_copy.prepare([assignment.submission])
    return assignment


def _declared(request: HttpRequest, assignment: Assignment, form: ConflictForm) -> bool:
    try:
        declare_conflict(assignment, by=request.user, **form.cleaned_data)
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return False
    return True
