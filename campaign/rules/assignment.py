"""Who judges what: nobody judges near home, and everybody has about the same to do.

The order of equals comes from a hash, so that neither a name nor a place in a list decides, and the same
question always has the same answer.
"""

import hashlib
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from campaign.rules.phrase import NO_OBJECTION, Phrase

AUTHOR = Phrase("Là tác giả hoặc đồng tác giả của hồ sơ này.")
CONFLICT = Phrase("Đã khai báo xung đột lợi ích với hồ sơ này.")
SAME_UNIT = Phrase("Cùng đơn vị với hồ sơ hoặc với một tác giả của hồ sơ.")
ALREADY = Phrase("Đã được phân công hồ sơ này.")


@dataclass(frozen=True)
class Judge:
    """`units` are those of today; `load` counts the dossiers this judge already has."""

    pk: int
    units: frozenset[int] = frozenset()
    load: int = 0


@dataclass(frozen=True)
class Dossier:
    """`units` are the dossier's own and those of its authors; `judges` have it already."""

    pk: int
    authors: frozenset[int] = frozenset()
    units: frozenset[int] = frozenset()
    conflicts: frozenset[int] = frozenset()
    judges: frozenset[int] = frozenset()


@dataclass(frozen=True)
class Unmet:
    """A dossier that cannot have all its judges; `blocked` says of each other judge why not."""

    dossier: int
    missing: int
    reason: Phrase
    blocked: Mapping[int, Phrase]


@dataclass(frozen=True)
class Proposed:
    """New judges by dossier, what each judge then has, and the demand that nobody can meet."""

    judges: dict[int, list[int]] = field(default_factory=dict)
    loads: dict[int, int] = field(default_factory=dict)
    unmet: list[Unmet] = field(default_factory=list)


def blocked(judge: Judge, dossier: Dossier) -> Phrase:
    """Why this person may not judge this dossier; false when nothing stands against it."""
    if judge.pk in dossier.authors:
        return AUTHOR
    if judge.pk in dossier.conflicts:
        return CONFLICT
    if judge.units & dossier.units:
        return SAME_UNIT
    return NO_OBJECTION


def propose(
    dossiers: Sequence[Dossier], judges: Sequence[Judge], per_dossier: int, *, seed: str = ""
) -> Proposed:
    """First the dossiers with the fewest possible judges, each to the least loaded; then loads are levelled."""
    free = {dossier.pk: _free(dossier, judges) for dossier in dossiers}
    result = Proposed(loads={judge.pk: judge.load for judge in judges})
    for dossier in sorted(dossiers, key=lambda one: (len(free[one.pk]), _draw(seed, one.pk))):
        wanted = max(0, per_dossier - len(dossier.judges))
        result.judges[dossier.pk] = _least_loaded(
            free[dossier.pk], result.loads, wanted, f"{seed}:{dossier.pk}"
        )
        for pk in result.judges[dossier.pk]:
            result.loads[pk] += 1
        missing = wanted - len(result.judges[dossier.pk])
        if missing:
            result.unmet.append(_unmet(dossier, judges, per_dossier, missing))
    _level(result.judges, result.loads, free)
    return result


def _free(dossier: Dossier, judges: Iterable[Judge]) -> list[int]:
    found = (judge.pk for judge in judges if not blocked(judge, dossier))
    return sorted(pk for pk in found if pk not in dossier.judges)


def _least_loaded(free: Iterable[int], loads: Mapping[int, int], wanted: int, seed: str) -> list[int]:
    return sorted(free, key=lambda pk: (loads[pk], _draw(seed, pk)))[:wanted]


def _draw(seed: str, pk: int) -> str:
    return hashlib.sha256(f"{seed}/{pk}".encode()).hexdigest()


def _unmet(dossier: Dossier, judges: Sequence[Judge], per_dossier: int, missing: int) -> Unmet:
    reason = Phrase(
        "Cần %(need)s giám khảo nhưng chỉ có %(have)s người chấm được. Hãy thêm giám khảo vào tổ, hoặc xác nhận "
        "số giám khảo ít hơn kèm lý do.",
        need=per_dossier,
        have=per_dossier - missing,
    )
    why = {judge.pk: blocked(judge, dossier) for judge in judges}
    return Unmet(dossier.pk, missing, reason, {pk: phrase for pk, phrase in why.items() if phrase})


def _level(given: dict[int, list[int]], loads: dict[int, int], free: Mapping[int, Collection[int]]) -> None:
    """Hand dossiers on from fuller to emptier hands, through others where need be, until no such chain is left.

    When no chain ends with somebody two or more dossiers lower, no other distribution is more even.
    """
    while chain := _any_chain(given, loads, free):
        for dossier, giver, taker in chain:
            given[dossier] = [taker if pk == giver else pk for pk in given[dossier]]
            loads[giver] -= 1
            loads[taker] += 1


Step = tuple[int, int, int]


def _any_chain(
    given: Mapping[int, list[int]], loads: Mapping[int, int], free: Mapping[int, Collection[int]]
) -> list[Step]:
    emptiest = min(loads.values(), default=0)
    fuller = [pk for pk in loads if loads[pk] - emptiest >= 2]
    chains = (_chain(pk, given, loads, free) for pk in sorted(fuller, key=lambda pk: (-loads[pk], pk)))
    return next((chain for chain in chains if chain), [])


def _chain(
    start: int, given: Mapping[int, list[int]], loads: Mapping[int, int], free: Mapping[int, Collection[int]]
) -> list[Step]:
    """The shortest way (dossier, giver, taker) from `start` to somebody with at least two dossiers fewer."""
    ways: dict[int, list[Step]] = {start: []}
    waiting = [start]
    for giver in waiting:
        for dossier in (pk for pk, holders in given.items() if giver in holders):
            for taker in free[dossier]:
                if taker in ways or taker in given[dossier]:
                    continue
                ways[taker] = [*ways[giver], (dossier, giver, taker)]
                if loads[taker] <= loads[start] - 2:
                    return ways[taker]
                waiting.append(taker)
    return []
