"""Pages for everybody. They know campaigns and what was published, never the dossiers; reading sets no cookie."""

import secrets
from datetime import datetime, timedelta

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from campaign.documents import front, timetable
from campaign.documents.certificate import face
from campaign.forms.publication import CertificateCodeForm
from campaign.models import clock
from campaign.models.publication import Certificate
from campaign.rules.fairness_quota import DRAWS, SEED
from campaign.views import guesses
from campaign.views.kept import kept_page
from campaign.views.public_page import address, public_page, rendered


@public_page
@kept_page
def home(request: HttpRequest) -> HttpResponse:
    now = clock.now()
    read = front.home(now)
    return rendered(request, "home", read.campaign, {"front": read, "now": _next_minute(now)})


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
    return rendered(request, "campaign", found, context)


@public_page
@kept_page
def calendar(request: HttpRequest, slug: str) -> HttpResponse:
    found = get_object_or_404(front.campaigns(slug))
    text = timetable.calendar(found, address("public:campaign", slug))
    name = f'attachment; filename="lich-{slug}.ics"'
    return HttpResponse(
        text, content_type="text/calendar; charset=utf-8", headers={"Content-Disposition": name}
    )


@public_page
@kept_page
def certificate_check(request: HttpRequest) -> HttpResponse:
    form = CertificateCodeForm(request.GET if "ma" in request.GET else None)
    if form.is_bound and form.is_valid():
        return redirect("public:certificate", code=form.cleaned_data["ma"])
    return rendered(request, "certificate_check", front.organiser(), {"form": form})


@public_page
def certificate(request: HttpRequest, code: str) -> HttpResponse:
    if guesses.too_many(request):
        return render(request, "429.html", {"reference": secrets.token_hex(4).upper()}, status=429)
    found = Certificate.objects.select_related("result__campaign", "replaced_by").filter(code=code).first()
    if found is None:
        guesses.count(request)
        form = CertificateCodeForm({"ma": code})
        return rendered(request, "certificate_unknown", None, {"form": form, "code": code}, status=404)
    context = {"certificate": found, "face": face(found, address("public:certificate", code))}
    return rendered(request, "certificate", found.result.campaign, context)


@public_page
@kept_page
def accessibility(request: HttpRequest) -> HttpResponse:
    return rendered(request, "accessibility", front.organiser(), {})


@public_page
@kept_page
def fairness_method(request: HttpRequest) -> HttpResponse:
    """How the fairness desk reckons: no figure of any campaign stands on it."""
    return rendered(request, "fairness_method", front.organiser(), {"seed": SEED, "draws": DRAWS})


@public_page
@kept_page
def privacy(request: HttpRequest) -> HttpResponse:
    return rendered(request, "privacy", front.organiser(), {})


def _next_minute(now: datetime) -> datetime:
    """Rounded up, so that pages of one minute are equal and no clock promises a second too many."""
    return now.replace(second=0, microsecond=0) + timedelta(minutes=1)
