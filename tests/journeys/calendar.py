"""Windows of a campaign that follow each other, moved so that the wanted one is open now."""

from datetime import timedelta

from campaign.models import clock
from campaign.models.campaign import Campaign, Window
from campaign.rules.phases import KINDS


def now_is(campaign: Campaign, kind: str) -> None:
    """Every window lasts ten days; `kind` opened yesterday."""
    start = clock.now() - timedelta(days=1)
    for place, one in enumerate(KINDS):
        opens = start + timedelta(days=10 * (place - KINDS.index(kind)))
        Window.objects.filter(campaign=campaign, kind=one).update(
            opens=opens, closes=opens + timedelta(days=10)
        )
