"""Marking without a connection: one spreadsheet of the own open dossiers out, the same back in, drafts only."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.roles import Role
from campaign.actions import judging
from campaign.actions.refused import Refused
from campaign.exchange import sheet_file, waiting
from campaign.exchange.imports import ListError
from campaign.forms.sheet_file import SheetFileForm
from campaign.models import clock
from campaign.rules.files import XLSX
from campaign.views.access import require_role

SOURCE = "phieu-cham"


@require_http_methods(["GET", "HEAD", "POST"])
def offline(request: HttpRequest) -> HttpResponse:
    """Nothing is saved here: a file is read, and what it would change is shown."""
    require_role(request.user, Role.JUDGE)
    form = SheetFileForm(request.POST, request.FILES) if request.method == "POST" else SheetFileForm()
    context = {"form": form, "open": len(sheet_file.open_assignments(request.user))}
    if form.is_valid():
        file = form.cleaned_data["file"]
        content = file.read()
        try:
            context["found"] = sheet_file.rehearse(request.user, file.name, content)
            context["sha256"] = waiting.keep(request.user, name=file.name, source=SOURCE, content=content)
        except ListError as error:
            form.add_error("file", str(error))
    return render(request, "judge/offline.html", context)


@require_GET
def offline_file(request: HttpRequest) -> HttpResponse:
    require_role(request.user, Role.JUDGE)
    response = HttpResponse(sheet_file.workbook(request.user), content_type=XLSX.content_type)
    day = f"{clock.today():%Y-%m-%d}"
    response["Content-Disposition"] = f'attachment; filename="phieu-cham-{day}.xlsx"'
    response["Cache-Control"] = "private, no-store"
    return response


@require_POST
def offline_save(request: HttpRequest, sha256: str) -> HttpResponse:
    require_role(request.user, Role.JUDGE)
    kept = waiting.find(request.user, sha256)
    if kept is None or kept.source != SOURCE:
        raise Http404
    found = sheet_file.rehearse(request.user, kept.name, kept.content)
    saved = 0
    for draft in sheet_file.worth_saving(found):
        try:
            judging.save_sheet(draft.assignment, by=request.user, **sheet_file.facts_of(draft))
            saved += 1
        except Refused as refusal:
            messages.error(request, f"{draft.alias}: {refusal}")
    waiting.drop(request.user, sha256)
    said = ngettext("Đã lưu %(saved)s phiếu nháp từ tệp.", "Đã lưu %(saved)s phiếu nháp từ tệp.", saved)
    messages.success(request, said % {"saved": saved})
    return redirect("judge:list")
