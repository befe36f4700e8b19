"""A judge's own mean and spread beside those of the whole panel, once nothing can be marked there any more."""

import statistics
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from accounts.models.user import User
from campaign.documents.judging import MARKABLE
from campaign.models.judging import Assignment, Panel, Sheet
from campaign.models.rounds import PanelClosing
from campaign.rules.calendar import round_half_up, vn_number

FEWEST = 2


@dataclass(frozen=True)
class Figures:
    sheets: int
    mean: str
    stdev: str


@dataclass(frozen=True)
class OwnSpread:
    """Of one panel and one strand, whose sheets have one highest total."""

    panel: str
    strand: str
    own: Figures
    field: Figures
    difference: str


def own_spread(user: User) -> list[OwnSpread]:
    """From the sheets that count, of panels that are closed or have nothing left to mark."""
    own: dict[tuple[str, str], list[Decimal]] = defaultdict(list)
    everybody: dict[tuple[str, str], list[Decimal]] = defaultdict(list)
    sheets = Sheet.objects.filter(
        assignment__panel__in=_finished_panels(user), status="locked", voided_at__isnull=True
    )
    rows = sheets.order_by("-submission__campaign", "assignment__panel", "submission__strand").values_list(
        "judge", "total", "assignment__panel__name", "submission__strand__name"
    )
    for judge, total, panel, strand in rows:
        everybody[panel, strand].append(total)
        if judge == user.pk:
            own[panel, strand].append(total)
    return [_line(place, own[place], everybody[place]) for place in everybody if own[place]]


def _finished_panels(user: User) -> QuerySet[Any, Any]:
    open_still = Assignment.objects.live().filter(panel=OuterRef("pk"), submission__state__in=MARKABLE)
    closed = PanelClosing.objects.filter(panel=OuterRef("pk"), reopened_at=None)
    mine = Panel.objects.filter(assignments__judge=user).distinct()
    return mine.filter(Q(Exists(closed)) | ~Q(Exists(open_still))).values("pk")


def _line(place: tuple[str, str], own: Sequence[Decimal], field: Sequence[Decimal]) -> OwnSpread:
    difference = round_half_up(statistics.mean(own) - statistics.mean(field))
    sign = "+" if difference > 0 else ""
    return OwnSpread(*place, _figures(own), _figures(field), sign + vn_number(difference, 2))


def _figures(totals: Sequence[Decimal]) -> Figures:
    stdev = statistics.stdev(totals) if len(totals) >= FEWEST else None
    return Figures(
        len(totals),
        vn_number(round_half_up(statistics.mean(totals)), 2),
        "–" if stdev is None else vn_number(round_half_up(stdev), 2),
    )
