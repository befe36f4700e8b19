"""For an author who writes: what is recognised and public and resembles the own dossier."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from campaign.documents.similar import hints
from campaign.models.submission import Submission
from campaign.views.access import submission_for


@require_GET
def similar(request: HttpRequest, code: str) -> HttpResponse:
    """Whole, or as the part that the editor fetches into its side column."""
    submission = submission_for(request.user, code, rows=Submission.objects.of_author(request.user))
    template = "author/_similar_hint.html" if request.htmx else "author/similar.html"
    return render(request, template, {"submission": submission, "hints": hints(submission)})
