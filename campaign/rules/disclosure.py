"""Hide small counts of a published table so that no hidden figure can be reckoned from what is shown.

A table has rows and columns of counts, a total for each row and each column. The column totals are always public, and
so are columns that can be counted in the published list (`known`). Every other figure below FEWEST is hidden, then
others with it, until none can be derived. A table is seen as a network in which every row and every column passes on
what it gets: a hidden figure is derivable exactly when no circle of other hidden figures lets it grow or shrink
within what its label says of it, which a search through the network finds out. Beside a known column the label of a
hidden total says nothing, since "below 5" less what is known would tell the rest.
"""

from collections.abc import Sequence
from dataclasses import dataclass

FEWEST = 5
Place = tuple[int, int]  # row and column; the column after the last one is the row's total
Node = tuple[str, int]
Steps = dict[Node, set[Node]]


@dataclass(frozen=True)
class Cell:
    """A figure with the lowest and the highest value that its label leaves open."""

    value: int
    low: int
    high: int | None

    @property
    def may_grow(self) -> bool:
        return self.high is None or self.value < self.high

    @property
    def may_shrink(self) -> bool:
        return self.value > self.low


@dataclass(frozen=True)
class Figure:
    """`is_small`: below FEWEST, said so. `is_withheld`: kept back only to protect others. Else the value is shown."""

    value: int
    is_small: bool = False
    is_withheld: bool = False

    @property
    def is_hidden(self) -> bool:
        return self.is_small or self.is_withheld


def protected(
    table: Sequence[Sequence[int]], known: frozenset[int] = frozenset()
) -> list[list[Figure]] | None:
    """The rows with their totals, or None when the table is too small to show any of it."""
    if not table or not table[0]:
        return []
    width = len(table[0])
    cells = {
        (row, column): bounded(value, vague=bool(known) and column == width)
        for row, line in enumerate(table)
        for column, value in enumerate([*line, sum(line)])
    }
    totals = [sum(line[column] for line in table) for column in range(width)]
    if any(total < FEWEST for column, total in enumerate(totals) if column not in known):
        return None
    hidden = [place for place, cell in cells.items() if cell.value < FEWEST and place[1] not in known]
    while derived := _derived(cells, hidden):
        partner = _partner(derived, cells, hidden, known)
        if partner is None:
            return None
        hidden.append(partner)
    return [
        [_figure(cells[row, column], (row, column) in hidden) for column in range(width + 1)]
        for row in range(len(table))
    ]


def _derived(cells: dict[Place, Cell], hidden: list[Place]) -> Place | None:
    """The figure hidden last that can be derived."""
    steps = _steps(cells, hidden)
    return next((place for place in reversed(hidden) if _is_derivable(place, cells, steps)), None)


def _is_derivable(place: Place, cells: dict[Place, Cell], steps: Steps) -> bool:
    """No other table with the same shown figures and labels holds another value there."""
    cell = cells[place]
    start, end = _ends(place, cells)
    grows = cell.may_grow and _reaches(end, start, steps)
    shrinks = cell.may_shrink and _reaches(start, end, steps)
    return not (grows or shrinks)


def bounded(value: int, *, vague: bool = False) -> Cell:
    """What the label of the figure tells once it is hidden: small ones are below FEWEST, the others are not."""
    if vague:
        return Cell(value, 0, None)
    return Cell(value, 0, FEWEST - 1) if value < FEWEST else Cell(value, FEWEST, None)


def _figure(cell: Cell, is_hidden: bool) -> Figure:
    is_small = cell.high is not None
    return Figure(cell.value, is_small=is_hidden and is_small, is_withheld=is_hidden and not is_small)


def _ends(place: Place, cells: dict[Place, Cell]) -> tuple[Node, Node]:
    """A count goes from its row to its column, the total of a row comes to it from the source of all."""
    row, column = place
    is_total = (row, column + 1) not in cells
    return (("all", 0), ("row", row)) if is_total else (("row", row), ("column", column))


def _steps(cells: dict[Place, Cell], hidden: list[Place]) -> Steps:
    """Where one unit can go on from each node, letting a hidden figure grow or shrink by one."""
    steps: Steps = {}
    for place in hidden:
        tail, head = _ends(place, cells)
        if cells[place].may_grow:
            steps.setdefault(tail, set()).add(head)
        if cells[place].may_shrink:
            steps.setdefault(head, set()).add(tail)
    return steps


def _reaches(start: Node, goal: Node, steps: Steps) -> bool:
    """Round about: the straight step is the figure itself, which no other figure shares."""
    seen = {start}
    waiting = [node for node in steps.get(start, ()) if node != goal]
    while waiting:
        node = waiting.pop()
        if node == goal:
            return True
        if node not in seen:
            seen.add(node)
            waiting.extend(steps.get(node, ()))
    return False


def _partner(
    place: Place, cells: dict[Place, Cell], hidden: list[Place], known: frozenset[int]
) -> Place | None:
    """The figure to hide beside a derived one: the smallest of its row, else of its column, else of all."""
    row, column = place
    free = [other for other in cells if other not in hidden and other[1] not in known]
    near = [other for other in free if other[0] == row] or [other for other in free if other[1] == column]
    return min(near or free, key=lambda other: (cells[other].value, other), default=None)
