"""Scores after the sheets are combined: where to find them, the table of a strand, its spreadsheet, the votes."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from accounts.paging import key_set_page
from accounts.roles import Role
from campaign.actions.refused import Refused
from campaign.actions.votes import VotesRefused, record_votes
from campaign.documents import score_table
from campaign.exchange.score_table import workbook
from campaign.forms.scores import VotesForm
from campaign.models.campaign import Strand
from campaign.models.judging import Panel
from campaign.models.rounds import CommunityVote
from campaign.models.submission import OFFICE_ROLES, Submission
from campaign.views.access import require_role
from campaign.views.kept_forms import writing

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_GET
def scores(request: HttpRequest) -> HttpResponse:
    """The strands of the running campaigns and the panels that mark them."""
    require_role(request.user, *OFFICE_ROLES)
    strands = Strand.objects.filter(campaign__announced_at__isnull=False, campaign__closed_at=None)
    panels = Panel.objects.filter(campaign__closed_at=None).select_related("campaign", "strand")
    return render(
        request,
        "staff/scores.html",
        {
            "strands": strands.select_related("campaign", "rubric").order_by("-campaign__year", "order")[
                :100
            ],
            "panels": panels.prefetch_related("closings").order_by("-pk")[:100],
            "may_close": request.user.has_role(Role.OFFICER, Role.CHAIR),
            "may_count": request.user.has_role(Role.OFFICER, Role.ADMINISTRATOR),
        },
    )


@require_GET
def table(request: HttpRequest, strand_pk: int) -> HttpResponse:
    strand, rounds, number = _round(request, strand_pk)
    page = key_set_page(
        score_table.dossiers(request.user, strand, number), by="pk", query=request.GET, size=50
    )
    return render(
        request,
        "staff/score_table.html",
        {
            "strand": strand,
            "rounds": rounds,
            "number": number,
            "page": page,
            "lines": score_table.lines(page, number),
            "with_votes": bool(strand.rubric.vote_points),
        },
    )


@require_GET
def spreadsheet(request: HttpRequest, strand_pk: int) -> HttpResponse:
    strand, _rounds, number = _round(request, strand_pk)
    rows = score_table.dossiers(request.user, strand, number).order_by("pk")
    title = _("Bảng tổng hợp điểm, %(strand)s, vòng %(number)s") % {"strand": strand.name, "number": number}
    content = workbook(title, score_table.lines(rows, number), with_votes=bool(strand.rubric.vote_points))
    headers = {"Content-Disposition": f'attachment; filename="bang-diem-{strand.code}-vong-{number}.xlsx"'}
    return HttpResponse(content, content_type=XLSX, headers=headers)


@require_http_methods(["GET", "HEAD", "POST"])
def votes(request: HttpRequest, strand_pk: int) -> HttpResponse:
    require_role(request.user, Role.OFFICER, Role.ADMINISTRATOR)
    strand = _strand(strand_pk)
    form = VotesForm(request.POST or None, request.FILES or None)
    if form.is_valid() and _recorded(request, strand, form):
        return redirect("office:votes", strand_pk=strand_pk)
    own = writing(request, f"office:votes/{strand_pk}", _("Bình chọn: %(strand)s") % {"strand": strand.name})
    mine = Submission.objects.for_office(request.user).filter(strand=strand).values("pk")
    counted = CommunityVote.objects.filter(submission__in=mine).select_related("submission", "recorded_by")
    context = {"strand": strand, "form": own.restored(form), "writing": own}
    context["page"] = key_set_page(counted, by="-votes", query=request.GET)
    return render(request, "staff/votes.html", context)


def _recorded(request: HttpRequest, strand: Strand, form: VotesForm) -> bool:
    facts = form.cleaned_data
    try:
        changed = record_votes(strand, by=request.user, lines=facts["parsed"], source=facts["source"])
    except VotesRefused as refused:
        for line, why in refused.lines.items():
            form.refuse_line(line, str(why))
        form.add_error(None, str(refused))
        return False
    except Refused as refused:
        form.add_error(None, str(refused))
        return False
    told = {"rows": len(facts["parsed"]), "changed": changed}
    messages.success(request, _("Đã ghi %(rows)s dòng; %(changed)s kết quả được tính lại.") % told)
    return True


def _round(request: HttpRequest, strand_pk: int) -> tuple[Strand, list[int], int]:
    require_role(request.user, *OFFICE_ROLES)
    strand = _strand(strand_pk)
    rounds = score_table.rounds_of(strand)
    asked = request.GET.get("vong", "")
    return strand, rounds, next((one for one in rounds if str(one) == asked), 1)


def _strand(pk: int) -> Strand:
    strands = Strand.objects.filter(campaign__announced_at__isnull=False)
    return get_object_or_404(strands.select_related("campaign", "rubric"), pk=pk)
