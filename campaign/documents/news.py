"""What the public reads of the news: published articles, and what stands beside them, in few questions.

A page asks for its articles and, in one more question (`beside`), for everything around them.
"""

import uuid
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from django.db.models import BigIntegerField, Count, F, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce, TruncDate, TruncMonth

from campaign.models.campaign import Campaign
from campaign.models.clock import VIETNAM
from campaign.models.json_rows import JsonRows, moment, together
from campaign.models.news import (
    Article,
    ArticleFile,
    ArticleQuerySet,
    Picture,
    Section,
    UsefulLink,
    VisitCount,
)
from campaign.rules import month_grid
from campaign.rules.calendar import add_months, vn_day, vn_number
from campaign.rules.phrase import Phrase

MOST_MONTHS, MOST_PICTURES, LATEST = 24, 6, 4
DIGITS = 7


@dataclass(frozen=True)
class Month:
    key: str
    label: Phrase
    count: int


@dataclass(frozen=True)
class Beside:
    """The boxes around the news, and who answers for the portal."""

    sections: list[dict[str, str]]
    months: list[Month]
    links: list[dict[str, str]]
    pictures: list[dict[str, Any]]
    visits: int
    issuer: str
    contact: str
    latest: list[dict[str, Any]]
    results: list[dict[str, Any]]

    @property
    def digits(self) -> str:
        return f"{self.visits:0{DIGITS}}"

    @property
    def visits_in_words(self) -> Phrase:
        return Phrase("%(count)s lượt", count=vn_number(self.visits))


def published(now: datetime) -> ArticleQuerySet:
    """With the picture that stands above each."""
    first = Picture.objects.filter(article=OuterRef("pk")).order_by("order", "pk")[:1]
    rows = Article.objects.published(now).select_related("section").defer("body")
    return rows.annotate(cover=JsonRows(first, "public_id", "alt", "width", "height"))


def whole(rows: ArticleQuerySet) -> ArticleQuerySet:
    """An article as its page shows it: one question."""
    of_article = {"article": OuterRef("pk")}
    return rows.select_related("section").annotate(
        images=JsonRows(
            Picture.objects.filter(**of_article).order_by("order", "pk"),
            *("public_id", "alt", "caption", "width", "height"),
        ),
        papers=JsonRows(
            ArticleFile.objects.filter(**of_article).order_by("pk"),
            "public_id",
            "title",
            "content_type",
            "size",
        ),
    )


def on_day(rows: ArticleQuerySet, day: date) -> ArticleQuerySet:
    return rows.filter(
        publish_at__gte=_midnight(day), publish_at__lt=_midnight(date.fromordinal(day.toordinal() + 1))
    )


def in_month(rows: ArticleQuerySet, month: date) -> ArticleQuerySet:
    return rows.filter(publish_at__gte=_midnight(month), publish_at__lt=_midnight(add_months(month, 1)))


def days_of(month: date, now: datetime) -> dict[date, int]:
    """How many articles each day of the month has: one question."""
    rows = in_month(Article.objects.published(now), month).order_by()
    days = rows.annotate(day=TruncDate("publish_at", tzinfo=VIETNAM)).values("day")
    return dict(days.annotate(count=Count("pk")).values_list("day", "count"))


def beside(now: datetime, *, results: QuerySet | None = None) -> Beside:
    """One question. `results` are the latest published ones, which only the home page shows."""
    found = together(
        sections=JsonRows(Section.objects.order_by("order", "pk"), "name", "slug"),
        months=_months(now),
        links=JsonRows(UsefulLink.objects.order_by("order", "pk"), "label", "url"),
        pictures=JsonRows(
            pictures(now)[:MOST_PICTURES], "public_id", "alt", "caption", slug=F("article__slug")
        ),
        visits=_visits(),
        organiser=JsonRows(Campaign.objects.announced()[:1], "issuer_name", "contact"),
        **({} if results is None else _for_home(now, results)),
    )
    return _read(found)


def pictures(now: datetime) -> QuerySet[Picture]:
    """Of published articles, the newest first."""
    shown = Article.objects.published(now).values("pk")
    return Picture.objects.filter(article__in=shown).order_by(
        "-article__publish_at", "-article", "order", "pk"
    )


def _read(found: dict[str, Any]) -> Beside:
    organiser = (found["organiser"] or [{}])[0]
    return Beside(
        sections=found["sections"],
        months=[_month(moment(row["month"]), row["count"]) for row in found["months"]],
        links=found["links"],
        pictures=with_ids(found["pictures"]),
        visits=found["visits"],
        issuer=organiser.get("issuer_name", ""),
        contact=organiser.get("contact", ""),
        latest=[row | {"publish_at": moment(row["publish_at"])} for row in found.get("latest", [])],
        results=found.get("results", []),
    )


def with_ids(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The two engines write an id in two ways."""
    return [row | {"public_id": uuid.UUID(row["public_id"])} for row in rows]


def _for_home(now: datetime, results: QuerySet) -> dict[str, JsonRows]:
    latest = Article.objects.published(now).order_by("-publish_at", "-pk")[:LATEST]
    return {
        "latest": JsonRows(latest, "slug", "title", "lead", "publish_at", section_name=F("section__name")),
        "results": JsonRows(
            results, "title", "authors", "unit_name", "award_label", slug=F("campaign__slug")
        ),
    }


def _months(now: datetime) -> JsonRows:
    rows = Article.objects.published(now).annotate(month=TruncMonth("publish_at", tzinfo=VIETNAM))
    grouped = rows.order_by("-month").values("month").annotate(count=Count("pk"))[:MOST_MONTHS]
    return JsonRows(grouped, month=F("month"), count=F("count"))


def _visits() -> Coalesce:
    counted = VisitCount.objects.annotate(total=F("start") + F("counted")).values("total")[:1]
    return Coalesce(Subquery(counted, output_field=BigIntegerField()), 0)


def _month(start: datetime, count: int) -> Month:
    month = vn_day(start)
    return Month(month_grid.key(month), month_grid.label(month), count)


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), VIETNAM)
