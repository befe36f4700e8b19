"""The office's rankings: how far each strand is, one snapshot with its reasons."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from accounts.paging import key_set_page
from accounts.roles import Role
from campaign.actions.ranking import is_stale
from campaign.actions.ranking import make_ranking as rank_strand
from campaign.actions.session_gate import may_write
from campaign.documents.fairness import comparable
from campaign.documents.ranking import campaigns, left_out, ranked_rows, strand_cards
from campaign.documents.ranking_proof import may_have_moved
from campaign.models.campaign import Strand
from campaign.models.ranking import Ranking
from campaign.models.session import live_sessions
from campaign.models.submission import OFFICE_ROLES
from campaign.views.access import require_impartial, require_role


@require_GET
def rankings(request: HttpRequest) -> HttpResponse:
    require_role(request.user, *OFFICE_ROLES)
    known = list(campaigns()[:20])
    chosen = next(
        (one for one in known if one.slug == request.GET.get("phong-trao")), known[0] if known else None
    )
    return render(
        request,
        "staff/rankings.html",
        {
            "campaigns": known,
            "campaign": chosen,
            "cards": strand_cards(chosen, request.user) if chosen else [],
            "may_rank": request.user.has_role(Role.OFFICER),
            "comparable": comparable(request.user),
        },
    )


@require_POST
def make_ranking(request: HttpRequest, strand_pk: int) -> HttpResponse:
    require_role(request.user, *OFFICE_ROLES)
    strand = get_object_or_404(Strand.objects.select_related("campaign"), pk=strand_pk)
    snapshot = rank_strand(strand, by=request.user)
    messages.success(request, _("Đã lập bảng xếp hạng số %(number)s.") % {"number": snapshot.number})
    return redirect("office:ranking", pk=snapshot.pk)


@require_GET
def ranking(request: HttpRequest, pk: int) -> HttpResponse:
    require_role(request.user, *OFFICE_ROLES)
    snapshot = get_object_or_404(Ranking.objects.select_related("strand", "campaign", "made_by"), pk=pk)
    require_impartial(request.user, snapshot.rows.all())
    page = key_set_page(ranked_rows(snapshot, request.user), by="line", query=request.GET, size=50)
    live = live_sessions().filter(ranking=snapshot).select_related("secretary").first()
    return render(
        request,
        "staff/ranking.html",
        {
            "ranking": snapshot,
            "page": page,
            "compared": request.GET.get("doi-chieu") == "1",
            "stale": request.GET.get("doi-chieu") == "1" and is_stale(snapshot),
            "may_hold": request.user.has_role(Role.CHAIR) and snapshot.is_current,
            "may_plan": request.user.has_role(Role.CHAIR, Role.OFFICER) and snapshot.is_current,
            "sitting": snapshot.sittings.first(),
            "live": live,
            "may_lead_live": live and may_write(request.user, live),
            "moved": snapshot.is_current and may_have_moved(snapshot),
            "waiting": any(row.award_code == "awaits_ballot" for row in page),
            "may_draw": snapshot.is_current and request.user.has_role(Role.OFFICER, Role.CHAIR),
            "left_out": left_out(snapshot),
        },
    )
