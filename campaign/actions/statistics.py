"""Copy the figures for the public, as part of the act that publishes or takes back."""

from campaign.documents.statistics_public import public_tables
from campaign.models import clock
from campaign.models.campaign import Campaign
from campaign.models.publication import Publication
from campaign.models.report import PublicFigures
from campaign.rules.figures import frozen


def release_figures(publication: Publication) -> None:
    """Called inside the act, when its dossiers have their new state."""
    facts = {
        "campaign": publication.campaign,
        "tables": frozen(public_tables(publication.campaign)),
        "made_at": clock.now(),
    }
    PublicFigures.objects.update_or_create(publication=publication, defaults=facts)


def refresh_figures(campaign: Campaign) -> None:
    """After a published result was taken back; before the first publication there is nothing to refresh."""
    last = Publication.objects.filter(campaign=campaign).order_by("-version").first()
    if last:
        release_figures(last)
