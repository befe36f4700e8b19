"""A calculator for the office: what the law gives authors at least. It keeps nothing."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from accounts.roles import Role
from campaign.documents.remuneration import reckoned
from campaign.forms.remuneration import RemunerationForm
from campaign.views.access import require_role


@require_GET
def remuneration(request: HttpRequest) -> HttpResponse:
    require_role(request.user, Role.OFFICER, Role.ADMINISTRATOR)
    form = RemunerationForm(request.GET or None, reader=request.user)
    found = None
    if form.is_bound and form.is_valid():
        asked = form.cleaned_data
        found = reckoned(asked["way"], asked["amount"], asked["number"])
    return render(request, "staff/remuneration.html", {"form": form, "found": found})
