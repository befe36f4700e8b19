"""Public proof: every version of a published list, its hash, and how anybody computes the hash again."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404

from accounts.paging import key_set_page
from campaign.documents import publication_proof as proof
from campaign.models.campaign import Campaign
from campaign.rules import published_list
from campaign.views.kept import kept_page
from campaign.views.public_page import address, public_page, rendered


@public_page
@kept_page
def verify(request: HttpRequest, slug: str) -> HttpResponse:
    """Before the first publication the page exists for nobody."""
    found = get_object_or_404(Campaign.objects.announced(), slug=slug)
    versions = proof.versions(found)
    if not versions:
        raise Http404
    context = {
        "campaign": found,
        "versions": versions,
        "columns": published_list.COLUMNS,
        "example": address("public:verify_json", slug, versions[0].publication.version),
    }
    return rendered(request, "verify", found, context)


@public_page
@kept_page
def version(request: HttpRequest, slug: str, version: int) -> HttpResponse:
    """A list as it was published, also when a correction has replaced it."""
    found = get_object_or_404(proof.of_version(slug, version))
    page = key_set_page(found.results.all(), by="line", query=request.GET)
    context = {"publication": found, "campaign": found.campaign, "page": page}
    return rendered(request, "published_version", found.campaign, context)


@public_page
@kept_page
def version_file(request: HttpRequest, slug: str, version: int, kind: str) -> HttpResponse:
    """The JSON is the very bytes that were hashed; the CSV holds the same for a spreadsheet."""
    found = get_object_or_404(proof.of_version(slug, version))
    rows = proof.rows_of(found)
    content = published_list.canonical(rows) if kind == "json" else published_list.as_csv(rows).encode()
    kinds = {"json": "application/json", "csv": "text/csv; charset=utf-8"}
    name = f'attachment; filename="ket-qua-{slug}-lan-{version}.{kind}"'
    return HttpResponse(content, content_type=kinds[kind], headers={"Content-Disposition": name})
