"""Beside a ranking: why one place is what it is, the spreadsheet, and lots among equals."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from accounts.models.user import User
from accounts.roles import Role
from campaign.actions.award_rule import equals_of, record_lots
from campaign.actions.refused import Refused
from campaign.documents.ranking import ranked_rows
from campaign.documents.ranking_explain import explanation
from campaign.exchange.ranking_sheet import workbook
from campaign.forms.quota import LotForm
from campaign.models.ranking import RankedSubmission, Ranking
from campaign.models.submission import OFFICE_ROLES, Submission
from campaign.rules.phrase import Phrase
from campaign.views.access import require_impartial, require_role
from campaign.views.kept_forms import writing

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_GET
def ranking_row(request: HttpRequest, pk: int, line: int) -> HttpResponse:
    row = _row(request.user, pk, line)
    told = explanation(row, ranked_rows(row.ranking, request.user))
    if told is None:
        raise Http404
    return render(request, "staff/ranking_row.html", {"told": told, "row": row, "ranking": row.ranking})


@require_GET
def ranking_sheet(request: HttpRequest, pk: int) -> HttpResponse:
    ranking = _ranking(request.user, pk)
    rows = ranked_rows(ranking, request.user).order_by("line")
    name = f"xep-hang-{ranking.strand.code}-{ranking.number}.xlsx"
    return HttpResponse(
        workbook(ranking, rows.iterator(chunk_size=2000)),
        content_type=XLSX,
        headers={
            "Content-Disposition": f'attachment; filename="{name}"',
            "Cache-Control": "private, no-store",
        },
    )


@require_http_methods(["GET", "HEAD", "POST"])
def lots(request: HttpRequest, pk: int, line: int) -> HttpResponse:
    """Typed in after the drawing; the group is the one that shares the place of this line."""
    require_role(request.user, Role.OFFICER, Role.CHAIR)
    row = _row(request.user, pk, line)
    numbers = equals_of(row)
    if len(numbers) < 2:
        raise Refused(Phrase("Hạng này chỉ có một hồ sơ nên không có gì để bốc thăm. Không có gì thay đổi."))
    form = LotForm(request.POST or None, numbers=numbers)
    if request.method == "POST" and form.is_valid() and _recorded(row.ranking, form, request.user):
        messages.success(
            request, _("Đã ghi kết quả bốc thăm. Hãy lập lại bảng xếp hạng để kết quả này được tính.")
        )
        return redirect("office:ranking", pk=pk)
    own = writing(request, f"office:lots/{pk}/{line}", _("Kết quả bốc thăm"))
    context = {"form": own.restored(form), "row": row, "ranking": row.ranking, "writing": own}
    return render(request, "staff/ranking_lots.html", context)


def _recorded(ranking: Ranking, form: LotForm, by: User) -> bool:
    try:
        record_lots(ranking, form.drawn(), by=by)
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return False
    return True


def _row(user: User, pk: int, line: int) -> RankedSubmission:
    ranking = _ranking(user, pk)
    mine = ranking.rows.filter(submission__in=Submission.objects.for_office(user).values("pk"))
    found = mine.select_related(
        "submission", "award_level", "ranking__strand", "ranking__campaign", "ranking__inputs"
    )
    return get_object_or_404(found, line=line)


def _ranking(user: User, pk: int) -> Ranking:
    require_role(user, *OFFICE_ROLES)
    ranking = get_object_or_404(Ranking.objects.select_related("strand", "campaign"), pk=pk)
    require_impartial(user, ranking.rows.all())
    return ranking
