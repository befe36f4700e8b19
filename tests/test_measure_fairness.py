"""The measuring command: adjusting helps where chance gave the judges, does nothing without an effect, and misleads
where a person chose them."""

from io import StringIO
from statistics import fmean

from django.core.management import call_command

from campaign.management.commands.measure_fairness import CASES, measured

NONE, LARGE, BY_HAND = CASES[0], CASES[2], CASES[-1]


def off(case):
    row = measured(case, 4)
    return [fmean(one) for one in zip(*row.off, strict=True)], row


def test_with_judges_that_differ_adjusted_totals_are_nearer_the_truth():
    (raw, adjusted), row = off(LARGE)

    assert adjusted < raw * 0.8
    assert 0.9 < fmean(row.covered) <= 1


def test_with_judges_that_do_not_differ_nearly_nothing_moves():
    _, row = off(NONE)

    assert fmean(row.moved) < 0.2


def test_where_strong_dossiers_went_to_hard_judges_adjusting_would_mislead():
    (raw, adjusted), _ = off(BY_HAND)

    assert adjusted > raw


def test_the_same_number_gives_the_same_table():
    def printed():
        out = StringIO()
        call_command("measure_fairness", runs=1, stdout=out)
        return out.getvalue()

    first = printed()

    assert printed() == first
    assert len(first.splitlines()) == len(CASES) + 2
