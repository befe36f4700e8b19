"""Two people who shall not judge the same dossier.

Groups in which everybody is apart from everybody are in the network: one unit may pass a group's node. What is left, as
when one person is apart from two who may meet, no flow can say, so it is searched for: the network without that gives a
bound; where its answer breaks the rule, one of the two is barred from that dossier and the network solved again. First
all at once, which mostly costs nothing; if it does cost, by branches, the most promising first, so that the first
answer without a clash is the best. The search ends after `MOST` solutions; then the difference to the bound is told.
"""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from heapq import heappop, heappush
from itertools import combinations, count

from campaign.rules.flow import Network, cheapest, is_proved

MOST = 200
FEW_ARCS = 20_000

Apart = tuple[int, int]
Pair = tuple[int, int]  # places of a dossier and a judge in the lists


@dataclass(frozen=True)
class Built:
    """`pairs`: the arcs between dossiers and judges, by arc; `points` of every arc, without the draw."""

    network: Network
    pairs: dict[int, Pair]
    points: list[int]


@dataclass(frozen=True)
class Answer:
    """`rank` is smaller for the better: more flow, then fewer points. Nothing ranks below `bound`."""

    given: dict[int, list[int]]
    rank: tuple[int, int]
    bound: tuple[int, int]
    is_proved: bool


def both_ways(pairs: Iterable[Apart]) -> dict[int, set[int]]:
    found: dict[int, set[int]] = {}
    for one, other in pairs:
        found.setdefault(one, set()).add(other)
        found.setdefault(other, set()).add(one)
    return found


def groups(apart: Mapping[int, Collection[int]], order: Iterable[int]) -> dict[int, int]:
    """The group of each person who is apart from somebody, none in two groups."""
    members: list[list[int]] = []
    for one in order:
        fitting = (group for group in members if all(other in apart.get(one, ()) for other in group))
        if one in apart and (group := next(fitting, None)):
            group.append(one)
        elif one in apart:
            members.append([one])
    return {one: number for number, group in enumerate(members) if len(group) > 1 for one in group}


def solve(built: Callable[[Collection[Pair]], Built], apart: Mapping[int, Collection[int]]) -> Answer:
    """`apart` by places of judges."""
    first = _answer(built(()))
    repaired, barred = first, frozenset[Pair]()
    while clashes := _clashes(repaired, apart):
        barred |= {(dossier, other) for dossier, _, other in clashes}
        repaired = _answer(built(barred))
    if repaired.rank == first.rank:
        return _against(repaired, first.rank, proved=first.is_proved)
    return _searched(built, apart, first, repaired)


def _searched(
    built: Callable[[Collection[Pair]], Built],
    apart: Mapping[int, Collection[int]],
    first: Answer,
    repaired: Answer,
) -> Answer:
    turns, proved = count(), first.is_proved
    waiting = [(first.rank, next(turns), frozenset[Pair](), first)]
    most = MOST if len(built(()).points) <= FEW_ARCS else 0
    while waiting and next(turns) < most:
        rank, _, barred, answer = heappop(waiting)
        clashes = _clashes(answer, apart)
        if not clashes or rank == repaired.rank:
            return _against(answer if not clashes else repaired, rank, proved=proved)
        dossier, one, other = clashes[0]
        for judge in (one, other):
            branch = barred | {(dossier, judge)}
            found = _answer(built(branch))
            proved = proved and found.is_proved
            heappush(waiting, (found.rank, next(turns), branch, found))
    return _against(repaired, min((rank for rank, *_ in waiting), default=first.rank), proved=False)


def _against(answer: Answer, bound: tuple[int, int], *, proved: bool) -> Answer:
    return Answer(answer.given, answer.rank, bound, proved)


def _answer(built: Built) -> Answer:
    flow = cheapest(built.network)
    given: dict[int, list[int]] = {}
    for arc, (dossier, judge) in built.pairs.items():
        if flow.units[arc]:
            given.setdefault(dossier, []).append(judge)
    points = sum(int(units) * points for units, points in zip(flow.units, built.points, strict=True) if units)
    rank = (-flow.amount, points)
    return Answer(given, rank, rank, is_proved(built.network, flow))


def _clashes(answer: Answer, apart: Mapping[int, Collection[int]]) -> list[tuple[int, int, int]]:
    return [
        (dossier, one, other)
        for dossier, judges in answer.given.items()
        for one, other in combinations(judges, 2)
        if other in apart.get(one, ())
    ]
