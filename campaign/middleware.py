"""Turn a refusal that no view has caught into a page with the sentence, never a bare error."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from campaign.actions.refused import Refused
from campaign.views.errors import refused


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
