"""What waits for me: one page for every role."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from campaign.documents.dashboard import desk
from campaign.documents.standing import standings
from campaign.documents.waiting import sections
from campaign.models import clock


@require_GET
def dashboard(request: HttpRequest) -> HttpResponse:
    now = clock.now()
    counted = desk(request.user, now)
    return render(
        request,
        "dashboard.html",
        {
            "now": now,
            "sections": sections(request.user, counted),
            "standings": standings(counted.running, now, reader=request.user),
        },
    )
