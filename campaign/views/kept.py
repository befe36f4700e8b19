"""Keep finished public pages in the memory of the process until anything is done in the portal.

The mark of a page is the end of the chained trail and the minute. Every act writes into the trail inside its own
transaction, and the trail has one end, locked until that act is committed: a page is replaced the moment that the
act can be seen, never before. Only readers without a session get or leave a page here.
"""

import hashlib
from collections.abc import Callable
from datetime import datetime
from functools import wraps
from typing import Any

from django.conf import settings
from django.core.cache import caches
from django.http import HttpRequest, HttpResponse
from django.utils.cache import set_response_etag
from django.utils.translation import get_language

from campaign.documents import front
from campaign.models import clock

SECONDS = 60
HARMLESS_COOKIES = frozenset({settings.LANGUAGE_COOKIE_NAME})

View = Callable[..., HttpResponse]
Kept = tuple[bytes, dict[str, str]]


def kept_page(view: View) -> View:
    """For pages that depend on nothing but the address, the language, the public facts and the minute."""

    @wraps(view)
    def page(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        found = front.end_of_trail() if set(request.COOKIES) <= HARMLESS_COOKIES else []
        if not found:
            return view(request, *args, **kwargs)
        end, now = found
        key = _key(request, end, now)
        kept: Kept | None = caches["pages"].get(key)
        if kept is None:
            with clock.at(now):  # one moment for mark and page
                response = view(request, *args, **kwargs)
            if _is_same_for_all(request, response):
                set_response_etag(response)
                caches["pages"].set(key, (response.content, dict(response.items())), SECONDS)
            return response
        return HttpResponse(kept[0], headers=kept[1])

    return page


def _key(request: HttpRequest, end: str, now: datetime) -> str:
    parts = [end, f"{now:%Y-%m-%d %H:%M}", str(get_language()), request.get_full_path()]
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


def _is_same_for_all(request: HttpRequest, response: HttpResponse) -> bool:
    """A redirect, a refusal, or a page with a form token belongs to one reader."""
    return response.status_code == 200 and not response.cookies and "CSRF_COOKIE" not in request.META
