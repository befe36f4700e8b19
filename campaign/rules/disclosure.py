"""Hide small counts of a published table so that no hidden figure can be reckoned from what is shown.

A table has rows and columns of counts, a total for each row and each column. The column totals are always public, and
so are columns that can be counted in the published list (`known`). Every other figure below FEWEST is hidden, then
others with it, until none can be derived. A table is seen as a network in which every row and every column passes on
what it gets: a hidden figure is derivable exactly when no circle of other hidden figures lets it grow or shrink
within what its label says of it, which a search through the network finds out.
"""

from collections.abc import Sequence
from dataclasses import dataclass

FEWEST = 5
Place = tuple[int, int]  # row and column; the column after the last one is the row's total
Node = tuple[str, int]


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
    cells = {
        (row, column): value
        for row, line in enumerate(table)
        for column, value in enumerate([*line, sum(line)])
    }
    totals = [sum(line[column] for line in table) for column in range(len(table[0]))]
    if any(total < FEWEST for column, total in enumerate(totals) if column not in known):
        return None
    hidden = [place for place, value in cells.items() if value < FEWEST and place[1] not in known]
    while derived := next((place for place in reversed(hidden) if is_derivable(place, cells, hidden)), None):
        partner = _partner(derived, cells, hidden, known)
        if partner is None:
            return None
        hidden.append(partner)
    return [
        [_figure(cells[row, column], (row, column) in hidden) for column in range(len(line) + 1)]
        for row, line in enumerate(table)
    ]


def is_derivable(place: Place, cells: dict[Place, int], hidden: list[Place]) -> bool:
    """No other table with the same shown figures and labels holds another value there."""
    value = cells[place]
    low, high = bounds(value)
    start, end = _ends(place, cells)
    grows = (high is None or value < high) and _reaches(end, start, place, cells, hidden)
    shrinks = value > low and _reaches(start, end, place, cells, hidden)
    return not (grows or shrinks)


def bounds(value: int) -> tuple[int, int | None]:
    """What the label of a hidden figure tells: small ones are below FEWEST, the others are not."""
    return (0, FEWEST - 1) if value < FEWEST else (FEWEST, None)


def _figure(value: int, is_hidden: bool) -> Figure:
    is_small = value < FEWEST
    return Figure(value, is_small=is_hidden and is_small, is_withheld=is_hidden and not is_small)


def _ends(place: Place, cells: dict[Place, int]) -> tuple[Node, Node]:
    """A count goes from its row to its column, the total of a row comes to it from the source of all."""
    row, column = place
    is_total = (row, column + 1) not in cells
    return (("all", 0), ("row", row)) if is_total else (("row", row), ("column", column))


def _reaches(start: Node, goal: Node, without: Place, cells: dict[Place, int], hidden: list[Place]) -> bool:
    """Can one unit be sent from start to goal over hidden figures, letting each grow or shrink by one?"""
    steps: dict[Node, set[Node]] = {}
    for place in hidden:
        if place == without:
            continue
        tail, head = _ends(place, cells)
        low, high = bounds(cells[place])
        if high is None or cells[place] < high:
            steps.setdefault(tail, set()).add(head)
        if cells[place] > low:
            steps.setdefault(head, set()).add(tail)
    seen, waiting = {start}, [start]
    while waiting:
        found = steps.get(waiting.pop(), set()) - seen
        seen |= found
        waiting.extend(found)
    return goal in seen


def _partner(
    place: Place, cells: dict[Place, int], hidden: list[Place], known: frozenset[int]
) -> Place | None:
    """The figure to hide beside a derived one: the smallest of its row, else of its column, else of all."""
    row, column = place
    free = [other for other in cells if other not in hidden and other[1] not in known]
    near = [other for other in free if other[0] == row] or [other for other in free if other[1] == column]
    return min(near or free, key=lambda other: (cells[other], other), default=None)
