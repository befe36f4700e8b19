"""What an author may print of the own dossier once its result is public: the certificate, or the notice why not."""

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from campaign.documents import certificate_papers, decision_papers
from campaign.documents.own_result import own_certificate, own_notice
from campaign.documents.papers import KINDS
from campaign.models.submission import Submission
from campaign.views.access import submission_for
from campaign.views.papers import sent


@require_safe
def certificate(request: HttpRequest, code: str, kind: str) -> HttpResponse:
    submission = submission_for(request.user, code, rows=Submission.objects.of_author(request.user))
    found = own_certificate(submission, request.user)
    if found is None or kind not in KINDS:
        raise Http404
    return sent(lambda: certificate_papers.paper(found, kind))


@require_safe
def notice(request: HttpRequest, code: str, kind: str) -> HttpResponse:
    submission = submission_for(request.user, code, rows=Submission.objects.of_author(request.user))
    award = own_notice(submission)
    if award is None or kind not in KINDS:
        raise Http404
    return sent(lambda: decision_papers.paper(award.decision, decision_papers.NOTICE, kind, award.pk))
