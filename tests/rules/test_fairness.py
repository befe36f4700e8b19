"""Severity, spread, coverage, agreement and the graph of judges, on cases that can be reckoned by hand."""

from math import sqrt

import pytest

from campaign.rules.fairness import Marked, correlation, disagreements, judge_lines, one_way_icc
from campaign.rules.fairness_graph import components, ties_between

# Six targets marked by the same four judges: table 2 of Shrout & Fleiss (1979).
SHROUT_FLEISS = [(9, 2, 5, 8), (6, 1, 3, 2), (8, 4, 6, 8), (7, 1, 2, 6), (10, 5, 6, 9), (6, 2, 4, 7)]


def sheets(rows):
    """{(dossier, judge): total}"""
    return tuple(Marked(dossier, judge, float(total)) for (dossier, judge), total in rows.items())


def crossed(table):
    return sheets(
        {(row, judge): total for row, totals in enumerate(table) for judge, total in enumerate(totals)}
    )


HARD_AND_MILD = sheets(
    {(1, 1): 60, (1, 2): 70, (2, 1): 70, (2, 2): 80, (3, 1): 80, (3, 2): 90, (4, 2): 75, (4, 3): 75}
)


def test_a_judge_is_described_by_sheets_severity_spread_coverage_and_agreement():
    hard = judge_lines(HARD_AND_MILD)[0]

    assert (hard.judge, hard.sheets, hard.coverage, hard.mean) == (1, 3, 0.75, 70.0)
    assert (hard.severity, hard.spread, hard.agreement, hard.distance) == (-5.0, 10.0, 1.0, 10.0)


def test_the_hardest_judge_stands_first_and_who_shares_nothing_stands_last():
    alone = (*HARD_AND_MILD, Marked(5, 9, 50.0))

    assert [line.judge for line in judge_lines(alone)] == [1, 3, 2, 9]
    assert judge_lines(alone)[-1].severity is None


def test_agreement_wants_three_dossiers_and_marks_that_differ():
    assert correlation([(1, 2), (2, 3)]) is None
    assert correlation([(5, 1), (5, 2), (5, 3)]) is None
    assert correlation([(1, 3), (2, 2), (3, 1)]) == pytest.approx(-1)


def test_dossiers_are_listed_by_their_spread_against_the_usual_one():
    found = disagreements(sheets({(1, 1): 60, (1, 2): 80, (2, 1): 70, (2, 2): 70, (3, 1): 50}))

    assert [(one.dossier, one.width, one.relative) for one in found] == [
        (1, 20.0, pytest.approx(sqrt(2))),
        (2, 0.0, 0.0),
    ]


def test_the_one_way_icc_is_that_of_shrout_and_fleiss():
    assert one_way_icc(SHROUT_FLEISS) == pytest.approx(0.17, abs=0.005)


def test_the_icc_says_nothing_of_one_dossier_or_of_single_sheets():
    assert one_way_icc([(5, 6)]) is None
    assert one_way_icc([(5,), (6,)]) is None


def test_the_order_in_which_sheets_come_changes_nothing():
    assert judge_lines(HARD_AND_MILD[::-1]) == judge_lines(HARD_AND_MILD)
    assert components(HARD_AND_MILD[::-1]) == components(HARD_AND_MILD)


def test_panels_without_a_common_dossier_are_two_components():
    found = components(sheets({(1, 1): 5, (1, 2): 5, (2, 1): 5, (2, 2): 5, (3, 3): 5, (3, 4): 5}))

    assert [(one.judges, one.dossiers) for one in found] == [((1, 2), (1, 2)), ((3, 4), (3,))]


def test_a_judge_who_alone_ties_two_panels_is_a_cut():
    found = components(sheets({(1, 1): 5, (1, 2): 5, (2, 1): 5, (2, 2): 5, (3, 2): 5, (3, 3): 5}))

    assert [(one.cut_judges, one.thin_ties) for one in found] == [((2,), ((1, 2, 2), (2, 3, 1)))]


def test_three_judges_of_one_dossier_hold_together_without_a_cut():
    found = components(sheets({(1, 1): 5, (1, 2): 5, (1, 3): 5}))

    assert [(one.cut_judges, one.thin_ties) for one in found] == [((), ())]


def test_a_long_chain_of_judges_is_walked_without_recursion():
    chain = sheets({(place, judge): 5 for place in range(3000) for judge in (place, place + 1)})

    found = components(chain)

    assert (len(found), len(found[0].cut_judges), len(found[0].thin_ties)) == (1, 2999, 3000)


def test_cuts_are_those_whose_loss_splits_the_graph():
    """Against the plain definition, on many small graphs."""
    for seed in range(60):
        marked = sheets(
            {(dossier, (dossier * seed + step * step) % 7): 5 for dossier in range(6) for step in (0, 1)}
        )
        for one in components(marked):
            assert one.cut_judges == cuts_by_trying(marked, one)


def cuts_by_trying(marked, component):
    ties = ties_between([[one for one in marked if one.dossier == dossier] for dossier in component.dossiers])

    def falls_apart(lost):
        left = [judge for judge in component.judges if judge != lost]
        seen = set(left[:1])
        for _ in left:
            seen |= {other for judge in seen for other in ties[judge] if other != lost}
        return seen != set(left)

    return tuple(judge for judge in component.judges if falls_apart(judge))
