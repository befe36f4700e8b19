"""Who judges what: the best plan there is, proved, with chance deciding among equals.

What is better, in this order: (1) more of the demand is met; (2) what cannot be met is missing evenly, so nobody waits
for a first judge while another gets a third; (3) judges reach their least load; (4) few points: fields that a judge
does not know, hints against a judge, uneven work, judges from elsewhere (`rules/network.py`); (5) a draw. Each is so
much dearer than all below it together on any circle of the residual network that it can never be outweighed: a circle
meets every judge once, so it holds a known number of arcs of each kind.

Bridges: where several panels serve, each dossier belongs to one of them, by the draw, and 18 % of each panel's dossiers
take one judge from another panel, in turn. So the panels mark some of the same work and can be compared. Where a single
panel falls apart into judges who share no dossier, its parts are tied in the same way by a second solution.

Chance: the recorded seed gives numbers to places in the lists. Ids are never compared, ordered or hashed.
"""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from campaign.rules import keep_apart
from campaign.rules.assignment import FULL, NOT_WITH_COLLEAGUE, Dossier, Judge, objection
from campaign.rules.bridges import Homes, draw_homes, parts
from campaign.rules.keep_apart import Answer, Apart
from campaign.rules.network import Tables, build
from campaign.rules.phrase import Phrase


@dataclass(frozen=True)
class Unmet:
    """A dossier that cannot have all its judges; `why` says of each judge who is not on it why not."""

    dossier: int
    missing: int
    reason: Phrase
    why: Mapping[int, Phrase]


@dataclass(frozen=True)
class Proposed:
    """New judges by dossier, what each judge then has, and everything that did not come out as wished.

    `below`: how many dossiers a judge lacks for the least load. `lost`: the places that a better plan could fill at
    most, and if none, `gap`: the points that it could save at most. `parts`: into how many the graph of all these
    dossiers and judges falls.
    """

    judges: dict[int, list[int]] = field(default_factory=dict)
    loads: dict[int, int] = field(default_factory=dict)
    unmet: list[Unmet] = field(default_factory=list)
    below: dict[int, int] = field(default_factory=dict)
    bridges: frozenset[int] = frozenset()
    parts: int = 0
    is_proved: bool = True
    lost: int = 0
    gap: int = 0


def propose(
    dossiers: Sequence[Dossier], judges: Sequence[Judge], *, seed: int, apart: Collection[Apart] = ()
) -> Proposed:
    chance = np.random.default_rng(seed)
    drawn = [dossiers[place] for place in chance.permutation(len(dossiers))]
    places = {judge.pk: place for place, judge in enumerate(judges)}
    both = keep_apart.both_ways((places[a], places[b]) for a, b in apart if a in places and b in places)
    tables = Tables(drawn, judges, chance, both)
    circles = {judge.pk: judge.panel for judge in judges}
    answer = _solved(tables, circles, _homes(tables, circles))
    found = parts(_pairs(tables, answer))
    if len(set(circles.values())) == 1 and len(found) > 1:
        circles |= {pk: -number for number, part in enumerate(found, 1) for pk in part}
        if (bridges := _homes(tables, circles).of_bridges()).partner:
            answer = _solved(tables, circles, bridges)
    return _proposed(dossiers, tables, answer, circles)


def _solved(tables: Tables, circles: Mapping[int, int], homes: Homes) -> Answer:
    return keep_apart.solve(lambda barred: build(tables, circles, homes, barred), tables.apart)


def _homes(tables: Tables, circles: Mapping[int, int]) -> Homes:
    """Nothing where one circle serves alone."""
    sizes = Counter(circles[judge.pk] for judge in tables.judges if not judge.away and judge.room != 0)
    if len(sizes) < 2:
        return Homes()
    able = {
        place: _served(tables, place, circles, sizes)
        for place, dossier in enumerate(tables.dossiers)
        if dossier.missing
    }
    held = {place: [circles[pk] for pk in tables.dossiers[place].judges if pk in circles] for place in able}
    fixed = {place: Counter(sorted(home)).most_common(1)[0][0] for place, home in held.items() if home}
    free = {place for place in able if tables.dossiers[place].missing > 1 and place not in fixed}
    return draw_homes(able, sizes, fixed, free)


def _served(
    tables: Tables, place: int, circles: Mapping[int, int], sizes: Mapping[int, int]
) -> dict[int, tuple[int, int]]:
    """By circle: how many of the missing judges it has, and how many of those know the field."""
    dossier = tables.dossiers[place]
    knowing = tables.knowing(dossier.field)
    found = [(circles[tables.judges[judge].pk], judge in knowing) for judge in tables.open[place]]
    all_of = Counter(circle for circle, _ in found)
    known = Counter(circle for circle, knows in found if knows)
    most = dossier.missing
    return {circle: (min(most, all_of[circle]), min(most, known[circle])) for circle in sizes}


def _pairs(tables: Tables, answer: Answer) -> list[tuple[int, int]]:
    given = ((place, tables.judges[judge].pk) for place, judges in answer.given.items() for judge in judges)
    held = ((place, pk) for place, one in enumerate(tables.dossiers) for pk in one.judges)
    return [*held, *given]


def _proposed(
    dossiers: Sequence[Dossier], tables: Tables, answer: Answer, circles: Mapping[int, int]
) -> Proposed:
    given = {
        tables.dossiers[place].pk: [tables.judges[judge].pk for judge in judges]
        for place, judges in answer.given.items()
    }
    new = Counter(pk for judges in given.values() for pk in judges)
    loads = {judge.pk: judge.load + new[judge.pk] for judge in tables.judges}
    return Proposed(
        judges={one.pk: given.get(one.pk, []) for one in dossiers},
        loads=loads,
        unmet=[
            _unmet(one, given.get(one.pk, []), tables, loads)
            for one in dossiers
            if one.missing > len(given.get(one.pk, []))
        ],
        below={
            judge.pk: judge.minimum - loads[judge.pk]
            for judge in tables.judges
            if not judge.away and loads[judge.pk] < judge.minimum
        },
        bridges=frozenset(
            one.pk for one in dossiers if _circles_of([*one.judges, *given.get(one.pk, [])], circles) > 1
        ),
        parts=len(parts(_pairs(tables, answer))),
        is_proved=answer.is_proved,
        lost=answer.rank[0] - answer.bound[0],
        gap=answer.rank[1] - answer.bound[1] if answer.rank[0] == answer.bound[0] else 0,
    )


def _circles_of(judges: Collection[int], circles: Mapping[int, int]) -> int:
    return len({circles[pk] for pk in judges if pk in circles})


def _unmet(dossier: Dossier, given: Sequence[int], tables: Tables, loads: Mapping[int, int]) -> Unmet:
    have = len(dossier.judges) + len(given)
    reason = Phrase(
        "Cần %(need)s giám khảo nhưng chỉ có %(have)s người chấm được. Hãy thêm giám khảo vào tổ, hoặc xác nhận "
        "số giám khảo ít hơn kèm lý do.",
        need=dossier.demand,
        have=have,
    )
    others = (judge for judge in tables.judges if judge.pk not in given and judge.pk not in dossier.judges)
    return Unmet(
        dossier.pk,
        dossier.demand - have,
        reason,
        {judge.pk: _why_not(judge, dossier, loads) for judge in others},
    )


def _why_not(judge: Judge, dossier: Dossier, loads: Mapping[int, int]) -> Phrase:
    if found := objection(judge, dossier):
        return found
    if judge.capacity is not None and loads[judge.pk] >= judge.capacity:
        return FULL
    return NOT_WITH_COLLEAGUE
