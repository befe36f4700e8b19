"""The files of a dossier for its judge, under numbers, as blind copies; and the own sheet as paper."""

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_GET, require_safe

from accounts.models.user import User
from campaign.documents import blind_copy, papers
from campaign.documents import sheet_paper as own_sheet
from campaign.rules.clean_copy import PICTURES
from campaign.rules.files import KINDS, PDF
from campaign.views.files import sent_blind, shown_blind
from campaign.views.judge import assignment_for
from campaign.views.papers import sent

ENDINGS = {kind.content_type: kind.endings[0] for kind in KINDS}


@require_GET
def attachment(request: HttpRequest, alias: str, number: int) -> FileResponse:
    """The file under its number: its own name may tell who wrote it."""
    file = _file(request.user, alias, number)
    return sent_blind(file, _name(file))


@require_GET
def picture(request: HttpRequest, alias: str, number: int) -> FileResponse:
    file = _file(request.user, alias, number)
    if file.content_type not in PICTURES:
        raise Http404
    return shown_blind(file, _name(file))


@require_GET
def document(request: HttpRequest, alias: str, number: int) -> FileResponse:
    """For the frame of the judge's own page; `shown_blind` names who may frame it."""
    file = _file(request.user, alias, number)
    if file.content_type != PDF.content_type:
        raise Http404
    return shown_blind(file, _name(file))


@require_safe
def sheet_paper(request: HttpRequest, alias: str, kind: str) -> HttpResponse:
    """The own score sheet to sign, or to fill in by hand before anything is marked."""
    assignment = assignment_for(request.user, alias)
    if kind not in papers.KINDS:
        raise Http404
    return sent(lambda: own_sheet.paper(assignment, kind))


def _file(user: User, alias: str, number: int) -> blind_copy.File:
    found = blind_copy.files(assignment_for(user, alias).submission)
    if not 0 < number <= len(found):
        raise Http404
    return found[number - 1]


def _name(file: blind_copy.File) -> str:
    return f"Tep-{file.number}.{ENDINGS.get(file.content_type, 'bin')}"
