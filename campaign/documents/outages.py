"""Outages shortly before an end, each with the extension that would make up for it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import QuerySet

from campaign.models.campaign import Campaign
from campaign.models.health import Outage
from campaign.rules.calendar import vn_datetime
from campaign.rules.deadlines import make_up
from campaign.rules.phases import Kind
from campaign.rules.phrase import Phrase

LOOKED_BACK = timedelta(days=3)
# An outage counts for people who file when it takes something of the last two hours before their end.
LAST_HOURS = timedelta(hours=2)


@dataclass(frozen=True)
class Proposal:
    """`closes` and `reason` fill the form of an extension."""

    outage: int
    campaign: int
    slug: str
    title: str
    told: Phrase
    closes: datetime
    until: Phrase
    reason: Phrase


def recent(now: datetime) -> QuerySet[Outage]:
    return ended_since(now - LOOKED_BACK)


def ended_since(moment: Any) -> QuerySet[Outage]:
    return Outage.objects.filter(ended_at__gte=moment)


def proposals(now: datetime, campaigns: Iterable[Campaign] | None = None) -> list[Proposal]:
    """One question where nothing happened. Running `campaigns` that were read with their windows are not read again."""
    outages = list(recent(now)[:20])
    if not outages:
        return []
    if campaigns is None:
        campaigns = Campaign.objects.running().defer("about", "theme").prefetch_related("windows")
    return [one for campaign in campaigns for one in _of_campaign(campaign, outages, now)]


def _of_campaign(campaign: Campaign, outages: Iterable[Outage], now: datetime) -> Iterable[Proposal]:
    """For each outage the last of the ends that it touched: more time for one strand is the officer's to narrow."""
    for outage in outages:
        touched = [end for end in _ends(campaign) if outage.began_at < end < outage.ended_at + LAST_HOURS]
        if touched:
            yield _proposal(campaign, outage, max(touched), now)


def _ends(campaign: Campaign) -> list[datetime]:
    return [window.closes for window in campaign.windows.all() if window.kind == Kind.SUBMIT]


def _proposal(campaign: Campaign, outage: Outage, end: datetime, now: datetime) -> Proposal:
    minutes = round((outage.ended_at - outage.began_at).total_seconds() / 60)
    facts = {"began": vn_datetime(outage.began_at), "ended": vn_datetime(outage.ended_at), "minutes": minutes}
    closes = make_up(end, outage.began_at, outage.ended_at, now)
    return Proposal(
        outage=outage.pk,
        campaign=campaign.pk,
        slug=campaign.slug,
        title=campaign.title,
        told=Phrase(
            "Hệ thống không hoạt động từ %(began)s đến %(ended)s (%(minutes)s phút), sát hạn nộp %(end)s.",
            **facts,
            end=vn_datetime(end),
        ),
        closes=closes,
        until=vn_datetime(closes),
        reason=Phrase(
            "Hệ thống không hoạt động từ %(began)s đến %(ended)s (%(minutes)s phút) nên bù thời gian nộp hồ sơ.",
            **facts,
        ),
    )
