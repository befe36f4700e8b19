"""How long the plan of a strand takes and whether it is proved; the table of docs/performance.md."""

import resource
import sys
import time
from collections.abc import Iterator
from typing import Any

import numpy as np
from django.core.management.base import BaseCommand, CommandParser

from campaign.rules.assignment import Dossier, Judge
from campaign.rules.planning import Proposed, propose

FIELDS = ("y te", "giao duc", "giao thong", "nong nghiep", "cong nghe thong tin", "moi truong")
UNITS = 200
KINDS = ("even", "fields, loads and conflicts", "and pairs kept apart", "too few judges")


class Command(BaseCommand):
    help = "Plan made-up strands and measure each. The same numbers give the same plans."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--dossiers", type=int, default=5000, help="default: 5000")
        parser.add_argument("--judges", type=int, default=60, help="default: 60")
        parser.add_argument("--each", type=int, default=3, help="judges for each dossier (default: 3)")

    def handle(self, *, dossiers: int, judges: int, each: int, **options: Any) -> None:
        self.stdout.write(
            "| strand | seconds | of them CPU | MB at most | proved | unmet | loads | bridges | parts |"
        )
        self.stdout.write("|---|---:|---:|---:|---|---:|---|---:|---:|")
        for kind in KINDS:
            self.stdout.write(_row(kind, *_case(kind, dossiers, judges, each)))


Case = tuple[list[Dossier], list[Judge], list[tuple[int, int]]]


def _case(kind: str, dossiers: int, judges: int, each: int) -> Case:
    chance = np.random.default_rng(dossiers + judges)
    fair = dossiers * each // judges
    capacity = fair * 9 // 10 if kind == KINDS[3] else fair * 6 // 5
    people = list(_judges(chance, judges, capacity, even=kind == KINDS[0]))
    apart = [(place, place + 4) for place in range(0, judges - 4, 5)] if kind == KINDS[2] else []
    return list(_dossiers(chance, dossiers, judges, each, even=kind == KINDS[0])), people, apart


def _judges(chance: np.random.Generator, number: int, capacity: int, *, even: bool) -> Iterator[Judge]:
    for place in range(number):
        yield Judge(
            place,
            units=frozenset({int(chance.integers(UNITS))}),
            panel=place % 4,
            load=0 if even else int(chance.integers(5)),
            capacity=None if even else capacity,
            minimum=0 if even else capacity // 3,
            fields=frozenset() if even else frozenset(chance.choice(FIELDS, 2, replace=False).tolist()),
        )


def _dossiers(
    chance: np.random.Generator, number: int, judges: int, each: int, *, even: bool
) -> Iterator[Dossier]:
    for place in range(number):
        yield Dossier(
            place,
            demand=each,
            units=frozenset({int(chance.integers(UNITS))}),
            conflicts=frozenset() if even else frozenset({int(chance.integers(judges))}),
            hints=frozenset() if even else frozenset({int(chance.integers(judges))}),
            field=FIELDS[int(chance.integers(len(FIELDS)))],
        )


def _row(kind: str, dossiers: list[Dossier], judges: list[Judge], apart: list[tuple[int, int]]) -> str:
    wall, computing = time.perf_counter(), time.process_time()
    proposed = propose(dossiers, judges, seed=1, apart=apart)
    cells = [
        kind,
        f"{time.perf_counter() - wall:.1f}",
        f"{time.process_time() - computing:.1f}",
        str(_megabytes()),
        "yes" if proposed.is_proved else f"within {proposed.lost} places, {proposed.gap} points",
        str(sum(one.missing for one in proposed.unmet)),
        _loads(proposed),
        f"{len(proposed.bridges) / len(dossiers):.0%}",
        str(proposed.parts),
    ]
    return f"| {' | '.join(cells)} |"


def _loads(proposed: Proposed) -> str:
    return f"{min(proposed.loads.values())}-{max(proposed.loads.values())}"


def _megabytes() -> int:
    """Of the whole process since it began: Linux counts in kB, macOS in bytes."""
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most // (1024 * 1024 if sys.platform == "darwin" else 1024)
