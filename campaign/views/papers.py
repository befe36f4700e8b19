"""The papers of a dossier for download: to its authors, its unit and the office, each their own copy."""

from collections.abc import Callable

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from campaign.actions.refused import Refused
from campaign.documents import papers
from campaign.documents.render import Unprintable
from campaign.models.submission import Submission
from campaign.rules.paper_template import BadTemplate
from campaign.rules.phrase import Phrase
from campaign.views.access import submission_for


@require_safe
def own_paper(request: HttpRequest, code: str, paper: str, kind: str, number: int = 0) -> HttpResponse:
    submission = submission_for(request.user, code, rows=Submission.objects.of_author(request.user))
    source = _revision(submission, number) or papers.for_author(submission)
    return _sent(source, paper, kind, of_revision=bool(number))


@require_safe
def unit_paper(request: HttpRequest, code: str, paper: str, kind: str, number: int = 0) -> HttpResponse:
    """As its page shows it: the confidential part, on a marked page of its own, that need not be passed on."""
    submission = submission_for(request.user, code, rows=Submission.objects.for_unit(request.user))
    source = _revision(submission, number) or papers.as_filed(submission)
    return _sent(source, paper, kind, of_revision=bool(number))


@require_safe
def office_paper(request: HttpRequest, code: str, paper: str, kind: str, number: int = 0) -> HttpResponse:
    submission = submission_for(request.user, code, rows=Submission.objects.for_office(request.user))
    source = _revision(submission, number) or papers.as_filed(submission)
    return _sent(source, paper, kind, of_revision=bool(number))


def _revision(submission: Submission, number: int) -> papers.Source | None:
    if not number:
        return None
    found = get_object_or_404(submission.revisions, number=number)
    found.submission = submission
    return papers.frozen(found)


def _sent(source: papers.Source, paper: str, kind: str, *, of_revision: bool) -> HttpResponse:
    known = papers.offered(source.submission, of_revision=of_revision)
    if kind not in papers.KINDS or paper not in known:
        raise Http404
    return sent(lambda: papers.paper(source, paper, kind, confidential=True))


def sent(make: Callable[[], papers.File]) -> HttpResponse:
    """The file that is made now, or what to do when the server cannot make it."""
    try:
        return download(make())
    except Unprintable:
        raise Refused(
            Phrase(
                "Máy chủ chưa tạo được bản PDF của giấy này. Hồ sơ được giữ nguyên; hãy tải bản DOCX hoặc thử lại sau."
            )
        ) from None
    except BadTemplate as problem:
        raise Refused(
            Phrase(
                "Mẫu Word riêng đang dùng không điền được văn bản này: %(reason)s Hãy tải bản PDF và báo quản trị hệ "
                "thống.",
                reason=problem.phrase,
            )
        ) from None


def download(made: papers.File) -> HttpResponse:
    """Never shown inside a page, never kept by a cache."""
    return HttpResponse(
        made.content,
        content_type=made.content_type,
        headers={
            "Content-Disposition": content_disposition_header(True, made.name),
            "X-Content-Type-Options": "nosniff",
            "Content-Security-Policy": "sandbox; default-src 'none'",
            "Cache-Control": "private, no-store",
        },
    )
