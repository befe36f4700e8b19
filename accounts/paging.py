"""Key-set pages: the next page starts after a row, so that page 1,000 costs what page 1 costs."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Q, QuerySet

AFTER, BEFORE = "sau", "truoc"


@dataclass(frozen=True)
class Page:
    rows: list[Any] = field(default_factory=list)
    next: int | None = None
    previous: int | None = None

    def __iter__(self):
        return iter(self.rows)


def key_set_page(rows: QuerySet, *, by: str, query: Any, size: int = 30) -> Page:
    """The page of `rows`, ordered by the field `by` then pk, that ?sau=<pk> or ?truoc=<pk> asks for.

    A minus before the field turns the order round: the newest first.
    """
    name, down = by.removeprefix("-"), by.startswith("-")
    forward, backward = ("lt", "gt") if down else ("gt", "lt")
    ahead, astern = [(name, "pk"), (f"-{name}", "-pk")][:: -1 if down else 1]
    before = _anchor(rows, name, query.get(BEFORE))
    if before:
        found = list(rows.filter(_beyond(name, before, backward)).order_by(*astern)[: size + 1])
        return _page(found[:size][::-1], more_after=True, more_before=len(found) > size)
    after = _anchor(rows, name, query.get(AFTER))
    found = list((rows.filter(_beyond(name, after, forward)) if after else rows).order_by(*ahead)[: size + 1])
    return _page(found[:size], more_after=len(found) > size, more_before=bool(after))


def page_of(rows: Sequence[Any], *, query: Any, size: int = 30) -> Page:
    """The same for rows that were reckoned, not read: each has a `pk`, and they stand in their order already."""
    places = {str(row.pk): place for place, row in enumerate(rows)}
    before, after = places.get(query.get(BEFORE) or ""), places.get(query.get(AFTER) or "")
    start = max(0, before - size) if before is not None else after + 1 if after is not None else 0
    end = before if before is not None else start + size
    return _page(list(rows[start:end]), more_after=end < len(rows), more_before=start > 0)


def _anchor(rows: QuerySet, by: str, given: str | None) -> tuple[Any, int] | None:
    if not given or not given.isascii() or not given.isdigit() or len(given) > 18:
        return None
    # A computed column is known to the rows alone; then a page after a row that has left begins anew.
    known = rows if by in rows.query.annotations else rows.model._default_manager
    return known.filter(pk=int(given)).values_list(by, "pk").first()


def _beyond(by: str, anchor: tuple[Any, int], lookup: str) -> Q:
    """The first condition says nothing new, but it is one that an index can start from."""
    value, pk = anchor
    return Q(**{f"{by}__{lookup}e": value}) & (Q(**{f"{by}__{lookup}": value}) | Q(**{f"pk__{lookup}": pk}))


def _page(rows: list[Any], *, more_after: bool, more_before: bool) -> Page:
    return Page(
        rows=rows,
        next=rows[-1].pk if rows and more_after else None,
        previous=rows[0].pk if rows and more_before else None,
    )
