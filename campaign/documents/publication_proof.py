"""What anybody needs to compute the hash of a published list again: its versions and their rows."""

from dataclasses import dataclass
from typing import Any

from django.db.models import OuterRef, QuerySet

from campaign.models.campaign import Campaign
from campaign.models.json_rows import JsonRows
from campaign.models.publication import Publication, PublishedResult
from campaign.rules import published_list


@dataclass(frozen=True)
class Version:
    """One published list; `is_whole` says that its rows still make the announced hash."""

    publication: Publication
    computed: str

    @property
    def is_whole(self) -> bool:
        return self.computed == self.publication.sha256


def versions(campaign: Campaign) -> list[Version]:
    """Newest first: one question, however many there are."""
    rows = PublishedResult.objects.filter(publication=OuterRef("pk")).order_by("line")
    found = campaign.publications.select_related("decision", "replaces", "replaced_by").order_by("-version")
    return [
        Version(one, published_list.digest(one.rows))
        for one in found.annotate(rows=JsonRows(rows, *published_list.COLUMNS))
    ]


def of_version(slug: str, version: int) -> QuerySet[Publication]:
    rows = Publication.objects.filter(
        campaign__in=Campaign.objects.announced().filter(slug=slug), version=version
    )
    return rows.select_related("campaign", "decision", "replaces", "replaced_by")


def rows_of(publication: Publication) -> list[dict[str, Any]]:
    return list(publication.results.order_by("line").values(*published_list.COLUMNS))
