"""The assignment as a network: source → dossier → judge → sink, each unit of flow one judge for one dossier.

Costs are points that are added up, and the scales in `Scales` keep what matters more above all that matters less.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from numpy.random import Generator

from campaign.rules.assignment import Dossier, Judge, objection
from campaign.rules.bridges import Homes
from campaign.rules.flow import Network
from campaign.rules.keep_apart import Built, Pair, groups

# A full share of work more than nothing is worth LOAD, so a missed field outweighs half a share of extra work.
LOAD, FIELD, HINT, WEAK_HINT, OTHER_CIRCLE, NO_BRIDGE = 200, 100, 300, 50, 60, 400
CHANCE = 256
FINE_SHARES = 3  # beyond three fair shares of work one dossier more costs as much as any other


@dataclass(frozen=True)
class Scales:
    """What one unit of each kind costs; see `campaign.rules.planning` for the order and why it holds."""

    point: int
    short: int
    uneven: int

    @classmethod
    def of(cls, judges: int, dearest: int) -> "Scales":
        """A circle holds two drawn arcs for each judge it meets, and fewer than six arcs with points."""
        short = 6 * (judges + 2) * dearest
        return cls(point=CHANCE * 2 * (judges + 1), short=short, uneven=4 * short)


class Tables:
    """Who may take what, at how many points, and the draw; all by place in the two lists."""

    def __init__(
        self,
        dossiers: Sequence[Dossier],
        judges: Sequence[Judge],
        chance: Generator,
        apart: Mapping[int, Collection[int]],
    ) -> None:
        self.dossiers, self.judges, self.apart = dossiers, judges, apart
        self._known: dict[str, frozenset[int]] = {}
        self.groups = groups(apart, range(len(judges)))
        self.draw = chance.integers(0, CHANCE, (len(dossiers), len(judges)))
        places = {judge.pk: place for place, judge in enumerate(judges)}
        with_room = [place for place, judge in enumerate(judges) if not judge.away and judge.room != 0]
        self.open = [self._open(dossier, with_room, places) for dossier in dossiers]
        total = sum(judge.load for judge in judges) + sum(one.missing for one in dossiers)
        self.fair = max(1, -(-total // max(1, len(judges))))
        self.step = max(1, LOAD // self.fair)
        dearest = max(FIELD + HINT + OTHER_CIRCLE + NO_BRIDGE, self.work(FINE_SHARES * self.fair))
        self.scales = Scales.of(len(judges), dearest)

    def _open(self, dossier: Dossier, with_room: Sequence[int], places: Mapping[int, int]) -> dict[int, int]:
        """The judges who may be added, each with the points that the pair costs."""
        if not dossier.missing:
            return {}
        held = {other for pk in dossier.judges for other in self.apart.get(places.get(pk, -1), ())}
        found = (place for place in with_room if place not in held)
        return {
            place: self._points(dossier, place)
            for place in found
            if not objection(self.judges[place], dossier)
        }

    def _points(self, dossier: Dossier, place: int) -> int:
        judge = self.judges[place].pk
        weak = WEAK_HINT if judge in dossier.weak_hints else 0
        known = place in self.knowing(dossier.field)
        return (0 if known else FIELD) + (HINT if judge in dossier.hints else weak)

    def knowing(self, subject: str) -> frozenset[int]:
        if subject not in self._known:
            found = (place for place, judge in enumerate(self.judges) if judge.knows(subject))
            self._known[subject] = frozenset(found)
        return self._known[subject]

    def work(self, load: int) -> int:
        """What one dossier more costs a judge who has `load`; it grows, so even loads are cheapest."""
        return self.step * min(load, FINE_SHARES * self.fair)


class Builder:
    def __init__(self, tables: Tables, circles: Mapping[int, int], homes: Homes) -> None:
        self.tables, self.homes = tables, homes
        self.circles = [circles[judge.pk] for judge in tables.judges]
        self.network = Network()
        self.pairs: dict[int, Pair] = {}
        self.points: list[int] = []
        self.nodes = [self.network.node() for _ in tables.judges]

    def build(self, barred: Collection[Pair]) -> Built:
        for place, dossier in enumerate(self.tables.dossiers):
            possible = {
                judge: points
                for judge, points in self.tables.open[place].items()
                if (place, judge) not in barred
            }
            if possible:
                self._dossier(place, dossier, possible)
        for place, judge in enumerate(self.tables.judges):
            self._judge(self.nodes[place], judge)
        return Built(self.network, self.pairs, self.points)

    def _arc(self, tail: int, head: int, points: int, *, most: int = 1, draw: int = 0) -> int:
        self.points.append(points)
        return self.network.arc(tail, head, most, points * self.tables.scales.point + draw)

    def _dossier(self, place: int, dossier: Dossier, possible: Mapping[int, int]) -> None:
        node, had = self.network.node(), len(dossier.judges)
        for number in range(had, dossier.demand):
            self._arc(Network.SOURCE, node, number * self.tables.scales.uneven)
        home, partner = self.homes.home.get(place), self.homes.partner.get(place)
        near = far = node
        if partner is not None:
            near, far = self._bridge(node, dossier.missing)
        doors: dict[Pair, int] = {}
        for judge, points in possible.items():
            circle = self.circles[judge]
            extra = OTHER_CIRCLE if home is not None and circle not in (home, partner) else 0
            tail = self._door(near if circle == home else far, judge, doors)
            draw = int(self.tables.draw[place, judge])
            arc = self._arc(tail, self.nodes[judge], points + extra, draw=draw)
            self.pairs[arc] = (place, judge)

    def _door(self, node: int, judge: int, doors: dict[Pair, int]) -> int:
        """Who belongs to a group that is kept apart comes through one door with it, which lets one pass."""
        group = self.tables.groups.get(judge)
        if group is None:
            return node
        if (node, group) not in doors:
            doors[node, group] = self.network.node()
            self._arc(node, doors[node, group], 0)
        return doors[node, group]

    def _bridge(self, node: int, missing: int) -> Pair:
        """All but one at home and one elsewhere; any other split is possible and costs."""
        near, far = self.network.node(), self.network.node()
        for side, most in ((near, missing - 1), (far, 1)):
            self._arc(node, side, 0, most=most)
            self._arc(node, side, NO_BRIDGE, most=missing)
        return near, far

    def _judge(self, node: int, judge: Judge) -> None:
        """One arc for each dossier more, while the costs grow; the first ones up to the least load come first."""
        room = len(self.tables.dossiers) if judge.room is None else judge.room
        fine = max(judge.minimum, FINE_SHARES * self.tables.fair)
        for load in range(judge.load, min(judge.load + room, fine)):
            owed = 0 if load < judge.minimum else self.tables.scales.short
            self._arc(node, Network.SINK, owed + self.tables.work(load))
        if rest := judge.load + room - max(judge.load, fine):
            self._arc(
                node, Network.SINK, self.tables.scales.short + self.tables.work(fine), most=max(0, rest)
            )


def build(tables: Tables, circles: Mapping[int, int], homes: Homes, barred: Collection[Pair]) -> Built:
    return Builder(tables, circles, homes).build(barred)
