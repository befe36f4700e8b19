"""The chair's side: what waits for a sitting, the sitting itself, and its record."""

from django.contrib import messages
from django.db.models import Prefetch
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from accounts.models.user import User
from accounts.paging import key_set_page
from accounts.roles import Role
from campaign.actions.refused import Refused
from campaign.actions.sitting import RowsRefused, hold_sitting
from campaign.documents.ranking import ranked_rows
from campaign.forms.sitting import MeetingForm, OutcomeForm
from campaign.models.campaign import AwardLevel
from campaign.models.decision import Decision, Sitting
from campaign.models.ranking import Ranking
from campaign.models.session import live_sessions
from campaign.models.submission import OFFICE_ROLES, Submission
from campaign.views.access import require_impartial, require_role
from campaign.views.kept_forms import writing


@require_GET
def sittings(request: HttpRequest) -> HttpResponse:
    require_role(request.user, Role.CHAIR)
    waiting = Ranking.objects.filter(is_current=True, sittings=None).select_related("strand", "campaign")
    waiting = waiting.prefetch_related(Prefetch("sessions", live_sessions(), "live"))
    held = Sitting.objects.select_related("strand", "campaign")
    page = key_set_page(held, by="-held_on", query=request.GET)
    return render(request, "council/sittings.html", {"waiting": waiting[:50], "page": page})


@require_http_methods(["GET", "HEAD", "POST"])
def sitting_new(request: HttpRequest, ranking_pk: int) -> HttpResponse:
    require_role(request.user, Role.CHAIR)
    ranking = get_object_or_404(Ranking.objects.select_related("strand", "campaign"), pk=ranking_pk)
    require_impartial(request.user, ranking.rows.all())
    typed = request.POST if request.method == "POST" else None
    levels = list(AwardLevel.objects.filter(campaign=ranking.campaign_id))
    meeting = MeetingForm(typed, initial={"chair_name": request.user.full_name})
    rows = [OutcomeForm(typed, row=row, levels=levels) for row in ranked_rows(ranking, request.user)]
    if typed is not None and all([meeting.is_valid(), *[row.is_valid() for row in rows]]):
        held = _held(ranking, meeting, rows, by=request.user)
        if held:
            messages.success(request, _("Đã ghi kết quả phiên họp. Bước tiếp theo: ghi quyết định đã ký."))
            return redirect("council:sitting", pk=held.pk)
    own = writing(
        request, f"council:sitting/{ranking_pk}", _("Phiên họp: %(strand)s") % {"strand": ranking.strand}
    )
    own.restore(meeting, *rows)
    context = {"ranking": ranking, "form": meeting, "rows": rows, "earlier": ranking.sittings.first()}
    context["writing"] = own
    context["faulty"] = [row for row in rows if row.errors]
    return render(request, "council/sitting_new.html", context)


@require_GET
def sitting(request: HttpRequest, pk: int) -> HttpResponse:
    require_role(request.user, *OFFICE_ROLES)
    held = get_object_or_404(
        Sitting.objects.select_related("strand", "campaign", "ranking", "session"), pk=pk
    )
    require_impartial(request.user, held.proposals.all())
    mine = Submission.objects.for_office(request.user).values("pk")
    proposals = held.proposals.filter(submission__in=mine).select_related("submission", "award_level")
    return render(
        request,
        "council/sitting.html",
        {
            "sitting": held,
            "page": key_set_page(proposals, by="position", query=request.GET, size=100),
            "decision": Decision.objects.standing()
            .filter(awards__submission__proposal__sitting=held)
            .first(),
            "may_decide": request.user.has_role(Role.OFFICER, Role.ADMINISTRATOR),
        },
    )


def _held(ranking: Ranking, meeting: MeetingForm, rows: list[OutcomeForm], *, by: User) -> Sitting | None:
    """The sitting, or nothing with the refusal at the row, or at the form, that it is about."""
    try:
        outcomes = [row.chosen() for row in rows]
        return hold_sitting(ranking, by=by, meeting=meeting.meeting(), outcomes=outcomes)
    except RowsRefused as refused:
        for row in rows:
            row.refuse(refused.rows)
    except Refused as refused:
        meeting.add_error(None, str(refused))
    return None
