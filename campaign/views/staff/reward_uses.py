"""The ledger of uses: which initiative grounded which reward, searched by words or by the decision's number."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from accounts.forms import SearchForm
from accounts.paging import key_set_page
from accounts.roles import Role
from campaign.documents.reward_list_page import uses as uses_of
from campaign.views.access import require_role


@require_GET
def uses(request: HttpRequest) -> HttpResponse:
    require_role(request.user, Role.OFFICER, Role.ADMINISTRATOR)
    search = SearchForm(request.GET)
    words = search.cleaned_data["q"] if search.is_valid() else ""
    page = key_set_page(uses_of(request.user, words), by="-used_at", query=request.GET)
    return render(request, "staff/reward_uses.html", {"page": page, "search": search, "words": words})
