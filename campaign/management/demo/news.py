"""The news of the demonstration: the article on the plan of 2019 with what its page said, and a few more."""

from collections.abc import Iterator
from datetime import date, datetime
from functools import partial

from django.core.files.uploadedfile import SimpleUploadedFile

from campaign.actions import news, news_files, news_setup
from campaign.actions.news_files import Said
from campaign.management.demo import content
from campaign.management.demo.campaigns import exactly
from campaign.management.demo.drawings import drawing
from campaign.management.demo.people import acting
from campaign.management.demo.plan_paper import plan_summary
from campaign.models.news import Article, Section

OFFICER, ADMINISTRATOR = "THUKY", "QUANTRI"
Act = tuple[datetime, partial]


def set_up() -> None:
    plan = content.news()
    by = acting(ADMINISTRATOR)
    news_setup.set_sections([news_setup.SectionRow(name) for name in plan["sections"]], by=by)
    news_setup.set_links([news_setup.LinkRow(**row) for row in plan["links"]], by=by)
    news_setup.set_visit_start(plan["visits"], by=by)


def of_2019() -> Iterator[Act]:
    """Each at the moment that it appeared, the sections before all."""
    yield datetime.fromisoformat(content.news()["set_up"]), partial(set_up)
    for row in content.news()["articles"]:
        if "at" in row:
            yield datetime.fromisoformat(row["at"]), partial(_publish, row)


def of_today(today: date) -> Iterator[Act]:
    """What is still to come is written and scheduled now."""
    for row in content.news()["articles"]:
        if "at" not in row:
            day, hour = row["on"] or (-1, "16:00")
            moment = exactly(today, [min(day, -1), hour])
            at = exactly(today, row["on"]) if day > 0 else None
            yield moment, partial(_publish, row, at=at) if row["on"] else partial(_write, row)


def _write(row: content.Row) -> Article:
    by = acting(OFFICER)
    words = {name: row[name] for name in ("title", "lead", "body", "by_line")}
    article = news.write(news.Words(section=Section.objects.get(name=row["section"]), **words), by=by)
    for picture in row["pictures"]:
        said = Said(picture["alt"], picture["caption"])
        news_files.add_picture(article, by=by, upload=drawing(picture["drawing"]), said=said)
    if "plan" in row:
        paper = SimpleUploadedFile("tom-tat-ke-hoach-129.pdf", plan_summary(), "application/pdf")
        news_files.add_file(article, by=by, upload=paper, title=row["plan"])
    return article


def _publish(row: content.Row, *, at: datetime | None = None) -> None:
    """How often it was read is a figure of the source page, or invented."""
    article = news.publish(_write(row), by=acting(ADMINISTRATOR), at=at)
    Article.objects.filter(pk=article.pk).update(views=row["views"])
