"""The published results of a campaign, read in one question with their tallies: the page, its bars and the open data.

Everything comes from the facts copied at the publication; a figure is counted once and shown everywhere.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import groupby
from typing import Any

from django.db.models import Count, F, Min, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from campaign.documents.front import counted
from campaign.models.campaign import AwardLevel, Campaign, Strand
from campaign.models.json_rows import JsonRows
from campaign.models.publication import Publication, PublishedResult
from campaign.models.showcase import LibraryEntry

# Of an arrangement: the column that the list goes by, and what stands above each part of it.
ORDERS = {"strand": "line", "award": "place", "unit": "unit_name"}
MOST_BARS = 10
AFTER_ALL_PRIZES = 1000


@dataclass(frozen=True)
class Group:
    """Results that stand one after the other under one heading."""

    title: str
    note: str
    rows: list[PublishedResult]


@dataclass(frozen=True)
class Bar:
    """`key` filters the page to what was counted; the rest of a long tally has none."""

    label: str
    number: int
    key: str = ""


@dataclass(frozen=True)
class Tally:
    """A small table with bars: the figures are in the table, the bars only repeat them."""

    name: str
    bars: tuple[Bar, ...]
    others: int = 0

    @property
    def most(self) -> int:
        return max((bar.number for bar in self.bars), default=0)

    @property
    def total(self) -> int:
        return sum(bar.number for bar in self.bars) + self.others


def published() -> QuerySet[PublishedResult]:
    """What the public reads now."""
    return PublishedResult.objects.current()


def campaign_with_results(slug: str) -> QuerySet[Campaign]:
    """The announced campaign, its publications, what its results can be filtered by, and how many there are of each."""
    of_campaign = {"campaign": OuterRef("pk")}
    live = published().filter(**of_campaign, revoked_at=None)
    publications = Publication.objects.filter(**of_campaign).order_by("-published_at")
    units = published().filter(**of_campaign).order_by("unit_name").distinct()
    return counted(Campaign.objects.announced().filter(slug=slug)).annotate(
        announced_lists=JsonRows(
            publications,
            "version",
            "published_at",
            "sha256",
            "results_count",
            "note",
            replaces=F("replaces__version"),
        ),
        strand_choices=JsonRows(Strand.objects.filter(**of_campaign).order_by("order"), "code", "name"),
        prize_choices=JsonRows(AwardLevel.objects.filter(**of_campaign).order_by("order"), "code", "label"),
        unit_choices=JsonRows(units, "unit_name"),
        by_award=_counted_by(live, "award_code", "award_label"),
        by_strand=_counted_by(live, "strand_code", "strand_name"),
        by_unit=_counted_by(live, "unit_name", "unit_name"),
    )


def publications(campaign: Campaign) -> list[dict[str, Any]]:
    """The latest first, with moments instead of their text in JSON."""
    return [row | {"published_at": _moment(row["published_at"])} for row in campaign.announced_lists]


def tallies(campaign: Campaign) -> list[Tally]:
    strands, prizes = (
        [row["code"] for row in rows] for rows in (campaign.strand_choices, campaign.prize_choices)
    )
    by_unit = sorted(campaign.by_unit, key=lambda row: (-row["number"], row["label"]))
    return [
        _tally("award", _in_order(campaign.by_award, prizes)),
        _tally("strand", _in_order(campaign.by_strand, strands)),
        _tally("unit", by_unit),
    ]


def arranged(rows: QuerySet[PublishedResult], by: str) -> tuple[QuerySet[PublishedResult], str]:
    """The rows, each with the address of its own page in the library, and the column that their pages go by."""
    entry = LibraryEntry.objects.shown().filter(submission=OuterRef("award__submission"))
    rows = rows.annotate(entry_code=Subquery(entry.values("code")[:1])).defer("summary", "search_text")
    if by == "award":
        levels = AwardLevel.objects.filter(campaign=OuterRef("campaign"), code=OuterRef("award_code"))
        rows = rows.annotate(place=Coalesce(Subquery(levels.values("order")[:1]), AFTER_ALL_PRIZES))
    return rows, ORDERS[by]


def grouped(rows: Iterable[PublishedResult], by: str) -> list[Group]:
    return [Group(*heading, list(group)) for heading, group in groupby(rows, key=HEADINGS[by])]


HEADINGS = {
    "strand": lambda row: (row.strand_name, row.decision_text),
    "award": lambda row: (row.award_label, ""),
    "unit": lambda row: (row.unit_name, ""),
}


def _counted_by(live: QuerySet[PublishedResult], key: str, label: str) -> JsonRows:
    rows = live.order_by().values(key, label).annotate(first=Min("line")).order_by("first")
    return JsonRows(rows, number=Count("pk"), key=F(key), label=F(label))


def _in_order(rows: list[dict[str, Any]], codes: list[str]) -> list[dict[str, Any]]:
    """As the plan names them; what has no prize comes last."""
    places = {code: place for place, code in enumerate(codes)}
    return sorted(rows, key=lambda row: places.get(row["key"], len(places)))


def _tally(name: str, rows: list[dict[str, Any]]) -> Tally:
    bars = tuple(Bar(row["label"], row["number"], row["key"]) for row in rows[:MOST_BARS])
    return Tally(name, bars, others=sum(row["number"] for row in rows[MOST_BARS:]))


def _moment(text: str) -> datetime:
    """SQLite writes no zone: it keeps UTC."""
    found = datetime.fromisoformat(text)
    return found if found.tzinfo else found.replace(tzinfo=UTC)
