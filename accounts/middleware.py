from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpResponse
from django.shortcuts import redirect, resolve_url
from django.utils import translation
from django.utils.cache import patch_vary_headers
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext as _

from accounts import session_end

OPEN_BEFORE_CHANGE = frozenset(
    {"account_change_password", "account_set_password", "account_logout", "language"}
)


class LanguageMiddleware:
    """Vietnamese unless the person chose otherwise; the browser's own preference is never asked."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        with translation.override(chosen_language(request)):
            request.LANGUAGE_CODE = translation.get_language()
            response = self.get_response(request)
            response.headers.setdefault("Content-Language", request.LANGUAGE_CODE)
        patch_vary_headers(response, ["Cookie"])
        return response


def chosen_language(request):
    if request.user.is_authenticated:
        return request.user.language
    cookie = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME)
    return cookie if cookie in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE


class SessionEndMiddleware:
    """Whoever left their desk is signed out; what they had typed is kept by the layer below."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if request.user.is_authenticated:
            if session_end.is_over(request.user, request.session):
                logout(request)
                tell_of_end(request)
            else:
                session_end.renew(request.session)
                request.session_left = SimpleLazyObject(
                    lambda: session_end.seconds_left(request.user, request.session)
                )
        response = self.get_response(request)
        return HttpResponse(status=401) if would_sign_in_inside(request, response) else response


def would_sign_in_inside(request, response):
    """A part of a page is asked for without a session: the sign-in page must not be put into that page."""
    if "HX-Request" not in request.headers or request.user.is_authenticated:
        return False
    return response.get("Location", "").startswith(resolve_url(settings.LOGIN_URL))


def tell_of_end(request):
    """Once, on the page where one signs in again; a script is told by its answer."""
    if request.method == "GET" and "text/html" in request.headers.get("Accept", "text/html"):
        messages.info(request, _("Phiên làm việc đã kết thúc vì lâu không có thao tác. Hãy đăng nhập lại."))


class MustChangePasswordMiddleware:
    """Somebody who signed in with an issued password sees no other page before choosing their own."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        if not request.user.is_authenticated or not request.user.must_change_password:
            return None
        if request.resolver_match.view_name in OPEN_BEFORE_CHANGE:
            return None
        return redirect("account_change_password")
