"""Who judges what: a strand's plan, the loads of its judges, one judge's dossiers, and who is kept apart."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.models.user import User
from accounts.paging import key_set_page
from accounts.roles import Role
from campaign.actions import assignment as assigning
from campaign.actions import assignment_plan as planning
from campaign.actions.refused import Refused
from campaign.actions.remind_judge import remind_judge
from campaign.documents import assignment_plan as shown
from campaign.documents import load_board
from campaign.documents.assignment_inputs import waiting
from campaign.forms.assignment import ApartForm, CommitForm
from campaign.models.assignment import AssignmentPlan, KeptApart, PlanStatus
from campaign.models.campaign import Campaign, Strand
from campaign.models.judging import Panel
from campaign.views.access import require_role

page_view = require_http_methods(["GET", "HEAD", "POST"])


@require_GET
def strand_assignment(request: HttpRequest, strand_pk: int) -> HttpResponse:
    return _plan_page(request, strand_of(request.user, strand_pk))


@require_POST
def ask(request: HttpRequest, strand_pk: int) -> HttpResponse:
    """A plan of all that waits, or of what one judge leaves to others."""
    strand = strand_of(request.user, strand_pk)
    named = request.POST.get("judge", "")
    leaving = _judge(request.user, strand, _number(named)) if named else None
    try:
        planning.ask(strand, by=request.user, leaving=leaving)
    except Refused as refusal:
        messages.info(request, str(refusal))
        return redirect("office:loads" if leaving else "office:assignment", strand_pk=strand_pk)
    return redirect("office:assignment", strand_pk=strand_pk)


@require_POST
def commit(request: HttpRequest, strand_pk: int) -> HttpResponse:
    strand = strand_of(request.user, strand_pk)
    form = CommitForm(request.POST)
    if not form.is_valid():
        return _plan_page(request, strand, form)
    plan = get_object_or_404(
        AssignmentPlan, pk=form.cleaned_data["plan"], strand=strand, asked_by=request.user
    )
    try:
        done = planning.commit(plan, by=request.user, fewer_reason=form.cleaned_data["fewer_reason"])
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return _plan_page(request, strand, form)
    words = {"done": done.given, "left": done.left}
    messages.success(request, _("Đã phân công %(done)s hồ sơ; còn %(left)s hồ sơ chưa đủ giám khảo.") % words)
    return redirect("office:assignment", strand_pk=strand_pk)


@require_POST
def drop(request: HttpRequest, strand_pk: int) -> HttpResponse:
    strand = strand_of(request.user, strand_pk)
    plan = shown.own_plan(strand.pk, request.user)
    if plan:
        planning.drop(plan, by=request.user)
        messages.success(request, _("Đã bỏ phương án; chưa có phân công nào thay đổi."))
    return redirect("office:assignment", strand_pk=strand_pk)


@require_GET
def loads(request: HttpRequest, strand_pk: int) -> HttpResponse:
    strand = strand_of(request.user, strand_pk)
    return render(
        request,
        "staff/loads.html",
        {"strand": strand, "board": load_board.board(strand, request.user)},
    )


@require_POST
def remind(request: HttpRequest, strand_pk: int, pk: int) -> HttpResponse:
    strand = strand_of(request.user, strand_pk)
    judge = _judge(request.user, strand, pk)
    try:
        remind_judge(strand, judge, by=request.user)
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Đã gửi thư nhắc %(name)s.") % {"name": judge.full_name})
    return redirect("office:loads", strand_pk=strand_pk)


@page_view
def judge_work(request: HttpRequest, strand_pk: int, pk: int) -> HttpResponse:
    """From the judge's side: every dossier of the strand that waits or is judged, and why it cannot be taken."""
    strand = strand_of(request.user, strand_pk)
    seat = load_board.seat_of(strand, pk, request.user)
    if seat is None:
        raise Http404
    found = load_board.takeable(strand, request.user)
    if request.method == "POST" and _appoint(request, found, seat.user):
        return redirect("office:judge_work", strand_pk=strand_pk, pk=pk)
    page = key_set_page(found, by="accepted_at", query=request.GET)
    options = list(load_board.options(page.rows, seat.judge, strand))
    context = {"strand": strand, "seat": seat, "page": page, "options": options}
    return render(request, "staff/judge_work.html", context)


def _appoint(request: HttpRequest, found: Any, judge: User) -> bool:
    """One dossier more for this judge; the rules are asked again by the act."""
    submission = found.filter(code=request.POST.get("code", "")[:20]).first()
    if submission is None:
        messages.error(
            request, _("Hồ sơ này không còn chờ giám khảo. Không có gì thay đổi; hãy chọn hồ sơ khác.")
        )
        return False
    try:
        assigning.appoint(submission, by=request.user, judges=[judge])
    except Refused as refusal:
        messages.error(request, str(refusal))
        return False
    messages.success(request, _("Đã giao hồ sơ %(number)s.") % {"number": submission.register_number})
    return True


@page_view
def apart(request: HttpRequest, slug: str) -> HttpResponse:
    require_role(request.user, Role.OFFICER)
    campaign = get_object_or_404(Campaign.objects.running(), slug=slug)
    form = ApartForm(request.POST or None, campaign=campaign)
    if form.is_bound and form.is_valid():
        facts = form.cleaned_data
        try:
            assigning.keep_apart(
                campaign, by=request.user, people=(facts["one"], facts["other"]), reason=facts["reason"]
            )
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Đã ghi hai người không chấm chung hồ sơ."))
            return redirect("office:apart", slug=slug)
    pairs = campaign.kept_apart.filter(ended_at=None).select_related("one", "other", "set_by")
    page = key_set_page(pairs, by="-pk", query=request.GET)
    context = {"campaign": campaign, "form": form, "page": page, "panels": campaign.panels.all()[:100]}
    return render(request, "staff/apart.html", context)


@require_POST
def together(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    require_role(request.user, Role.OFFICER)
    pair = get_object_or_404(KeptApart.objects.filter(campaign__slug=slug), pk=pk)
    try:
        assigning.let_together(pair, by=request.user)
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Từ nay hai người có thể chấm chung hồ sơ."))
    return redirect("office:apart", slug=slug)


@require_POST
def strict_fields(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    require_role(request.user, Role.OFFICER)
    panel = get_object_or_404(Panel.objects.filter(campaign__slug=slug), pk=pk)
    try:
        assigning.require_fields(panel, by=request.user, strict=request.POST.get("strict") == "1")
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Đã đổi cách phân công của %(panel)s.") % {"panel": panel.name})
    return redirect("office:apart", slug=slug)


def strand_of(user: User, pk: int) -> Strand:
    require_role(user, Role.OFFICER)
    found = Strand.objects.filter(campaign__announced_at__isnull=False).select_related("campaign")
    return get_object_or_404(found, pk=pk)


def _number(text: str) -> int:
    """What the board's button sends; anything else names nobody."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0


def _judge(user: User, strand: Strand, pk: int) -> User:
    seat = load_board.seat_of(strand, pk, user)
    if seat is None:
        raise Http404
    return seat.user


def _plan_page(request: HttpRequest, strand: Strand, form: CommitForm | None = None) -> HttpResponse:
    plan = shown.own_plan(strand.pk, request.user)
    context: dict[str, Any] = {"strand": strand, "plan": plan, "form": form or CommitForm()}
    if plan is None:
        context["waiting"] = waiting(strand, request.user).count()
    elif plan.status == PlanStatus.READY:
        context |= _ready(request, plan)
    return render(request, "staff/assignment.html", context)


def _ready(request: HttpRequest, plan: AssignmentPlan) -> dict[str, Any]:
    if shown.is_outdated(plan, request.user):
        return {"outdated": True}
    part = request.GET.get("loc", "")
    people = shown.people_of(plan)
    page = key_set_page(shown.rows(plan, part), by="pk", query=request.GET)
    return {
        "part": part if part in shown.FILTERS else "",
        "summary": shown.summary(plan),
        "page": page,
        "lines": shown.lines(page.rows, people),
        "loads": shown.loads(plan, people, request.user),
    }
