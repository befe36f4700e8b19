"""What surrounds every page: an uncaught refusal becomes a kind page, and no typed text is lost on the way."""

import logging
from collections.abc import Callable
from typing import Any

from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse, JsonResponse, UnreadablePostError

from campaign.actions import kept, visits
from campaign.actions.refused import Refused
from campaign.rules.readers import is_arrival, is_person
from campaign.views import kept_forms
from campaign.views.errors import refused, too_large

logger = logging.getLogger(__name__)
FINISHED, REMEMBERED = "finished_pages", 20
DONE_COOKIE, DONE_AGE = "typed-done", 3600
OPEN_PAGES = frozenset({"public", "news"})
MOST_BODY = 64_000_000  # as client_max_body_size in deploy/nginx.conf


class RefusedMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if request.user.is_authenticated:
            response.headers.setdefault("Cache-Control", "no-store")
        return response

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if not isinstance(exception, Refused):
            return None
        return refused(request, str(exception))


class BodyLimitMiddleware:
    """What is announced as too large is not read at all. nginx stops it earlier, where there is one."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        length = request.META.get("CONTENT_LENGTH") or "0"
        if length.isdecimal() and int(length) > MOST_BODY:
            return too_large(request)
        return self.get_response(request)


class CountMiddleware:
    """Notes in memory that somebody entered the portal or read an article; also when the browser had the page already.

    Outermost of ours, since a page out of the kept ones is read too.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if request.method == "GET" and _is_a_page(response) and is_person(request.headers):
            _count(request)
        return response


def _count(request: HttpRequest) -> None:
    place = request.resolver_match
    if place and place.namespace in OPEN_PAGES:
        read = place.kwargs["article"] if place.view_name == "news:article" else ""
        came_in = is_arrival(request.headers.get("Referer", ""), request.get_host())
        visits.count(article=read, is_visit=came_in)


def _is_a_page(response: HttpResponse) -> bool:
    return response.status_code == 304 or (
        response.status_code == 200 and response.headers.get("Content-Type", "").startswith("text/html")
    )


class TypedTextMiddleware:
    """Stands innermost: when its `process_view` is called, every other layer has let the request through.

    A pressed button: the text is kept first, and forgotten when the view answers with a redirect, which means that
    it was saved. An autosave (it asks for JSON) is kept by its view, or here when its view could not answer.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        form = _typed_form(request)
        if form is None:
            return self.get_response(request)
        if request.user.pk != form.owner:
            return _tell(request, _not_theirs(request, form), form)
        if kept_forms.wants_json(request):
            return self._autosaved(request, form)
        _keep(request, form)
        response = self.get_response(request)
        if getattr(request, "is_let_through", False) and 300 <= response.status_code < 400:
            kept.forget_typed(form)
            _finish(request, form)
        return _tell(request, response, form)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> None:
        request.is_let_through = True  # type: ignore[attr-defined]

    def _autosaved(self, request: HttpRequest, form: kept.TypedForm) -> HttpResponse:
        if form.page in request.session.get(FINISHED, []):
            return JsonResponse({"state": "finished"})
        response = self.get_response(request)
        if response.status_code >= 400:
            _keep(request, form)
        return response


def _typed_form(request: HttpRequest) -> kept.TypedForm | None:
    try:
        return kept.typed_form(request.POST) if request.method == "POST" else None
    except UnreadablePostError:
        return None


def _keep(request: HttpRequest, form: kept.TypedForm) -> None:
    """Pages read `typed_is_kept` before they promise anything. What cannot be kept must not stop the act itself."""
    request.typed_form = form  # type: ignore[attr-defined]
    try:
        request.typed_is_kept = kept.keep_typed(form, request.POST) is not None  # type: ignore[attr-defined]
    except (Refused, DatabaseError):
        logger.warning("a typed text could not be kept: %s", form.key, exc_info=True)


def _not_theirs(request: HttpRequest, form: kept.TypedForm) -> HttpResponse:
    _keep(request, form)
    if kept_forms.wants_json(request):
        state = "other_account" if request.user.is_authenticated else "signed_out"
        return kept_forms.signed_out(request, form.address, state=state)
    if request.user.is_authenticated:
        return kept_forms.other_account(request, form)
    return kept_forms.sign_in_first(request, form)


def _finish(request: HttpRequest, form: kept.TypedForm) -> None:
    """An autosave of this page that is still under way must not bring the text back."""
    pages = request.session.get(FINISHED, [])
    request.session[FINISHED] = [*pages, form.page][-REMEMBERED:]


def _tell(request: HttpRequest, response: HttpResponse, form: kept.TypedForm) -> HttpResponse:
    """The next page's script drops its own copy of what the server has got."""
    if getattr(request, "typed_is_kept", False) and not kept_forms.wants_json(request):
        response.set_cookie(
            DONE_COOKIE, form.page, max_age=DONE_AGE, secure=request.is_secure(), samesite="Lax"
        )
    return response
