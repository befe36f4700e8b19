"""What the public pages show: campaigns that were announced and results that were published, nothing else.

Every page asks at most four questions, the clock included, however much there is to show.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db.models import (
    Case,
    Count,
    F,
    OuterRef,
    Prefetch,
    Q,
    QuerySet,
    Subquery,
    Sum,
    Value,
    When,
    prefetch_related_objects,
)

from campaign.documents import timetable
from campaign.documents.news import Beside, beside
from campaign.models import clock
from campaign.models.campaign import AwardLevel, Campaign, LegalBasis, Strand, Window
from campaign.models.json_rows import JsonRows
from campaign.models.library import ImportBatch
from campaign.models.publication import PublishedResult
from campaign.models.quota import AwardQuota, AwardRule
from campaign.models.rulebook import Band, Criterion, LevelMinimum, LevelRule
from campaign.rules.calendar import vn_number
from campaign.rules.phrase import Phrase

LISTED_CAMPAIGNS = 12
LATEST_RESULTS = 6


@dataclass(frozen=True)
class Home:
    campaign: Campaign | None
    others: list[Campaign]
    steps: list[dict[str, object]]
    headline: timetable.Headline | None
    beside: Beside
    stats: list[tuple[str, int]]


def home(now: datetime) -> Home:
    past = _total(ImportBatch.objects.all(), Sum("rows"))
    found = list(counted(Campaign.objects.announced()).annotate(past=past)[:LISTED_CAMPAIGNS])
    current = next(
        (campaign for campaign in found if campaign.closed_at is None), found[0] if found else None
    )
    around = beside(now, results=_live_results().order_by("-publication", "line")[:LATEST_RESULTS])
    if current is None:
        return Home(None, [], [], None, around, [])
    prefetch_related_objects([current], _windows())
    return Home(
        campaign=current,
        others=[campaign for campaign in found if campaign != current],
        steps=timetable.steps(current, now),
        headline=timetable.headline(current, now),
        beside=around,
        stats=[
            ("results", sum(campaign.results_count or 0 for campaign in found)),
            ("campaigns", len(found)),
            ("past", found[0].past or 0),
        ],
    )


def end_of_trail() -> list[Any]:
    """The hash of the last act and the moment, or nothing before the first act: one question."""
    return clock.beside("SELECT hash, {now} FROM campaign_chainhead WHERE id = 1")


def campaigns(slug: str) -> QuerySet[Campaign]:
    """The announced campaign of this address with its plan, its prizes and its timetable: two questions."""
    bases = LegalBasis.objects.filter(campaign=OuterRef("pk")).order_by("order")
    prizes = AwardLevel.objects.filter(campaign=OuterRef("pk")).order_by("order")
    rules = AwardRule.objects.filter(campaign=OuterRef("pk"))
    quotas = AwardQuota.objects.filter(campaign=OuterRef("pk"), level__isnull=False).order_by("order")
    found = counted(Campaign.objects.announced().filter(slug=slug))
    return found.annotate(
        bases=JsonRows(bases, "text", "note"),
        prizes=JsonRows(prizes, "id", "label", "minimum_total", "bonus_coefficient", "note"),
        seed=Subquery(rules.values("seed")[:1]),
        seed_source=Subquery(rules.values("seed_source")[:1]),
        quota_rows=JsonRows(quotas, "level_id", "label", "each", "number", whole=_whole()),
    ).prefetch_related(_windows())


def strands(campaign: Campaign) -> list[Strand]:
    """Each with the mark sheet that judges will use: one question."""
    bands = Band.objects.filter(criterion=OuterRef("pk")).order_by("order")
    criteria = Criterion.objects.filter(rubric=OuterRef("rubric")).order_by("order")
    minimums = LevelMinimum.objects.filter(level=OuterRef("pk")).order_by("criterion__order")
    levels = LevelRule.objects.filter(rubric=OuterRef("rubric")).order_by("order")
    found = campaign.strands.select_related("rubric").annotate(
        criteria=JsonRows(
            criteria,
            "label",
            "help",
            "max_points",
            "min_points",
            bands=JsonRows(bands, "label", "low", "high"),
        ),
        levels=JsonRows(
            levels,
            "label",
            "total_min",
            minimums=JsonRows(minimums, "points", label=F("criterion__label")),
        ),
    )
    return [_in_words(strand) for strand in found]


def prizes(campaign: Campaign) -> list[dict[str, Any]]:
    """As `campaigns` has fetched them, with numbers as Vietnamese readers write them."""
    numbers = {"minimum_total", "bonus_coefficient"}
    rows = [
        {name: _points(value) if name in numbers and value else value for name, value in row.items()}
        for row in campaign.prizes
    ]
    return [row | {"limits": _limits(campaign, row["id"])} for row in rows]


def _whole() -> Case:
    """A quota that holds for every strand and unit alike."""
    everywhere = Q(strand=None, unit=None, unit_kind="")
    return Case(When(everywhere, then=Value(1)), default=Value(0))


def _limits(campaign: Campaign, level: int) -> list[Phrase | str]:
    """A plain number in words; what is finer by the name that the plan gives it."""
    return [
        _at_most(row["each"], row["number"]) if row["whole"] and row["number"] is not None else row["label"]
        for row in campaign.quota_rows
        if row["level_id"] == level
    ]


def _at_most(each: str, number: int) -> Phrase:
    if each == "strand":
        return Phrase("Nhiều nhất %(number)s giải mỗi nội dung thi đua", number=number)
    if each == "unit":
        return Phrase("Nhiều nhất %(number)s giải mỗi đơn vị", number=number)
    return Phrase("Nhiều nhất %(number)s giải", number=number)


def with_results() -> QuerySet[Campaign]:
    """Announced campaigns with at least one publication, the latest first: one question."""
    return counted(Campaign.objects.announced().filter(publications__isnull=False).distinct())


def organiser() -> Campaign | None:
    """Who answers for the portal, for the foot of its pages."""
    return Campaign.objects.announced().first()


def with_windows(campaign: Campaign) -> Campaign:
    prefetch_related_objects([campaign], _windows())
    return campaign


def _windows() -> Prefetch:
    return Prefetch("windows", Window.objects.select_related("strand"))


def _live_results() -> QuerySet[PublishedResult]:
    return PublishedResult.objects.current().filter(revoked_at=None).select_related("campaign")


def counted(rows: QuerySet[Campaign]) -> QuerySet[Campaign]:
    live = PublishedResult.objects.current().filter(campaign=OuterRef("pk"), revoked_at=None)
    return rows.annotate(results_count=_total(live, Count("pk")))


def _total(rows: QuerySet, total: Count | Sum) -> Subquery:
    everything = rows.order_by().annotate(everything=Value(1)).values("everything")
    return Subquery(everything.annotate(total=total).values("total"))


def _in_words(strand: Strand) -> Strand:
    """Points as Vietnamese readers write them, and the sum of the sheet."""
    strand.total = _points(str(sum(Decimal(row["max_points"]) for row in strand.criteria)))
    strand.pass_total = _points(str(strand.rubric.pass_total)) if strand.rubric.pass_total else ""
    for row in _nested(strand):
        for name in {"max_points", "min_points", "low", "high", "total_min", "points"} & set(row):
            row[name] = _points(row[name])
    return strand


def _nested(strand: Strand) -> Iterable[dict[str, Any]]:
    for row in [*strand.criteria, *strand.levels]:
        yield row
        yield from row.get("bands") or row.get("minimums") or []


def _points(text: str) -> str:
    return vn_number(Decimal(text).normalize())
