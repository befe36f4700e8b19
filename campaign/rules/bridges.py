"""Whose marks can be compared: the circles of judges, the dossiers that tie them together, and what hangs together."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

SHARE = Fraction(18, 100)  # of the dossiers of each circle, between 15 and 20 %


@dataclass(frozen=True)
class Homes:
    """The circle that each dossier belongs to, and for the bridges the other circle that gives one judge."""

    home: dict[int, int] = field(default_factory=dict)
    partner: dict[int, int] = field(default_factory=dict)

    def of_bridges(self) -> "Homes":
        """Everything else is at home everywhere."""
        return Homes({dossier: self.home[dossier] for dossier in self.partner}, self.partner)


def draw_homes(
    able: Mapping[int, Mapping[int, tuple[int, int]]],
    sizes: Mapping[int, int],
    fixed: Mapping[int, int],
    free: Collection[int],
) -> Homes:
    """`able`: dossiers in drawn order, each with how well every circle of `sizes` could serve it.

    Each goes to a circle that serves it best, among equals to the one with the fewest for its size. Then 18 % of each
    circle's dossiers become bridges, at least one; their partners go round, so that every two circles meet in turn.
    `fixed` are homes that work under way has decided; only `free` dossiers become bridges.
    """
    homes, given = Homes(), dict.fromkeys(sizes, 0)
    for dossier, served in able.items():
        fitting = [circle for circle in sizes if served[circle] == max(served.values())]
        least = min(fitting, key=lambda circle: Fraction(given[circle] + 1, sizes[circle]))
        homes.home[dossier] = fixed.get(dossier, least)
        given[homes.home[dossier]] = given.get(homes.home[dossier], 0) + 1
    for circle in sizes:
        own = [dossier for dossier in able if dossier in free and homes.home[dossier] == circle]
        others = [other for other in _round_from(circle, list(sizes)) if other != circle]
        for place, dossier in enumerate(own[: max(1, round(len(own) * SHARE))]):
            homes.partner[dossier] = others[place % len(others)]
    return homes


def _round_from(circle: int, circles: Sequence[int]) -> list[int]:
    place = circles.index(circle)
    return [*circles[place:], *circles[:place]]


def parts(pairs: Iterable[tuple[int, int]]) -> list[set[int]]:
    """The judges of each connected part of the graph of dossiers and judges; `pairs` are (dossier, judge)."""
    root: dict[tuple[str, int], tuple[str, int]] = {}

    def top(node: tuple[str, int]) -> tuple[str, int]:
        root.setdefault(node, node)
        while root[node] != node:
            root[node] = root[root[node]]
            node = root[node]
        return node

    for dossier, judge in pairs:
        root[top(("dossier", dossier))] = top(("judge", judge))
    found: dict[tuple[str, int], set[int]] = {}
    for kind, pk in list(root):
        if kind == "judge":
            found.setdefault(top((kind, pk)), set()).add(pk)
    return list(found.values())
