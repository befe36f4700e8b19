"""How long ranking and award allocation compute: the table of docs/performance.md."""

import time
from collections import Counter
from collections.abc import Callable
from decimal import Decimal
from random import Random
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from campaign.rules import ranking_record
from campaign.rules.awards import AwardLevel
from campaign.rules.quotas import Quota
from campaign.rules.ranking import Candidate
from campaign.rules.ranking_record import Inputs, Outcome, Terms

UNITS, KINDS, TIMES = 500, 5, 3
LEVELS = [
    AwardLevel(f"giai-{order}", f"Giải {order}", order, Decimal(least), ("A",))
    for order, least in enumerate((90, 80, 70, 60), 1)
]
CHAIN = ("total", "criterion:novelty", "top_share", "direct_worker", "female", "submitted_at")


class Command(BaseCommand):
    help = "Rank made-up dossiers and allocate awards under nested quotas; the same number gives the same result."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--dossiers", type=int, default=50_000)

    def handle(self, *, dossiers: int, **options: object) -> None:
        terms, inputs = made_up(dossiers)
        outcome = ranking_record.compute(terms, inputs)
        kept = ranking_record.terms_to_json(terms), ranking_record.inputs_to_json(inputs)
        steps: list[tuple[str, Callable[[], Any]]] = [
            ("rank and allocate", lambda: ranking_record.compute(terms, inputs)),
            ("write the inputs", lambda: ranking_record.inputs_to_json(inputs)),
            ("SHA-256 of the whole", lambda: ranking_record.digest(*kept, outcome.rows())),
        ]
        self.stdout.write(
            f"{dossiers} dossiers, {UNITS} units, {len(terms.quotas)} quotas; {winners(outcome)}"
        )
        for name, step in steps:
            self.stdout.write(f"| {name} | {computing(step):.2f} s |")


def made_up(number: int) -> tuple[Terms, Inputs]:
    """Quotas of levels, of a level in the strand, of a kind of unit, and a percentage for every unit."""
    rng = Random(number)  # noqa: S311  repeatable on purpose
    quotas = [
        Quota("1", "Giải 1", level="giai-1", number=max(1, number // 500)),
        Quota("2", "Giải 2", level="giai-2", each="strand", number=max(1, number // 100)),
        Quota("3", "Giải 3", level="giai-3", number=max(1, number // 30)),
        Quota("4", "Loại 1", unit_kind="loai-1", number=max(1, number // 80)),
        Quota("5", "Đơn vị", each="unit", percent=Decimal(10), base="submitted", rounding="at_least_one"),
    ]
    pool = [_candidate(rng, place) for place in range(1, number + 1)]
    units = Counter(one.unit for one in pool)
    counts = {"1": {"": 0}, "2": {"chung": 0}, "3": {"": 0}, "4": {"": 0}, "5": dict(units)}
    return Terms("chung", CHAIN, LEVELS, quotas), Inputs(pool, counts)


def _candidate(rng: Random, place: int) -> Candidate:
    marks = {code: Decimal(rng.randint(30, 80)) / 2 for code in ("novelty", "applicability", "benefit")}
    unit = rng.randrange(UNITS)
    return Candidate(
        key=f"{place:05}/2026",
        total=min(Decimal(100), sum(marks.values(), Decimal(0))),
        criteria=marks,
        top_sheets=rng.randint(0, 3),
        sheets=3,
        direct_worker=rng.random() < 0.3,
        female=rng.random() < 0.5,
        level_code="A" if rng.random() < 0.8 else "",
        strand="chung",
        unit_kind=f"loai-{unit % KINDS}",
        unit=f"don-vi-{unit}",
    )


def winners(outcome: Outcome) -> str:
    codes = Counter(one.code for one in outcome.proposals.values())
    return ", ".join(f"{code} {number}" for code, number in sorted(codes.items()))


def computing(step: Callable[[], Any]) -> float:
    """Seconds of this process alone, the best of a few: what other programs do is not in it."""
    taken = []
    for _turn in range(TIMES):
        begun = time.thread_time()
        step()
        taken.append(time.thread_time() - begun)
    return min(taken)
