"""Versions of a published list, and one line of it with what hangs on it."""

from dataclasses import dataclass

from django.db.models import Prefetch, QuerySet

from campaign.models.campaign import Campaign
from campaign.models.publication import Certificate, PublishedResult
from campaign.models.submission import Authorship, Submission


@dataclass(frozen=True)
class Standing:
    """`names`: as they stand on the certificates in force, by authorship, in the order of the authors."""

    submission: Submission
    names: dict[int, str]
    certificates: list[Certificate]


def standing(result: PublishedResult) -> Standing:
    authors = Prefetch("authorships", Authorship.objects.order_by("order"))
    dossiers = Submission.objects.prefetch_related(authors).select_related("owner")
    held = Certificate.objects.filter(result=result, replaced_at=None).order_by("holder__order")
    rows = list(held)
    return Standing(
        submission=dossiers.get(awards=result.award_id),
        names={row.holder_id: row.holder_name for row in rows},
        certificates=rows,
    )


def lines_to_correct(campaign: Campaign) -> QuerySet[PublishedResult]:
    """In force and not revoked."""
    return PublishedResult.objects.current().filter(campaign=campaign, revoked_at=None)
