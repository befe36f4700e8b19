"""The pages for what went wrong, each a whole sentence in Vietnamese with a reference number."""

import logging
import secrets
from typing import Any
from urllib.parse import urlsplit

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme

logger = logging.getLogger(__name__)


def refused(request: HttpRequest, reason: str) -> HttpResponse:
    """A refusal that no form has shown: the sentence, the words that were typed, and the way back."""
    reference = _reference()
    logger.info("refused %s: %s %s", reference, request.method, request.path)
    context = {
        "reason": reason,
        "reference": reference,
        "typed": [value for name, value in request.POST.items() if _is_words(name, value)],
        "back_url": _came_from(request),
    }
    return render(request, "refused.html", context, status=409)


def _page(request: HttpRequest, status: int) -> HttpResponse:
    return render(request, f"{status}.html", {"reference": _reference()}, status=status)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    return _page(request, 400)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    return _page(request, 403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return _page(request, 404)


def too_large(request: HttpRequest) -> HttpResponse:
    return _page(request, 413)


def server_error(request: HttpRequest) -> HttpResponse:
    return _page(request, 500)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The form's own text is offered back, so that an expired page costs nobody their words."""
    if request.headers.get("Accept", "").startswith("application/json"):
        return JsonResponse({"state": "stale_token"}, status=403)
    kept: list[tuple[str, Any]] = [
        (name, value)
        for name, value in request.POST.items()
        if name != "csrfmiddlewaretoken" and "password" not in name
    ]
    return render(request, "403_csrf.html", {"kept": kept}, status=403)


def _reference() -> str:
    return secrets.token_hex(4).upper()


def _is_words(name: str, value: Any) -> bool:
    """What a person wrote, as against codes, choices and secrets."""
    return " " in value.strip() and "password" not in name


def _came_from(request: HttpRequest) -> str:
    """The path of the page that sent the form, when it is one of ours; "//" would name another host."""
    address = request.headers.get("Referer", "")
    if not url_has_allowed_host_and_scheme(address, {request.get_host()}, request.is_secure()):
        return ""
    parts = urlsplit(address)
    return "/" + parts.path.lstrip("/\\") + (f"?{parts.query}" if parts.query else "")
