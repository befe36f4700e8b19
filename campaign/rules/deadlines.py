"""Until when a dossier may be filed: the timetable, more time granted to some, and the silent grace after both."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from campaign.rules.phases import Window


@dataclass(frozen=True)
class Grant:
    """More time for one unit or one person; ids throughout. `uses_left` None: any number of dossiers."""

    pk: int
    closes: datetime
    campaign: int
    strand: int | None = None
    unit: int | None = None
    person: int | None = None
    uses_left: int | None = None

    def covers(self, *, campaign: int, strand: int, unit: int, person: int) -> bool:
        whose = self.person == person if self.unit is None else self.unit == unit
        return whose and self.campaign == campaign and self.strand in (None, strand)


@dataclass(frozen=True)
class Admission:
    """A dossier that is taken at this moment: late when its end has passed, by which grant if it needed one."""

    is_late: bool = False
    grant: Grant | None = None


def extended(window: Window, grants: Iterable[Grant]) -> Window:
    """The window with the latest end that these grants give; they never shorten it and never open it earlier."""
    ends = [grant.closes for grant in grants if grant.uses_left != 0]
    return replace(window, closes=max([window.closes, *ends]))


def admission(window: Window, grants: Iterable[Grant], now: datetime) -> Admission | None:
    """How a dossier handed in now is taken, None if it is not: in time, by a grant in time, then with the grace."""
    if now < window.opens:
        return None
    if now < window.closes:
        return Admission()
    usable = sorted((grant for grant in grants if grant.uses_left != 0), key=_cheapest)
    timely = next((grant for grant in usable if now < grant.closes), None)
    if timely:
        return Admission(grant=timely)
    if now < window.closes + window.grace:
        return Admission(is_late=True)
    graced = next((grant for grant in usable if now < grant.closes + window.grace), None)
    return Admission(is_late=True, grant=graced) if graced else None


def reminder(closes: datetime, hours: Iterable[int], now: datetime) -> int | None:
    """The nearest of these hours before the end that has been reached; None before the first and after the end."""
    left = (closes - now).total_seconds() / 3600
    return min((hour for hour in hours if 0 < left <= hour), default=None)


def make_up(end: datetime, began: datetime, ended: datetime, now: datetime) -> datetime:
    """A new end after an outage: as long as it lasted, from when people can file again, to the next quarter."""
    whole = max(end, ended, now) + (ended - began)
    quarter = timedelta(minutes=15)
    midnight = whole.replace(hour=0, minute=0, second=0, microsecond=0)
    return midnight + -(-(whole - midnight) // quarter) * quarter


def _cheapest(grant: Grant) -> tuple[bool, datetime, int]:
    """A grant for any number is spent before one that is counted, and the one that ends first before the others."""
    return grant.uses_left is not None, grant.closes, grant.pk
