"""Statistics for everybody: what the act of publication copied, small counts hidden."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from campaign.documents import front
from campaign.documents.statistics_public import latest
from campaign.rules.figures import thawed
from campaign.views.kept import kept_page
from campaign.views.public import public_page


@public_page
@kept_page
def statistics(request: HttpRequest) -> HttpResponse:
    """The newest campaign with figures, or the one that ?phong-trao= names."""
    found = latest()
    asked = request.GET.get("phong-trao")
    chosen = next((one for one in found if one.campaign.slug == asked), found[0] if found else None)
    campaign = chosen.campaign if chosen else front.organiser()
    context = {
        "organiser": campaign,
        "issuer": campaign.issuer_name if campaign else "",
        "contact": campaign.contact if campaign else "",
        "figures": chosen,
        "tables": thawed(chosen.tables) if chosen else [],
        "others": [one.campaign for one in found if one is not chosen],
    }
    return render(request, "public/statistics.html", context)
