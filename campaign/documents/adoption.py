"""How initiatives spread: what a unit and the office follow, and the tables that everybody reads."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, F, Min, OuterRef, Q, QuerySet, Subquery

from accounts.models.unit import KINDS
from accounts.models.user import User
from accounts.roles import Role
from campaign.documents.showcase import entries
from campaign.models.adoption import Adoption, BenefitCheck
from campaign.models.campaign import Campaign
from campaign.models.json_rows import JsonRows
from campaign.models.showcase import LibraryEntry
from campaign.rules.calendar import vn_date
from campaign.rules.phrase import Phrase

DESK = (Role.UNIT_HEAD, Role.UNIT_DESK)
MOST_SPREAD = 20
NO_AREA = Phrase("Đơn vị không thuộc đơn vị cấp trên")


@dataclass(frozen=True)
class Line:
    adoption: Adoption
    state: str
    label: Phrase


@dataclass(frozen=True)
class Share:
    """`units` that apply at least one initiative, `uses` in all."""

    label: str | Phrase
    units: int
    uses: int


@dataclass(frozen=True)
class Spread:
    organiser: Campaign | None
    by_kind: list[Share]
    by_area: list[Share]
    most: list[LibraryEntry]


def of_units(user: User) -> QuerySet[Adoption]:
    return _followed().filter(unit__in=user.unit_ids(*DESK))


def of_all() -> QuerySet[Adoption]:
    return _followed()


def _followed() -> QuerySet[Adoption]:
    waiting = BenefitCheck.objects.filter(adoption=OuterRef("pk"), done_at=None).order_by().values("adoption")
    next_due = Subquery(waiting.annotate(first=Min("due_on")).values("first"))
    return Adoption.objects.select_related("entry").defer("entry__search_text").annotate(next_due=next_due)


def overdue(today: date) -> Q:
    """Begun on paper only, or with figures that are due."""
    late = BenefitCheck.objects.filter(done_at=None, due_on__lt=today).values("adoption")
    return Q(withdrawn_at=None) & (Q(confirmed_at=None, starts_on__lt=today) | Q(pk__in=late))


def lines(rows: Iterable[Adoption], today: date) -> list[Line]:
    return [Line(row, *_state(row, today)) for row in rows]


def _state(row: Adoption, today: date) -> tuple[str, Phrase]:
    """The colour of the badge and its words."""
    if row.withdrawn_at:
        return "withdrawn", Phrase("Đã thôi áp dụng")
    if row.confirmed_at is None:
        if row.starts_on < today:
            return "bad", Phrase("Quá ngày bắt đầu, chưa xác nhận")
        return "draft", Phrase("Đã cam kết")
    if row.next_due and row.next_due < today:
        return "bad", Phrase("Quá kỳ ghi hiệu quả %(day)s", day=vn_date(row.next_due))
    return "award", Phrase("Đang áp dụng")


def spread() -> Spread:
    """Confirmed uses of what is in the library, by kind of unit and by the unit above: two questions."""
    counted = Adoption.objects.confirmed().filter(entry__left_at=None, entry__hidden_at=None)
    columns = {name: _shares(counted, name) for name in ("unit_kind", "area_name")}
    found = (
        Campaign.objects.announced()
        .annotate(**{f"by_{name}": rows for name, rows in columns.items()})
        .first()
    )
    most = entries().filter(uses__gt=0).order_by("-uses", "-year", "-pk")[:MOST_SPREAD]
    if found is None:
        return Spread(None, [], [], list(most))
    kinds = dict(KINDS)
    return Spread(
        found,
        [_share(row, kinds.get(row["label"], row["label"])) for row in found.by_unit_kind],
        [_share(row, row["label"] or NO_AREA) for row in found.by_area_name],
        list(most),
    )


def _shares(rows: QuerySet[Adoption], column: str) -> JsonRows:
    counted = rows.order_by().values(column).annotate(size=Count("pk")).order_by("-size", column)
    return JsonRows(counted, label=F(column), uses=Count("pk"), units=Count("unit", distinct=True))


def _share(row: dict[str, Any], label: str | Phrase) -> Share:
    return Share(label, row["units"], row["uses"])
