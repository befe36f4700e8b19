"""The proof refuses what is not the cheapest greatest flow; so it is worth something that it accepts the solver's."""

import numpy as np
import pytest

from campaign.rules.flow import Flow, Network, NoAnswer, cheapest, is_proved


def two_ways():
    """One unit from source to sink, over a node for 1 or over another for 5."""
    network = Network()
    cheap, dear = network.node(), network.node()
    for node, cost in ((cheap, 1), (dear, 5)):
        network.arc(Network.SOURCE, node, 1, 0)
        network.arc(node, Network.SINK, 1, cost)
    return network


def test_as_much_as_can_flow_flows():
    network = two_ways()

    flow = cheapest(network)

    assert (flow.amount, flow.cost, flow.units.tolist()) == (2, 6, [1, 1, 1, 1])
    assert is_proved(network, flow)


def one_of_two():
    network = Network()
    gate, cheap, dear = (network.node() for _ in range(3))
    network.arc(Network.SOURCE, gate)
    network.arc(gate, cheap)
    network.arc(gate, dear)
    network.arc(cheap, Network.SINK, 1, 1)
    network.arc(dear, Network.SINK, 1, 5)
    return network


@pytest.mark.parametrize(
    ("units", "proved"), [([1, 1, 0, 1, 0], True), ([1, 0, 1, 0, 1], False), ([0, 0, 0, 0, 0], False)]
)
def test_only_the_cheapest_greatest_flow_is_proved(units, proved):
    flow = Flow(np.array(units), sum(units[:1]), 0)

    assert is_proved(one_of_two(), flow) is proved


def test_nothing_flows_where_nothing_leads():
    assert cheapest(Network()).amount == 0


def test_numbers_that_the_solver_refuses_are_an_error():
    network = Network()
    network.arc(Network.SOURCE, Network.SINK, 1, 2**62)

    with pytest.raises(NoAnswer):
        cheapest(network)
