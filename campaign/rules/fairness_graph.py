"""Which judges can be compared: two are tied by each dossier that both marked.

Effects of judges mean something only inside one connected component. A judge whose loss would split it, or a tie of
one or two dossiers without which it falls apart, is a thin place: what is compared across it rests on very little.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from campaign.rules.fairness import Marked, grouped

THIN = 2

Ties = Mapping[int, Mapping[int, int]]


@dataclass(frozen=True)
class Component:
    judges: tuple[int, ...]
    dossiers: tuple[int, ...]
    cut_judges: tuple[int, ...]
    thin_ties: tuple[tuple[int, int, int], ...]


@dataclass
class _Walk:
    """Depth first, as Tarjan (1972): `low` is the earliest judge that can be reached without going back."""

    ties: Ties
    order: dict[int, int]
    low: dict[int, int]
    cuts: set[int]
    bridges: list[tuple[int, int]]


def components(marked: Sequence[Marked]) -> list[Component]:
    """The largest first."""
    by_dossier = grouped(marked)
    ties = ties_between(rows for rows in by_dossier.values())
    walk = _Walk(ties, {}, {}, set(), [])
    found = []
    for start in sorted(ties):
        if start not in walk.order:
            found.append(_component(walk, start, by_dossier))
    return sorted(found, key=lambda one: (-len(one.dossiers), one.judges))


def ties_between(dossiers: Iterable[Sequence[Marked]]) -> Ties:
    """How many dossiers each pair of judges shares; a judge who shares none stands alone."""
    shared: Counter[tuple[int, int]] = Counter()
    ties: dict[int, dict[int, int]] = {}
    for rows in dossiers:
        judges = sorted(one.judge for one in rows)
        ties.update((judge, {}) for judge in judges if judge not in ties)
        shared.update(combinations(judges, 2))
    for (one, other), count in sorted(shared.items()):
        ties[one][other] = ties[other][one] = count
    return ties


def _component(walk: _Walk, start: int, by_dossier: Mapping[int, Sequence[Marked]]) -> Component:
    cuts, bridges = len(walk.cuts), len(walk.bridges)
    before = set(walk.cuts)
    judges = frozenset(_visit(walk, start))
    thin = [(min(pair), max(pair), walk.ties[pair[0]][pair[1]]) for pair in walk.bridges[bridges:]]
    return Component(
        judges=tuple(sorted(judges)),
        dossiers=tuple(dossier for dossier, rows in by_dossier.items() if rows[0].judge in judges),
        cut_judges=tuple(sorted(walk.cuts - before)) if len(walk.cuts) > cuts else (),
        thin_ties=tuple(sorted(tie for tie in thin if tie[2] <= THIN)),
    )


def _visit(walk: _Walk, start: int) -> Iterable[int]:
    """Without recursion, since a panel may be a chain of hundreds."""
    walk.order[start] = walk.low[start] = len(walk.order)
    path = [(start, iter(walk.ties[start]))]
    children = 0
    while path:
        judge, waiting = path[-1]
        other = next(waiting, None)
        if other is None:
            path.pop()
            yield judge
            if path:
                children += path[-1][0] == start
                _step_back(walk, path[-1][0], judge, root=start)
        elif other not in walk.order:
            walk.order[other] = walk.low[other] = len(walk.order)
            path.append((other, iter(walk.ties[other])))
        elif len(path) < 2 or other != path[-2][0]:
            walk.low[judge] = min(walk.low[judge], walk.order[other])
    if children > 1:
        walk.cuts.add(start)


def _step_back(walk: _Walk, parent: int, child: int, *, root: int) -> None:
    walk.low[parent] = min(walk.low[parent], walk.low[child])
    if walk.low[child] > walk.order[parent]:
        walk.bridges.append((parent, child))
    if walk.low[child] >= walk.order[parent] and parent != root:
        walk.cuts.add(parent)
