"""How far adjusted totals are nearer the truth than raw ones; the table of docs/fairness.md."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from statistics import fmean

import numpy as np
from django.core.management.base import BaseCommand, CommandParser

from campaign.rules.fairness import Marked, correlation, grouped
from campaign.rules.fairness_model import Adjusted, Fit, fit

SPREAD, REST = 8.0, 5.0  # standard deviations of the dossiers' worth and of a sheet around it
NORMAL = 1.96


@dataclass(frozen=True)
class Case:
    """A strand to make up: `bias` is the standard deviation of the judges' severity."""

    label: str
    dossiers: int
    judges: int
    sheets: int
    bias: float
    strong_to_hard: bool = False


CASES = (
    Case("no judge effect", 120, 12, 3, 0.0),
    Case("small effect (half a sheet's noise)", 120, 12, 3, 2.5),
    Case("effect as large as a sheet's noise", 120, 12, 3, 5.0),
    Case("large effect", 120, 12, 3, 10.0),
    Case("two sheets only", 120, 12, 2, 5.0),
    Case("five sheets", 120, 12, 5, 5.0),
    Case("few judges", 60, 4, 3, 5.0),
    Case("many judges, few sheets each", 60, 36, 3, 5.0),
    Case("given by hand: strong dossiers to hard judges", 120, 12, 3, 5.0, strong_to_hard=True),
)


class Command(BaseCommand):
    help = "Make up marks with a known truth and measure the model. The same number gives the same table."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--runs", type=int, default=200, help="of each case (default: 200)")

    def handle(self, *, runs: int, **options: object) -> None:
        for line in table([measured(case, runs) for case in CASES]):
            self.stdout.write(line)


@dataclass
class Row:
    """Of each run. `off`: root of the mean squared distance from the truth; `left`: the share of the severity of a
    dossier's judges that is still in its total; `moved`: mean distance between raw and adjusted total.
    """

    label: str
    variances: list[tuple[float, ...]] = field(default_factory=list)
    off: list[tuple[float, ...]] = field(default_factory=list)
    left: list[tuple[float, ...]] = field(default_factory=list)
    order: list[tuple[float, ...]] = field(default_factory=list)
    covered: list[float] = field(default_factory=list)
    moved: list[float] = field(default_factory=list)


def measured(case: Case, runs: int) -> Row:
    row = Row(case.label)
    stream = np.random.Generator(np.random.PCG64([len(case.label), case.dossiers, case.judges, case.sheets]))
    for _ in range(runs):
        worth, bias, marked = made_up(case, stream)
        fitted = fit(marked)
        if fitted:
            _note(row, fitted, worth.tolist(), _met(marked, bias.tolist()))
    return row


def made_up(case: Case, stream: np.random.Generator) -> tuple[np.ndarray, np.ndarray, list[Marked]]:
    """Judges in turn after a shuffle; by hand, the better half of the dossiers meets the harder half of the judges."""
    worth = stream.normal(70, SPREAD, case.dossiers)
    bias = stream.normal(0, case.bias, case.judges)
    order, marked = stream.permutation(case.dossiers), []
    if case.strong_to_hard:
        order, bias = np.argsort(-worth), np.sort(bias)
    for place, dossier in enumerate(order.tolist()):
        for judge in _judges(case, place, stream):
            total = worth[dossier] + bias[judge] + stream.normal(0, REST)
            marked.append(Marked(dossier, judge, float(total)))
    return worth, bias, marked


def _judges(case: Case, place: int, stream: np.random.Generator) -> list[int]:
    if not case.strong_to_hard:
        return stream.choice(case.judges, case.sheets, replace=False).tolist()
    middle = round(place * (case.judges - case.sheets) / (case.dossiers - 1))
    return list(range(middle, middle + case.sheets))


def _met(marked: Sequence[Marked], bias: Sequence[float]) -> list[float]:
    """The true mean severity of each dossier's judges."""
    return [fmean(bias[one.judge] for one in rows) for _, rows in sorted(grouped(marked).items())]


def _note(row: Row, fitted: Fit, worth: Sequence[float], met: Sequence[float]) -> None:
    lines = [fitted.totals[dossier] for dossier in range(len(worth))]
    raw, adjusted = [one.raw for one in lines], [one.adjusted for one in lines]
    row.variances.append((fitted.var_dossier**0.5, fitted.var_judge**0.5, fitted.var_rest**0.5))
    row.off.append((_off(raw, worth), _off(adjusted, worth)))
    row.left.append((_left(raw, worth, met), _left(adjusted, worth, met)))
    row.order.append((_alike(raw, worth), _alike(adjusted, worth)))
    row.covered.append(_covered(lines, worth))
    row.moved.append(fmean(abs(one - other) for one, other in zip(raw, adjusted, strict=True)))


def _left(found: Sequence[float], worth: Sequence[float], met: Sequence[float]) -> float:
    """Slope of the error over the severity that was met: 1 if all of it is in the total, 0 if none."""
    centre = fmean(met)
    squares = sum((one - centre) ** 2 for one in met)
    errors = [one - true for one, true in zip(found, worth, strict=True)]
    return (
        sum(error * (one - centre) for error, one in zip(errors, met, strict=True)) / squares
        if squares
        else 0.0
    )


def _off(found: Sequence[float], worth: Sequence[float]) -> float:
    """Of the differences from the mean: a shift of all totals together changes no place."""
    centre = fmean(found) - fmean(worth)
    return fmean((one - true - centre) ** 2 for one, true in zip(found, worth, strict=True)) ** 0.5


def _alike(found: Sequence[float], worth: Sequence[float]) -> float:
    """Spearman's rank correlation."""
    ranks = [np.argsort(np.argsort(values)).tolist() for values in (found, worth)]
    return correlation(list(zip(*ranks, strict=True))) or 0.0


def _covered(lines: Sequence[Adjusted], worth: Sequence[float]) -> float:
    inside = [
        abs(line.adjusted - true) <= NORMAL * line.adjusted_error
        for line, true in zip(lines, worth, strict=True)
    ]
    return fmean(map(float, inside))


def table(rows: Sequence[Row]) -> Iterator[str]:
    yield (
        "| made up | sd found: dossiers, judges, rest | off by: raw, adjusted | severity left: raw, adjusted | "
        "order against the truth: raw, adjusted | inside the 95 % interval | moved by |"
    )
    yield "|---|---|---|---|---|---|---|"
    for row in rows:
        figures = [_means(row.variances, 2), _means(row.off, 2), _means(row.left, 2), _means(row.order, 3)]
        yield f"| {' | '.join([row.label, *figures])} | {fmean(row.covered):.1%} | {fmean(row.moved):.2f} |"


def _means(runs: Sequence[tuple[float, ...]], places: int) -> str:
    return ", ".join(f"{fmean(one):.{places}f}" for one in zip(*runs, strict=True))
