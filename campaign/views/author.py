"""The author's side: my dossiers, one dossier, filing it, taking it back, answering the office."""

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.models.user import User
from accounts.paging import key_set_page
from campaign.actions import gate
from campaign.actions import submission as acts
from campaign.actions.copying import why_not_copy
from campaign.actions.refused import Refused
from campaign.documents import progress
from campaign.documents import queue as queues
from campaign.documents.application import application
from campaign.documents.coauthors import table
from campaign.documents.deadlines import with_extensions
from campaign.documents.evidence import checkable, found
from campaign.documents.feedback import released
from campaign.documents.history import AUTHOR_STORY, history
from campaign.documents.receipt import receipt as receipt_of
from campaign.documents.reward_list_page import released_rewards
from campaign.documents.sections import form_rows
from campaign.documents.showcase import is_in_library
from campaign.forms.submission import DeclarationForm, StartForm, WithdrawForm
from campaign.models import clock
from campaign.models.campaign import Campaign
from campaign.models.submission import Submission
from campaign.rules.calendar import vn_day
from campaign.rules.eligibility import BLOCK, Finding
from campaign.rules.sections import anchor_of
from campaign.rules.voices import DECIDED_OPENLY
from campaign.views.access import submission_for
from campaign.views.kept_forms import writing


def own(user: User, code: str, *, now: datetime | None = None, with_form: bool = False) -> Submission:
    """A dossier that the reader owns or is an author of, with all that its pages rest on; else 404."""
    today = vn_day(now) if now else clock.today()
    rows = checkable(queues.with_windows(Submission.objects.of_author(user)), today)
    rows = form_rows(rows) if with_form else rows
    return submission_for(user, code, rows=rows.prefetch_related("trial_participants", "attachments"))


def written_in(user: User, code: str) -> Submission:
    """As `own`, with what the form alone rests on, for an answer that shows no page."""
    rows = form_rows(checkable(Submission.objects.of_author(user), clock.today()))
    return submission_for(
        user, code, rows=rows.select_related("campaign").prefetch_related("trial_participants")
    )


@require_GET
def dossiers(request: HttpRequest) -> HttpResponse:
    mine = with_extensions(queues.listed(Submission.objects.of_author(request.user)))
    page = key_set_page(mine, by="-saved_at", query=request.GET, size=20)
    return render(
        request,
        "author/list.html",
        {
            "page": page,
            "rows": progress.author_rows(page, request.user.pk, clock.now()),
            "campaigns": Campaign.objects.running()[:6],
        },
    )


@require_http_methods(["GET", "HEAD", "POST"])
def start(request: HttpRequest, slug: str) -> HttpResponse:
    campaign = get_object_or_404(Campaign.objects.running(), slug=slug)
    strands = campaign.strands.all()
    only = strands.first() if len(strands) == 1 else None
    form = StartForm(request.POST or None, strands=strands, initial={"strand": only})
    if request.method == "POST" and form.is_valid():
        draft = _started(request, campaign, form)
        if draft:
            return redirect("author:edit", code=draft.code)
    return render(request, "author/start.html", _start_page(request.user, campaign, form))


def _started(request: HttpRequest, campaign: Campaign, form: StartForm) -> Submission | None:
    try:
        return acts.start(campaign, by=request.user, strand=form.cleaned_data["strand"])
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return None


def _start_page(user: User, campaign: Campaign, form: StartForm) -> dict[str, Any]:
    now = clock.now()
    return {
        "campaign": campaign,
        "form": form,
        "unit": user.home_unit,
        "deadline": progress.opening_deadline(campaign, user, now),
        "now": now,
        "strands": campaign.strands.all(),
    }


@require_GET
def detail(request: HttpRequest, code: str) -> HttpResponse:
    now = clock.now()
    submission = own(request.user, code, now=now)
    moves = gate.open_moves(request.user, submission, now=now)
    deadline = progress.author_deadline(submission, now)
    title = _("Lý do rút hồ sơ «%(title)s»") % {"title": submission}
    own_words = writing(request, f"author:withdraw/{code}", title) if "withdraw" in moves else None
    return render(
        request,
        "author/detail.html",
        {
            "submission": submission,
            "application": application(submission),
            "coauthors": table(submission, request.user, now),
            "steps": progress.steps(submission),
            "next": progress.next_step(submission.state, deadline),
            "deadline": deadline,
            "now": now,
            "history": history(submission, AUTHOR_STORY),
            "feedback": released(submission),
            "rewards": released_rewards(submission),
            "moves": moves,
            "may_appeal": submission.state in DECIDED_OPENLY,
            "in_library": is_in_library(submission),
            "may_edit": submission.is_editable and not gate.why_not("edit", request.user, submission),
            "may_copy": not why_not_copy(submission, by=request.user, now=now),
            "withdraw_form": own_words.restored(WithdrawForm()) if own_words else None,
            "writing": own_words,
        },
    )


@require_http_methods(["GET", "HEAD", "POST"])
def submit(request: HttpRequest, code: str) -> HttpResponse:
    now = clock.now()
    submission = own(request.user, code, now=now)
    form = DeclarationForm(request.POST or None, initial={"version": submission.version})
    if request.method == "POST" and form.is_valid() and _submitted(request, submission, form):
        return redirect("author:receipt", code=code)
    findings = found(submission, vn_day(now))
    return render(
        request,
        "author/submit.html",
        {
            "submission": submission,
            "form": form,
            "checks": [check_line(code, one) for one in findings],
            "blocked": sum(one.severity == BLOCK for one in findings),
            "objection": gate.why_not_hand_in(request.user, submission, now),
            "is_late": gate.is_past_its_end(submission, now),
            "deadline": progress.filing_deadline(submission, now),
            "now": now,
            "application": application(submission),
        },
    )


def check_line(code: str, finding: Finding) -> dict[str, Any]:
    return {"status": finding.severity, "text": finding.reason, "anchor": anchor_of(finding.code)}


def _submitted(request: HttpRequest, submission: Submission, form: DeclarationForm) -> bool:
    try:
        done = acts.submit(submission, by=request.user, **form.cleaned_data)
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return False
    messages.success(request, _("Đã nộp hồ sơ số %(number)s.") % {"number": done.register_number})
    return True


@require_GET
def receipt(request: HttpRequest, code: str) -> HttpResponse:
    submission = own(request.user, code)
    if not submission.register_number:
        raise Http404
    return render(
        request, "author/receipt.html", {"submission": submission, "receipt": receipt_of(submission)}
    )


@require_POST
def withdraw(request: HttpRequest, code: str) -> HttpResponse:
    submission, form = own(request.user, code), WithdrawForm(request.POST)
    reason = form.cleaned_data["reason"] if form.is_valid() else ""
    acts.withdraw(submission, by=request.user, reason=reason)
    messages.success(request, _("Đã rút hồ sơ. Nội dung vẫn được giữ nguyên."))
    return redirect("author:detail", code=code)


@require_POST
def revive(request: HttpRequest, code: str) -> HttpResponse:
    acts.revive(own(request.user, code), by=request.user)
    messages.success(request, _("Đã mở lại hồ sơ. Hãy sửa, rà lại rồi nộp trước hạn."))
    return redirect("author:edit", code=code)
