"""Correct a published line, as a new version of the list with a public note."""

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from accounts.paging import key_set_page
from accounts.roles import Role
from campaign.actions import publication_correction as act
from campaign.actions.refused import Refused
from campaign.documents.publication_versions import lines_to_correct, standing
from campaign.forms.publication import CorrectionForm, LineSearchForm
from campaign.models.campaign import Campaign
from campaign.models.publication import PublishedResult
from campaign.models.submission import Submission
from campaign.views.access import require_role
from campaign.views.kept_forms import writing


@require_GET
def lines(request: HttpRequest, slug: str) -> HttpResponse:
    """The published lines that may be corrected, without those of the reader and those in conflict."""
    require_role(request.user, Role.ADMINISTRATOR)
    campaign = get_object_or_404(Campaign, slug=slug)
    search = LineSearchForm(request.GET)
    rows = search.narrow(_open_to(request, lines_to_correct(campaign)))
    page = key_set_page(rows, by="line", query=request.GET)
    context = {"campaign": campaign, "page": page, "search": search}
    return render(request, "staff/published_lines.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def correct(request: HttpRequest, result_pk: int) -> HttpResponse:
    require_role(request.user, Role.ADMINISTRATOR)
    rows = _open_to(request, PublishedResult.objects.filter(revoked_at=None))
    result = get_object_or_404(rows.select_related("campaign", "publication"), pk=result_pk)
    read = standing(result)
    form = CorrectionForm(request.POST if request.method == "POST" else None, result=result, names=read.names)
    if form.is_bound and form.is_valid():
        try:
            made = act.correct(result, by=request.user, words=form.words(), note=form.cleaned_data["note"])
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            said = _(
                "Đã đính chính; danh sách mới là lần công bố %(version)s và các tác giả được báo bằng thư."
            )
            messages.success(request, said % {"version": made.version})
            return redirect("office:publishing", slug=result.campaign.slug)
    own = writing(
        request, f"office:correct/{result_pk}", _("Đính chính «%(title)s»") % {"title": result.title}
    )
    context = {"result": result, "form": own.restored(form), "writing": own, "held": read.certificates}
    return render(request, "staff/correct.html", context)


def _open_to(request: HttpRequest, rows: QuerySet[PublishedResult]) -> QuerySet[PublishedResult]:
    return rows.filter(award__submission__in=Submission.objects.for_office(request.user))
