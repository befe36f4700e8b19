"""What stands around the articles: the sections, the links box, and where the counter of visits began."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction
from django.db.models import F, ProtectedError, Value
from django.db.models.functions import Concat
from django.utils.text import slugify

from accounts.models.user import User
from accounts.text import clean_line, fold
from campaign.actions import gate, trail
from campaign.actions.refused import Refused, refuse_if
from campaign.models.news import Section, UsefulLink, VisitCount
from campaign.rules.phrase import NO_OBJECTION, Phrase


@dataclass(frozen=True)
class SectionRow:
    """Without `pk` a new section; a section keeps its address when its name changes."""

    name: str
    pk: int | None = None


@dataclass(frozen=True)
class LinkRow:
    label: str
    url: str


@transaction.atomic
def set_sections(rows: Sequence[SectionRow], *, by: User) -> None:
    """All of them in their order. One that is left out goes, unless an article stands in it."""
    gate.require_in_campaign("publish_news", by)
    names = [clean_line(row.name) for row in rows]
    refuse_if(_told_twice(names))
    known = Section.objects.select_for_update().in_bulk()
    for pk in known.keys() - {row.pk for row in rows}:
        _drop(known[pk])
    # Two sections may change names with each other.
    Section.objects.update(name=Concat(Value("~"), F("slug")))
    for order, (row, name) in enumerate(zip(rows, names, strict=True), 1):
        section = known.get(row.pk or 0) or Section(slug=_slug(name))
        section.name, section.order = name, order
        section.save()
    trail.record("set_news_sections", by=by, facts={"sections": names})


@transaction.atomic
def set_links(rows: Sequence[LinkRow], *, by: User) -> None:
    gate.require_in_campaign("publish_news", by)
    UsefulLink.objects.all().delete()
    links = [
        UsefulLink(label=clean_line(row.label), url=row.url, order=order) for order, row in enumerate(rows, 1)
    ]
    UsefulLink.objects.bulk_create(links)
    trail.record("set_useful_links", by=by, facts={"links": [link.url for link in links]})


@transaction.atomic
def set_visit_start(start: int, *, by: User) -> None:
    """What an earlier portal had counted; the visits since then are added to it."""
    gate.require_in_campaign("publish_news", by)
    before = VisitCount.objects.get_or_create(pk=1)[0].start
    VisitCount.objects.filter(pk=1).update(start=start)
    if before != start:
        trail.record("set_visit_start", by=by, facts={"before": before, "after": start})


def _told_twice(names: Sequence[str]) -> Phrase:
    for place, name in enumerate(names):
        if name in names[:place]:
            return Phrase(
                "Tên chuyên mục «%(name)s» được ghi hai lần nên chưa lưu. Các chuyên mục được giữ nguyên; hãy đổi một "
                "trong hai tên rồi lưu lại.",
                name=name,
            )
    return NO_OBJECTION


def _drop(section: Section) -> None:
    try:
        section.delete()
    except ProtectedError:
        raise Refused(
            Phrase(
                "Chuyên mục «%(name)s» đang có tin bài nên chưa bỏ được. Các chuyên mục được giữ nguyên; hãy chuyển "
                "bài sang chuyên mục khác trước.",
                name=section.name,
            )
        ) from None


def _slug(name: str) -> str:
    stem = slugify(fold(name))[:80] or "chuyen-muc"
    taken = set(Section.objects.filter(slug__startswith=stem).values_list("slug", flat=True))
    names = (stem if number == 1 else f"{stem}-{number}" for number in range(1, len(taken) + 2))
    return next(slug for slug in names if slug not in taken)
