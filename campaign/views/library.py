"""The library of recognised initiatives over all years, for everybody."""

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404

from accounts.paging import key_set_page
from campaign.documents import adoption, examples, front
from campaign.documents import showcase as shown
from campaign.forms.library import LibrarySearchForm
from campaign.models.showcase import LibraryEntry
from campaign.rules.showcase import SCOPES
from campaign.views.kept import kept_page
from campaign.views.public_page import address, public_page, rendered
from campaign.views.public_picture import picture_response


@public_page
@kept_page
def library(request: HttpRequest) -> HttpResponse:
    search = LibrarySearchForm(request.GET)
    organiser, facets = shown.organiser_with_facets(search.asks)
    rows = shown.narrowed(shown.entries(), search.asks)
    page = key_set_page(rows, by="-year", query=request.GET)
    return rendered(request, "library", organiser, {"search": search, "facets": facets, "page": page})


@public_page
@kept_page
def entry(request: HttpRequest, code: str) -> HttpResponse:
    found = get_object_or_404(shown.one(code))
    own = address("public:library_entry", code)
    image = _image(found)
    context = {
        "entry": found,
        "own_address": own,
        "image": image,
        "structured": shown.structured(found, own, image),
        "related": shown.related(found),
        "scope_label": SCOPES[found.scope],
    }
    return rendered(request, "library_entry", found.campaign, context)


@public_page
def picture(request: HttpRequest, code: str, number: int, *, whole: bool = False) -> FileResponse:
    found = shown.picture(code, number)
    if found is None:
        raise Http404
    return picture_response(found, whole=whole)


def _image(found: LibraryEntry) -> str:
    numbers = [picture["order"] for picture in found.shown_pictures]
    return address("public:library_picture", found.code, numbers[0]) if numbers else ""


@public_page
@kept_page
def spread(request: HttpRequest) -> HttpResponse:
    """Where recognised initiatives are in use."""
    found = adoption.spread()
    return rendered(request, "spread", found.organiser, {"spread": found})


@public_page
@kept_page
def honour_board(request: HttpRequest) -> HttpResponse:
    page = key_set_page(examples.public(), by="order", query=request.GET, size=12)
    return rendered(request, "honour_board", front.organiser(), {"page": page})


@public_page
def honour_picture(request: HttpRequest, pk: int) -> FileResponse:
    found = examples.picture(pk)
    if found is None:
        raise Http404
    return picture_response(found, whole=False)
