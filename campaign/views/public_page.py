"""What every page for everybody has in common: open to all, no cookie, a mark of its content, the organiser's name."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import conditional_page, require_safe

from campaign.models.campaign import Campaign

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


def rendered(
    request: HttpRequest, name: str, of: Campaign | None, context: dict[str, Any], *, status: int = 200
) -> HttpResponse:
    """With the organiser's name and contact for the head and foot of the page."""
    shell = {"issuer": of.issuer_name if of else "", "contact": of.contact if of else ""}
    return render(request, f"public/{name}.html", {**shell, "organiser": of, **context}, status=status)


def address(name: str, *args: Any) -> str:
    """Whole, for what leaves the site: papers, calendars, structured data."""
    return settings.SITE_URL.rstrip("/") + reverse(name, args=args)
