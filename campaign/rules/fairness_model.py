"""Mark = mean + dossier + judge + rest: how hard each judge marks, shrunken, and each dossier's total without it.

Variances by REML (Patterson & Thompson 1971): the profiled criterion is minimised over the two relative standard
deviations by a compass search, which never goes uphill, allows zero and ends by itself. Effects are best linear
unbiased predictions from Henderson's mixed model equations (1975), with the dossiers absorbed: dossiers with equally
many sheets share one weight, so that a step costs judges cubed however many dossiers there are.
"""

import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from campaign.rules.fairness import Marked, grouped

Floats = NDArray[np.floating[Any]]
FINEST = 1e-6
LARGEST_STEP = 4.0
MOST_STEPS = 500
TINY = 1e-12


@dataclass(frozen=True)
class Group:
    """The dossiers with the same number of sheets: a row each, of judges (as places in the list) and of totals."""

    dossiers: tuple[int, ...]
    judges: NDArray[np.int_]
    totals: Floats

    @property
    def sheets(self) -> int:
        return self.judges.shape[1]


@dataclass(frozen=True)
class Sums:
    """All that the criterion needs of a group."""

    sheets: int
    dossiers: int
    total: float
    squares: float
    marks: Floats
    pairs: Floats
    weighed: Floats


@dataclass(frozen=True)
class Design:
    """The sheets of one component in a fixed order; totals less their mean, for exact sums."""

    judges: tuple[int, ...]
    groups: tuple[Group, ...]
    sums: tuple[Sums, ...]
    centre: float
    sheets: int
    squares: float
    judge_totals: Floats


@dataclass(frozen=True)
class Absorbed:
    """The equations without the dossiers: products over the sheets weighed by W = (I + theta_d Z Z')^-1."""

    judge_judge: Floats
    judge_one: Floats
    judge_mark: Floats
    one_one: float
    one_mark: float
    mark_mark: float
    log_determinant: float


@dataclass(frozen=True)
class Solved:
    """The equations at given relative variances (to the rest): `inverse` is theta_j times S^-1."""

    theta_dossier: float
    theta_judge: float
    criterion: float
    mean: float
    rest: float
    mean_weight: float
    effects: Floats
    inverse: Floats
    slope: Floats


@dataclass(frozen=True)
class Adjusted:
    """Raw and adjusted total of a dossier, each with its standard error as a measure of the dossier itself."""

    dossier: int
    sheets: int
    raw: float
    raw_error: float
    adjusted: float
    adjusted_error: float


@dataclass(frozen=True)
class Fit:
    design: Design
    solved: Solved

    @property
    def mean(self) -> float:
        return self.design.centre + self.solved.mean

    @property
    def var_rest(self) -> float:
        return self.solved.rest

    @property
    def var_judge(self) -> float:
        return self.solved.theta_judge * self.solved.rest

    @property
    def var_dossier(self) -> float:
        return self.solved.theta_dossier * self.solved.rest

    @cached_property
    def effects(self) -> dict[int, tuple[float, float]]:
        """By judge: the effect and its standard error (square root of the prediction error variance)."""
        solved = self.solved
        errors = solved.rest * (np.diag(solved.inverse) + solved.slope**2 / solved.mean_weight)
        pairs = zip(solved.effects.tolist(), np.sqrt(np.maximum(errors, 0)).tolist(), strict=True)
        return dict(zip(self.design.judges, pairs, strict=True))

    @cached_property
    def totals(self) -> dict[int, Adjusted]:
        return {line.dossier: line for group in self.design.groups for line in _adjusted(self, group)}

    def agreement(self, sheets: int = 1) -> float:
        """ICC(2,k): of absolute agreement, for the mean of that many sheets."""
        return _share(self.var_dossier, (self.var_judge + self.var_rest) / sheets)

    def consistency(self, sheets: int = 1) -> float:
        """ICC(3,k): as if every judge marked equally hard."""
        return _share(self.var_dossier, self.var_rest / sheets)


def fit(marked: Sequence[Marked]) -> Fit | None:
    """Nothing where the three variances cannot be told apart, or where the sheets of a dossier never differ."""
    design = _design(marked)
    dossiers = sum(len(group.dossiers) for group in design.groups)
    if dossiers < 2 or len(design.judges) < 2 or design.sheets - dossiers - len(design.judges) + 1 <= 0:
        return None
    if all(np.ptp(group.totals, axis=1).max() == 0 for group in design.groups):
        return None
    dossier, judge = compass(lambda dossier, judge: solve(design, dossier, judge).criterion)
    return Fit(design, solve(design, dossier, judge))


def compass(criterion: Callable[[float, float], float]) -> tuple[float, float]:
    """The lowest point of a function of two numbers not below zero, found by steps in the four directions."""
    at, lowest, step = (1.0, 0.5), criterion(1.0, 0.5), 0.5
    for _ in range(MOST_STEPS):
        around = [(max(0.0, at[0] + dx * step), max(0.0, at[1] + dy * step)) for dx, dy in _DIRECTIONS]
        value, best = min((criterion(*point), point) for point in around)
        if value < lowest:
            at, lowest, step = best, value, min(step * 2, LARGEST_STEP)
        elif step < FINEST:
            break
        else:
            step /= 2
    return at


_DIRECTIONS = ((1, 0), (-1, 0), (0, 1), (0, -1))


def solve(design: Design, dossier: float, judge: float) -> Solved:
    """At these relative standard deviations of dossier and judge."""
    theta = judge**2
    known = _absorbed(design, dossier**2)
    system = np.eye(len(design.judges)) + theta * known.judge_judge
    inverse: Floats = theta * np.linalg.inv(system)
    slope = inverse @ known.judge_one
    mean_weight = float(known.one_one - known.judge_one @ slope)
    mean = float(known.one_mark - known.judge_mark @ slope) / mean_weight
    squares = float(known.mark_mark - known.judge_mark @ inverse @ known.judge_mark) - mean**2 * mean_weight
    freedom, squares = design.sheets - 1, max(squares, TINY)
    determinant = known.log_determinant + float(np.linalg.slogdet(system)[1]) + math.log(mean_weight)
    return Solved(
        theta_dossier=dossier**2,
        theta_judge=theta,
        criterion=determinant + freedom * math.log(squares / freedom),
        mean=mean,
        rest=squares / freedom,
        mean_weight=mean_weight,
        effects=inverse @ (known.judge_mark - known.judge_one * mean),
        inverse=inverse,
        slope=slope,
    )


def _absorbed(design: Design, theta: float) -> Absorbed:
    """A dossier with k sheets weighs theta/(1 + k theta) in what is taken away, so 1/(1 + k theta) is left of a sum."""
    groups = [(theta / (1 + theta * one.sheets), one) for one in design.sums]
    left = [(1 / (1 + theta * one.sheets), one) for one in design.sums]
    counts = np.sum([one.marks for one in design.sums], axis=0)
    return Absorbed(
        judge_judge=np.diag(counts) - np.sum([weight * one.pairs for weight, one in groups], axis=0),
        judge_one=np.sum([share * one.marks for share, one in left], axis=0),
        judge_mark=design.judge_totals - np.sum([weight * one.weighed for weight, one in groups], axis=0),
        one_one=sum(share * one.sheets * one.dossiers for share, one in left),
        one_mark=sum(share * one.total for share, one in left),
        mark_mark=design.squares - sum(weight * one.squares for weight, one in groups),
        log_determinant=sum(one.dossiers * math.log1p(theta * one.sheets) for one in design.sums),
    )


def _design(marked: Sequence[Marked]) -> Design:
    places = {judge: place for place, judge in enumerate(sorted({one.judge for one in marked}))}
    centre = math.fsum(one.total for one in marked) / len(marked)
    by_size: dict[int, list[list[Marked]]] = {}
    for rows in grouped(marked).values():
        by_size.setdefault(len(rows), []).append(rows)
    groups = tuple(_group(by_size[size], places, centre) for size in sorted(by_size))
    return Design(
        judges=tuple(places),
        groups=groups,
        sums=tuple(_sums(group, len(places)) for group in groups),
        centre=centre,
        sheets=len(marked),
        squares=float(sum((group.totals**2).sum() for group in groups)),
        judge_totals=np.sum([_gathered(group, group.totals, len(places)) for group in groups], axis=0),
    )


def _group(rows: Sequence[Sequence[Marked]], places: dict[int, int], centre: float) -> Group:
    return Group(
        dossiers=tuple(sheets[0].dossier for sheets in rows),
        judges=np.array([[places[one.judge] for one in sheets] for sheets in rows]),
        totals=np.array([[one.total - centre for one in sheets] for sheets in rows]),
    )


def _sums(group: Group, judges: int) -> Sums:
    whole = group.totals.sum(axis=1)
    pairs = np.zeros((judges, judges))
    np.add.at(pairs, (group.judges[:, :, None], group.judges[:, None, :]), 1.0)
    return Sums(
        sheets=group.sheets,
        dossiers=len(group.dossiers),
        total=float(whole.sum()),
        squares=float((whole**2).sum()),
        marks=_gathered(group, np.ones_like(group.totals), judges),
        pairs=pairs,
        weighed=_gathered(group, np.repeat(whole[:, None], group.sheets, axis=1), judges),
    )


def _gathered(group: Group, values: Floats, judges: int) -> Floats:
    """The sum of the values at each judge."""
    sums = np.zeros(judges)
    np.add.at(sums, group.judges.ravel(), values.ravel())
    return sums


def _adjusted(fitted: Fit, group: Group) -> Iterable[Adjusted]:
    """Error of the adjusted total: mean error of its sheets + mean error of its judges' effects, which are tied."""
    solved, size = fitted.solved, group.sheets
    raw = group.totals.mean(axis=1) + fitted.design.centre
    effects = solved.effects[group.judges].mean(axis=1)
    slopes = solved.slope[group.judges].mean(axis=1)
    inverse = solved.inverse[group.judges[:, :, None], group.judges[:, None, :]].mean(axis=(1, 2))
    left = 1 / (1 + size * solved.theta_dossier)
    mean_tie = (1 - slopes) * left
    tie = inverse * left - slopes * mean_tie / solved.mean_weight
    variance = 1 / size + inverse + slopes**2 / solved.mean_weight - 2 * tie
    errors = np.sqrt(solved.rest * np.maximum(variance, 0.0))
    raw_error = math.sqrt((fitted.var_judge + fitted.var_rest) / size)
    rows = zip(group.dossiers, raw.tolist(), (raw - effects).tolist(), errors.tolist(), strict=True)
    return [Adjusted(dossier, size, one, raw_error, other, error) for dossier, one, other, error in rows]


def _share(part: float, rest: float) -> float:
    return part / (part + rest) if part + rest else 0.0
