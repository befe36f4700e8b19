"""The fairness desk of officer and chair: how the judges of a strand marked, and which totals shall rank it."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from accounts.models.user import User
from accounts.paging import page_of
from accounts.roles import Role
from campaign.actions.refused import Refused
from campaign.actions.score_basis import choose_score_basis, why_not
from campaign.documents import fairness as desk
from campaign.documents.councils import strength_of
from campaign.documents.fairness_totals import current_basis, said_of
from campaign.forms.fairness import BasisForm
from campaign.models.campaign import Strand
from campaign.rules.fairness_basis import LABELS, RAW
from campaign.rules.phrase import NO_OBJECTION
from campaign.views.access import require_role
from campaign.views.kept_forms import writing

SIZE = 50


@require_GET
def fairness(request: HttpRequest, strand_pk: int) -> HttpResponse:
    """The judges: one page of them in a chart and a table, and what to beware of."""
    strand = _strand(request.user, strand_pk)
    report = desk.report_for(strand, request.user)
    page = page_of([_Numbered(line.judge, line) for line in report.judges], query=request.GET, size=SIZE)
    rows = desk.judge_rows(report, [one.line for one in page])
    context = {"page": page, "rows": rows, "chart": desk.chart(rows, report), "facts": desk.facts(report)}
    return render(request, "staff/fairness.html", _context(strand, "judges", context) | {"report": report})


@require_GET
def dossiers(request: HttpRequest, strand_pk: int) -> HttpResponse:
    strand = _strand(request.user, strand_pk)
    report = desk.report_for(strand, request.user)
    page = page_of([_Numbered(pk, pk) for pk in desk.dossier_order(report)], query=request.GET, size=SIZE)
    rows = desk.dossier_rows(report, [one.pk for one in page])
    return render(
        request,
        "staff/fairness_dossiers.html",
        _context(strand, "dossiers", {"page": page, "rows": rows, "report": report}),
    )


@require_GET
def disagreements(request: HttpRequest, strand_pk: int) -> HttpResponse:
    strand = _strand(request.user, strand_pk)
    report = desk.report_for(strand, request.user)
    page = page_of(
        [_Numbered(one.dossier, one) for one in report.disagreements], query=request.GET, size=SIZE
    )
    rows = desk.apart_rows([one.line for one in page])
    return render(
        request, "staff/fairness_apart.html", _context(strand, "apart", {"page": page, "rows": rows})
    )


@require_http_methods(["GET", "HEAD", "POST"])
def score_basis(request: HttpRequest, strand_pk: int) -> HttpResponse:
    """The council's vote: the chair records it, the officer reads it."""
    strand = _strand(request.user, strand_pk)
    may_choose = request.user.has_role(Role.CHAIR)
    council = strength_of(strand.campaign)
    form = BasisForm(request.POST or None, council=council)
    if request.method == "POST" and form.is_valid() and _chosen(strand, form, request.user):
        messages.success(request, _("Đã ghi biểu quyết về cách tính điểm."))
        return redirect("office:score_basis", strand_pk=strand_pk)
    objection = why_not(strand, request.user, basis=RAW) if may_choose else NO_OBJECTION
    own = writing(
        request, f"office:score_basis/{strand_pk}", _("Biểu quyết: %(strand)s") % {"strand": strand}
    )
    own.restore(form)
    context = {
        "form": form,
        "council": council,
        "writing": own,
        "may_choose": may_choose,
        "objection": objection,
        "earlier": [(row, said_of(row)) for row in strand.score_bases.filter(is_current=False)[:20]],
    }
    return render(request, "staff/score_basis.html", _context(strand, "basis", context))


class _Numbered:
    """A reckoned row with the number that its place in a list is asked for by."""

    def __init__(self, pk: int, line: object) -> None:
        self.pk, self.line = pk, line


def _strand(user: User, pk: int) -> Strand:
    require_role(user, *desk.READERS)
    return get_object_or_404(desk.strands(user), pk=pk)


def _context(strand: Strand, tab: str, context: dict) -> dict:
    chosen = current_basis(strand)
    basis = LABELS[chosen.basis if chosen else RAW]
    return {
        "strand": strand,
        "tab": tab,
        "basis": basis,
        "chosen": chosen,
        "said": said_of(chosen),
        **context,
    }


def _chosen(strand: Strand, form: BasisForm, by: User) -> bool:
    try:
        choose_score_basis(strand, by=by, basis=form.cleaned_data["basis"], vote=form.vote())
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return False
    return True
