"""How judges marked beside each other, before any model: severity, spread, coverage, agreement, disagreement.

Floats, because these are estimates: no official figure is made of them except by `fairness_model`, rounded once.
"""

import math
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import fmean, median
from typing import NamedTuple

FEWEST_FOR_CORRELATION = 3


class Marked(NamedTuple):
    """A counted sheet. `drawn`: the plan gave it to this judge at random, not a person by hand and not a file."""

    dossier: int
    judge: int
    total: float
    drawn: bool = True


@dataclass(frozen=True)
class JudgeLine:
    """`severity` is the mean of (own total less mean of the dossier): below zero marks harder than the others.

    `agreement` is the correlation with the mean of the co-judges, `distance` the mean absolute difference from it;
    nothing where there is too little to compare.
    """

    judge: int
    sheets: int
    coverage: float
    mean: float
    spread: float
    severity: float | None
    agreement: float | None
    distance: float | None


@dataclass(frozen=True)
class Disagreement:
    """`relative`: how many times the usual standard deviation between sheets of one dossier."""

    dossier: int
    sheets: int
    mean: float
    width: float
    stdev: float
    relative: float


def judge_lines(marked: Sequence[Marked]) -> list[JudgeLine]:
    """The hardest first; who shares no dossier with anybody stands at the end."""
    by_dossier = grouped(marked)
    totals: dict[int, list[float]] = defaultdict(list)
    pairs: dict[int, list[tuple[float, float, float]]] = defaultdict(list)
    for rows in by_dossier.values():
        whole, count = sum(one.total for one in rows), len(rows)
        for one in rows:
            totals[one.judge].append(one.total)
            if count > 1:
                others = (whole - one.total) / (count - 1)
                pairs[one.judge].append((one.total, others, one.total - whole / count))
    lines = [_line(judge, totals[judge], pairs[judge], len(by_dossier)) for judge in totals]
    return sorted(lines, key=lambda line: (line.severity is None, line.severity or 0.0, line.judge))


def disagreements(marked: Sequence[Marked]) -> list[Disagreement]:
    """The widest apart first; a dossier with one sheet cannot disagree with itself."""
    groups = {dossier: [one.total for one in rows] for dossier, rows in grouped(marked).items()}
    groups = {dossier: totals for dossier, totals in groups.items() if len(totals) > 1}
    usual = within_stdev(groups.values())
    found = [_disagreement(dossier, totals, usual) for dossier, totals in groups.items()]
    return sorted(found, key=lambda one: (-one.relative, one.dossier))


def grouped(marked: Iterable[Marked]) -> dict[int, list[Marked]]:
    """By dossier, both in the order of their numbers, so that the same sheets always give the same floats."""
    groups: dict[int, list[Marked]] = {}
    for one in sorted(marked):
        groups.setdefault(one.dossier, []).append(one)
    return groups


def within_stdev(groups: Iterable[Sequence[float]]) -> float:
    """Pooled over the dossiers: the usual distance between sheets of one and the same dossier."""
    squares = freedom = 0.0
    for totals in groups:
        centre = fmean(totals)
        squares += sum((total - centre) ** 2 for total in totals)
        freedom += len(totals) - 1
    return math.sqrt(squares / freedom) if freedom else 0.0


def stdev(totals: Sequence[float]) -> float:
    """Of a sample; 0 for a single one. In floats: `statistics.stdev` reckons in fractions, fifty times slower."""
    return within_stdev([totals])


def one_way_icc(groups: Sequence[Sequence[float]]) -> float | None:
    """ICC(1,1) of Shrout & Fleiss (1979) from the one-way analysis of variance, for unequal numbers of sheets too."""
    count, sheets = len(groups), sum(map(len, groups))
    if count < 2 or sheets <= count:
        return None
    grand = fmean(total for totals in groups for total in totals)
    between = sum(len(totals) * (fmean(totals) - grand) ** 2 for totals in groups) / (count - 1)
    within = within_stdev(groups) ** 2
    usual = (sheets - sum(len(totals) ** 2 for totals in groups) / sheets) / (count - 1)
    whole = between + (usual - 1) * within
    return (between - within) / whole if whole else None


def typical_sheets(marked: Sequence[Marked]) -> int:
    """How many sheets a dossier usually has."""
    return int(median(len(rows) for rows in grouped(marked).values())) if marked else 0


def correlation(pairs: Sequence[tuple[float, float]]) -> float | None:
    """Pearson's; nothing for too few pairs, or where one side never changes."""
    if len(pairs) < FEWEST_FOR_CORRELATION:
        return None
    first, second = fmean(one for one, _ in pairs), fmean(other for _, other in pairs)
    product = sum((one - first) * (other - second) for one, other in pairs)
    squares = sum((one - first) ** 2 for one, _ in pairs) * sum((other - second) ** 2 for _, other in pairs)
    return product / math.sqrt(squares) if squares > 0 else None


def _line(
    judge: int, totals: Sequence[float], pairs: Sequence[tuple[float, float, float]], dossiers: int
) -> JudgeLine:
    return JudgeLine(
        judge=judge,
        sheets=len(totals),
        coverage=len(totals) / dossiers,
        mean=fmean(totals),
        spread=stdev(totals),
        severity=fmean(deviation for _, _, deviation in pairs) if pairs else None,
        agreement=correlation([(own, others) for own, others, _ in pairs]),
        distance=fmean(abs(own - others) for own, others, _ in pairs) if pairs else None,
    )


def _disagreement(dossier: int, totals: Sequence[float], usual: float) -> Disagreement:
    apart = stdev(totals)
    return Disagreement(
        dossier=dossier,
        sheets=len(totals),
        mean=fmean(totals),
        width=max(totals) - min(totals),
        stdev=apart,
        relative=apart / usual if usual else 0.0,
    )
