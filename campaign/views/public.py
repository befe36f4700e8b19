"""Pages for everybody. They know campaigns and what was published, never the dossiers; reading sets no cookie."""

import secrets
from collections.abc import Callable
from datetime import datetime, timedelta
from functools import wraps
from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import conditional_page, require_safe

from accounts.paging import key_set_page
from campaign.documents import front, timetable
from campaign.documents.certificate import face
from campaign.forms.publication import CertificateCodeForm, ResultSearchForm
from campaign.models import clock
from campaign.models.campaign import Campaign
from campaign.models.publication import Certificate
from campaign.rules.fairness_quota import DRAWS, SEED
from campaign.views import guesses
from campaign.views.kept import kept_page

View = Callable[..., HttpResponse]


def public_page(view: View) -> View:
    """Open to all; who has the page already is told so (304) by a mark made of its very content."""

    @wraps(view)
    def page(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = view(request, *args, **kwargs)
        if not request.user.is_authenticated:
            response.headers["Cache-Control"] = "no-cache"
        return response

    return login_not_required(require_safe(conditional_page(page)))


@public_page
@kept_page
def home(request: HttpRequest) -> HttpResponse:
    now = clock.now()
    read = front.home(now)
    return _page(request, "home", read.campaign, {"front": read, "now": _next_minute(now)})


@public_page
@kept_page
def campaign(request: HttpRequest, slug: str) -> HttpResponse:
    found, now = get_object_or_404(front.campaigns(slug)), clock.now()
    context = {
        "campaign": found,
        "strands": front.strands(found),
        "prizes": front.prizes(found),
        "steps": timetable.steps(found, now),
        "headline": timetable.headline(found, now),
        "timetable": timetable.rows(found, now),
        "now": _next_minute(now),
    }
    return _page(request, "campaign", found, context)


@public_page
@kept_page
def calendar(request: HttpRequest, slug: str) -> HttpResponse:
    found = get_object_or_404(front.campaigns(slug))
    text = timetable.calendar(found, _address("public:campaign", slug))
    name = f'attachment; filename="lich-{slug}.ics"'
    return HttpResponse(
        text, content_type="text/calendar; charset=utf-8", headers={"Content-Disposition": name}
    )


@public_page
@kept_page
def results(request: HttpRequest, slug: str) -> HttpResponse:
    found = get_object_or_404(front.with_choices(slug))
    publications = list(found.publications.all())
    if not publications:
        expected = timetable.results_expected(front.with_windows(found), clock.now())
        return _page(request, "results_later", found, {"campaign": found, "expected": expected})
    search = ResultSearchForm(request.GET, campaign=found)
    page = key_set_page(search.narrow(found.results.current()), by="line", query=request.GET)
    context = {
        "campaign": found,
        "publications": publications,
        "search": search,
        "page": page,
        "groups": front.grouped(page),
    }
    return _page(request, "results", found, context)


@public_page
@kept_page
def certificate_check(request: HttpRequest) -> HttpResponse:
    form = CertificateCodeForm(request.GET if "ma" in request.GET else None)
    if form.is_bound and form.is_valid():
        return redirect("public:certificate", code=form.cleaned_data["ma"])
    return _page(request, "certificate_check", front.organiser(), {"form": form})


@public_page
def certificate(request: HttpRequest, code: str) -> HttpResponse:
    if guesses.too_many(request):
        return render(request, "429.html", {"reference": secrets.token_hex(4).upper()}, status=429)
    found = Certificate.objects.select_related("result__campaign").filter(code=code).first()
    if found is None:
        guesses.count(request)
        form = CertificateCodeForm({"ma": code})
        return _page(request, "certificate_unknown", None, {"form": form, "code": code}, status=404)
    context = {"certificate": found, "face": face(found, _address("public:certificate", code))}
    return _page(request, "certificate", found.result.campaign, context)


@public_page
@kept_page
def help_page(request: HttpRequest) -> HttpResponse:
    return _page(request, "help", front.organiser(), {})


@public_page
@kept_page
def accessibility(request: HttpRequest) -> HttpResponse:
    return _page(request, "accessibility", front.organiser(), {})


@public_page
@kept_page
def fairness_method(request: HttpRequest) -> HttpResponse:
    """How the fairness desk reckons: no figure of any campaign stands on it."""
    return _page(request, "fairness_method", front.organiser(), {"seed": SEED, "draws": DRAWS})


@public_page
@kept_page
def privacy(request: HttpRequest) -> HttpResponse:
    return _page(request, "privacy", front.organiser(), {})


def _page(
    request: HttpRequest, name: str, of: Campaign | None, context: dict[str, Any], *, status: int = 200
) -> HttpResponse:
    """With the organiser's name and contact for the head and foot of the page."""
    shell = {"issuer": of.issuer_name if of else "", "contact": of.contact if of else ""}
    return render(request, f"public/{name}.html", {**shell, "organiser": of, **context}, status=status)


def _address(name: str, *args: str) -> str:
    return settings.SITE_URL.rstrip("/") + reverse(name, args=args)


def _next_minute(now: datetime) -> datetime:
    """Rounded up, so that pages of one minute are equal and no clock promises a second too many."""
    return now.replace(second=0, microsecond=0) + timedelta(minutes=1)
