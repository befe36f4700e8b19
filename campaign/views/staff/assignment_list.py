"""Who judges what, brought in as a file: upload, rehearsal with complaints by row, then all of it as one act."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.models.user import User
from campaign.actions.assignment_list import assign_list
from campaign.actions.refused import Refused
from campaign.documents.assignment_list import Checked, check
from campaign.exchange import waiting
from campaign.exchange.assignment_list import read_list
from campaign.exchange.imports import ListError
from campaign.forms.assignment import AssignmentListForm
from campaign.models.campaign import Strand
from campaign.views.staff.assignment import strand_of

SHOWN = 100


@require_http_methods(["GET", "HEAD", "POST"])
def upload(request: HttpRequest, strand_pk: int) -> HttpResponse:
    strand = strand_of(request.user, strand_pk)
    form = AssignmentListForm(request.POST or None, request.FILES or None)
    if form.is_bound and form.is_valid():
        file = form.cleaned_data["file"]
        sha256 = waiting.keep(request.user, name=file.name or "", source=_source(strand), content=file.read())
        return redirect("office:assignment_rehearsal", strand_pk=strand_pk, sha256=sha256)
    return render(request, "staff/assignment_list.html", {"strand": strand, "form": form})


@require_GET
def rehearsal(request: HttpRequest, strand_pk: int, sha256: str) -> HttpResponse:
    strand = strand_of(request.user, strand_pk)
    file = _waiting(request.user, strand, sha256)
    context = {"strand": strand, "file": file}
    try:
        context["found"] = found = _checked(request.user, strand, file)
    except ListError as error:
        return render(request, "staff/assignment_rehearsal.html", context | {"unreadable": error.phrase})
    pairs, complaints = found.pairs[:SHOWN], found.complaints[:SHOWN]
    counts = {
        "more": len(found.given) - len(pairs),
        "more_complaints": len(found.complaints) - len(complaints),
    }
    return render(
        request,
        "staff/assignment_rehearsal.html",
        context | counts | {"pairs": pairs, "complaints": complaints},
    )


@require_POST
def commit(request: HttpRequest, strand_pk: int, sha256: str) -> HttpResponse:
    strand = strand_of(request.user, strand_pk)
    file = _waiting(request.user, strand, sha256)
    try:
        rows, complaints = read_list(file.name, file.content)
        if complaints:
            return redirect("office:assignment_rehearsal", strand_pk=strand_pk, sha256=sha256)
        given = assign_list(strand, by=request.user, rows=rows, sha256=sha256)
    except (Refused, ListError) as refusal:
        messages.error(request, str(refusal))
        return redirect("office:assignment_rehearsal", strand_pk=strand_pk, sha256=sha256)
    waiting.drop(request.user, sha256)
    messages.success(request, _("Đã phân công theo tệp: %(given)s lượt.") % {"given": given})
    return redirect("office:assignment", strand_pk=strand_pk)


@require_POST
def discard(request: HttpRequest, strand_pk: int, sha256: str) -> HttpResponse:
    strand = strand_of(request.user, strand_pk)
    _waiting(request.user, strand, sha256)
    waiting.drop(request.user, sha256)
    messages.success(request, _("Đã bỏ tệp vừa kiểm tra; chưa có phân công nào thay đổi."))
    return redirect("office:assignment_list", strand_pk=strand_pk)


def _checked(user: User, strand: Strand, file: waiting.Waiting) -> Checked:
    rows, complaints = read_list(file.name, file.content)
    found = check(strand, user, rows)
    found.complaints = sorted([*complaints, *found.complaints], key=lambda one: one.number)
    return found


def _source(strand: Strand) -> str:
    """What tells this file from files of other strands and of other lists."""
    return f"assignment:{strand.pk}"


def _waiting(user: User, strand: Strand, sha256: str) -> waiting.Waiting:
    file = waiting.find(user, sha256) if len(sha256) == 64 else None
    if file is None or file.source != _source(strand):
        raise Http404
    return file
