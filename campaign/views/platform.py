"""For machines: is the process alive, is it ready, what may a crawler read, what the proxy says for us."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from campaign.jobs.health import readiness
from campaign.views.errors import too_large as too_large_page
from campaign.views.feeds import map_address

ROBOTS = "User-agent: *\nDisallow: /tai-khoan/\nDisallow: /giay-chung-nhan/\nSitemap: {}\n"


@login_not_required
@require_GET
@never_cache
def healthz(request: HttpRequest) -> HttpResponse:
    """The process answers; it asks nothing of the database."""
    return HttpResponse("ok", content_type="text/plain")


@login_not_required
@require_GET
@never_cache
def readyz(request: HttpRequest) -> HttpResponse:
    found = readiness()
    return JsonResponse(found, status=200 if found["ready"] else 503)


@login_not_required
@require_GET
def robots(request: HttpRequest) -> HttpResponse:
    return HttpResponse(ROBOTS.format(map_address()), content_type="text/plain")


@login_not_required
@require_GET
@never_cache
def too_large(request: HttpRequest) -> HttpResponse:
    """The proxy stops a sending that is too large and shows this page in place of its own."""
    return too_large_page(request)
