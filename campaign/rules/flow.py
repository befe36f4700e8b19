"""A network of whole numbers, its cheapest greatest flow, and a proof that no other is cheaper.

Google's OR-tools compute the flow. `is_proved` does not trust them: a flow is the greatest when no way is left in its
residual network (Ford and Fulkerson 1956), and then the cheapest when no circle there has a negative cost (Klein 1967).
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray
from ortools.graph.python.min_cost_flow import SimpleMinCostFlow

Whole = NDArray[np.int64]


class NoAnswer(ArithmeticError):
    """The solver refuses the numbers, for example because costs are too large for it."""


@dataclass
class Network:
    """Arcs of bounded flow with a cost for each unit; a node is a number, `SOURCE` and `SINK` are the ends."""

    SOURCE, SINK = 0, 1
    nodes: int = 2
    tails: list[int] = field(default_factory=list)
    heads: list[int] = field(default_factory=list)
    most: list[int] = field(default_factory=list)
    costs: list[int] = field(default_factory=list)

    def node(self) -> int:
        self.nodes += 1
        return self.nodes - 1

    def arc(self, tail: int, head: int, most: int = 1, cost: int = 0) -> int:
        """The number by which its flow is found."""
        self.tails.append(tail)
        self.heads.append(head)
        self.most.append(most)
        self.costs.append(cost)
        return len(self.tails) - 1


@dataclass(frozen=True)
class Flow:
    """`units` by arc."""

    units: Whole
    amount: int
    cost: int


def cheapest(network: Network) -> Flow:
    """As much as can flow from source to sink, and of all such flows one of least cost."""
    if not network.tails:
        return Flow(np.zeros(0, np.int64), 0, 0)
    solver = SimpleMinCostFlow()
    tails, costs = _whole(network.tails), _whole(network.costs)
    arcs = solver.add_arcs_with_capacity_and_unit_cost(
        tails.astype(np.int32), _whole(network.heads).astype(np.int32), _whole(network.most), costs
    )
    supply = int(_whole(network.most)[tails == Network.SOURCE].sum())
    solver.set_node_supply(Network.SOURCE, supply)
    solver.set_node_supply(Network.SINK, -supply)
    status = solver.solve_max_flow_with_min_cost()
    if status != SimpleMinCostFlow.Status.OPTIMAL:
        raise NoAnswer(str(status))
    units = _whole(solver.flows(arcs))
    return Flow(units, int(units[tails == Network.SOURCE].sum()), int((units * costs).sum()))


def is_proved(network: Network, flow: Flow) -> bool:
    """No way from source to sink is left, and no circle gets cheaper."""
    starts, ends, steps = _residual(network, flow)
    return not _reaches(network.nodes, starts, ends) and not _has_cheaper_circle(
        network.nodes, starts, ends, steps
    )


def _residual(network: Network, flow: Flow) -> tuple[Whole, Whole, Whole]:
    """Forward where more could flow, backward where something flows; ordered by their ends."""
    tails, heads, costs = _whole(network.tails), _whole(network.heads), _whole(network.costs)
    more, less = flow.units < _whole(network.most), flow.units > 0
    starts = np.concatenate([tails[more], heads[less]])
    ends = np.concatenate([heads[more], tails[less]])
    steps = np.concatenate([costs[more], -costs[less]])
    order = np.argsort(ends, kind="stable")
    return starts[order], ends[order], steps[order]


def _reaches(nodes: int, starts: Whole, ends: Whole) -> bool:
    reached = np.zeros(nodes, np.bool_)
    reached[Network.SOURCE] = True
    before = 0
    while before != (before := int(reached.sum())):
        reached[ends[reached[starts]]] = True
    return bool(reached[Network.SINK])


def _has_cheaper_circle(nodes: int, starts: Whole, ends: Whole, steps: Whole) -> bool:
    """Bellman and Ford's rounds over all arcs at once: after as many as there are nodes only a circle goes on."""
    if not len(ends):
        return False
    reached, firsts = np.unique(ends, return_index=True)
    distance = np.zeros(nodes, np.int64)
    for _ in range(nodes + 1):
        nearer = np.minimum(distance[reached], np.minimum.reduceat(distance[starts] + steps, firsts))
        if np.array_equal(nearer, distance[reached]):
            return False
        distance[reached] = nearer
    return True


def _whole(values: Sequence[int] | Whole) -> Whole:
    return np.asarray(values, dtype=np.int64)
