"""The versions of one dossier and what differs between any two, for its authors and for the office."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET

from campaign.actions.application import frozen
from campaign.documents.frozen import frozen_application
from campaign.documents.revisions import Version, compare, versions
from campaign.models.submission import Submission
from campaign.rules.workflow import EDITABLE
from campaign.views.access import submission_for


@require_GET
def of_author(request: HttpRequest, code: str) -> HttpResponse:
    submission = submission_for(request.user, code, rows=Submission.objects.of_author(request.user))
    return _list(request, submission, "author")


@require_GET
def of_author_one(request: HttpRequest, code: str, version: str) -> HttpResponse:
    submission = submission_for(request.user, code, rows=Submission.objects.of_author(request.user))
    return _one(request, submission, version, "author")


@require_GET
def of_office(request: HttpRequest, code: str) -> HttpResponse:
    submission = submission_for(request.user, code, rows=Submission.objects.for_office(request.user))
    return _list(request, submission, "office")


@require_GET
def of_office_one(request: HttpRequest, code: str, version: str) -> HttpResponse:
    submission = submission_for(request.user, code, rows=Submission.objects.for_office(request.user))
    return _one(request, submission, version, "office")


def _list(request: HttpRequest, submission: Submission, side: str) -> HttpResponse:
    found = _versions(submission, side)
    comparison = compare(found, request.GET.get("truoc", ""), request.GET.get("sau", ""), confidential=True)
    context = {
        "submission": submission,
        "versions": found,
        "comparison": comparison,
        "detail_url": reverse(f"{side}:detail", args=[submission.code]),
    }
    return render(request, "revisions/list.html", context)


def _one(request: HttpRequest, submission: Submission, key: str, side: str) -> HttpResponse:
    version = next((one for one in _versions(submission, side) if one.key == key), None)
    if version is None:
        raise Http404
    context = {
        "submission": submission,
        "version": version,
        "application": frozen_application(submission, version.content),
        "list_url": reverse(f"{side}:revisions", args=[submission.code]),
    }
    return render(request, "revisions/one.html", context)


def _versions(submission: Submission, side: str) -> list[Version]:
    """What is being written is its authors' alone until it is sent."""
    writing = side == "author" and submission.state in EDITABLE
    return versions(submission, frozen(submission) if writing else None)
