"""Help for everybody: guides by role, questions and answers, the leaflet for workers."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from campaign.documents import front, guides
from campaign.documents.leaflet import IS_ONE, KEPT, NO_PHONE, STEPS, leaflet, leaflet_pdf
from campaign.models.campaign import Campaign
from campaign.views.kept import kept_page
from campaign.views.public import public_page


@public_page
@kept_page
def index(request: HttpRequest) -> HttpResponse:
    context = {"guides": guides.GUIDES.values(), "topics": guides.topics()}
    return _page(request, "help", front.organiser(), context)


@public_page
@kept_page
def guide(request: HttpRequest, role: str) -> HttpResponse:
    if role not in guides.GUIDES:
        raise Http404
    context = {"guide": guides.GUIDES[role], "guides": guides.GUIDES.values()}
    return _page(request, "guide", front.organiser(), context)


@public_page
@kept_page
def leaflet_page(request: HttpRequest) -> HttpResponse:
    campaign = front.with_windows(_running())
    context = {
        "leaflet": leaflet(campaign),
        "is_one": IS_ONE,
        "steps": STEPS,
        "kept": KEPT,
        "no_phone": NO_PHONE,
    }
    return _page(request, "leaflet", campaign, context)


@public_page
@kept_page
def leaflet_file(request: HttpRequest) -> HttpResponse:
    made = leaflet_pdf(front.with_windows(_running()))
    name = f'inline; filename="{made.name}"'
    return HttpResponse(made.content, content_type=made.content_type, headers={"Content-Disposition": name})


def _running() -> Campaign:
    """The newest announced campaign."""
    campaign = front.organiser()
    if campaign is None:
        raise Http404
    return campaign


def _page(request: HttpRequest, name: str, of: Campaign | None, context: dict[str, Any]) -> HttpResponse:
    shell = {"issuer": of.issuer_name if of else "", "contact": of.contact if of else "", "organiser": of}
    return render(request, f"help/{name}.html", {**shell, **context})
