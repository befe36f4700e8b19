"""What was published of a campaign: by strand, award or unit, as a page to print and as open data."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404

from accounts.paging import key_set_page
from campaign.documents import front, open_data, timetable
from campaign.documents import results as shown
from campaign.exchange.open_data import FILES
from campaign.forms.publication import ResultSearchForm
from campaign.models import clock
from campaign.models.campaign import Campaign
from campaign.views.kept import kept_page
from campaign.views.public_page import public_page, rendered


@public_page
@kept_page
def results(request: HttpRequest, slug: str, by: str = "strand") -> HttpResponse:
    found = get_object_or_404(shown.campaign_with_results(slug))
    publications = shown.publications(found)
    if not publications:
        return _later(request, found)
    search = ResultSearchForm(request.GET, campaign=found)
    rows, order = shown.arranged(search.narrow(shown.published().filter(campaign=found)), by)
    page = key_set_page(rows, by=order, query=request.GET)
    context = {
        "campaign": found,
        "publications": publications,
        "search": search,
        "page": page,
        "by": by,
        "groups": shown.grouped(page, by),
        "tallies": shown.tallies(found),
        "is_whole": not (search.is_narrow or page.previous),
    }
    return rendered(request, "results", found, context)


@public_page
@kept_page
def results_file(request: HttpRequest, slug: str, kind: str) -> HttpResponse:
    found = get_object_or_404(shown.campaign_with_results(slug))
    publications = shown.publications(found)
    if not publications:
        raise Http404
    content_type, write = FILES[kind]
    return HttpResponse(
        write(open_data.open_list(found, publications)),
        content_type=content_type,
        headers={"Content-Disposition": f'attachment; filename="ket-qua-{slug}.{kind}"'},
    )


@public_page
@kept_page
def schema(request: HttpRequest) -> HttpResponse:
    context = {
        "fields": open_data.FIELDS,
        "of_list": open_data.OF_LIST,
        "hashed": open_data.HASHED,
        "licence": open_data.LICENCE,
        "version": open_data.SCHEMA,
        "campaigns": front.with_results(),
    }
    return rendered(request, "open_data", front.organiser(), context)


def _later(request: HttpRequest, found: Campaign) -> HttpResponse:
    expected = timetable.results_expected(front.with_windows(found), clock.now())
    return rendered(request, "results_later", found, {"campaign": found, "expected": expected})
