"""REML and BLUP against closed forms, published values and the same thing written with whole matrices."""

import numpy as np
import pytest

from campaign.rules.fairness import Marked
from campaign.rules.fairness_model import _design, compass, fit, solve
from campaign.rules.fairness_quota import inside
from tests.rules.published_marks import PENICILLIN_REML, bitterness, penicillin
from tests.rules.test_fairness import SHROUT_FLEISS, crossed


def uneven(seed=7, dossiers=14, judges=6):
    """Two to four sheets a dossier, from a stream with a fixed seed."""
    stream = np.random.Generator(np.random.PCG64(seed))
    bias, worth = stream.normal(0, 4, judges), stream.normal(70, 8, dossiers)
    return tuple(
        Marked(dossier, int(judge), float(worth[dossier] + bias[judge] + stream.normal(0, 3)))
        for dossier in range(dossiers)
        for judge in stream.choice(judges, 2 + dossier % 3, replace=False)
    )


class Whole:
    """The model with its n x n matrix, straight from the textbook (Robinson 1991)."""

    def __init__(self, marked, theta_d, theta_j):
        rows = sorted(marked)
        self.y = np.array([one.total for one in rows])
        self.dossiers, self.judges = sorted({r.dossier for r in rows}), sorted({r.judge for r in rows})
        self.zd = np.array([[r.dossier == one for one in self.dossiers] for r in rows], float)
        self.zj = np.array([[r.judge == one for one in self.judges] for r in rows], float)
        size = len(rows)
        self.v = np.eye(size) + theta_d * self.zd @ self.zd.T + theta_j * self.zj @ self.zj.T
        self.theta_d, self.theta_j, self.one = theta_d, theta_j, np.ones(size)
        self.inverse = np.linalg.inv(self.v)
        self.weight = self.one @ self.inverse @ self.one
        self.p = self.inverse - np.outer(self.inverse @ self.one, self.one @ self.inverse) / self.weight
        self.rest = self.y @ self.p @ self.y / (size - 1)

    @property
    def criterion(self):
        whole = np.linalg.slogdet(self.v)[1] + np.log(self.weight)
        return whole + (len(self.y) - 1) * np.log(self.rest)

    @property
    def effects(self):
        return self.theta_j * self.zj.T @ self.p @ self.y

    def error_of(self, weights):
        """Of a weighted sum of the marks, as a measure of the mean and the effect of the first dossier."""
        off = weights @ self.zd - (np.array(self.dossiers) == self.dossiers[0])
        judges = weights @ self.zj
        parts = weights @ weights + self.theta_d * off @ off + self.theta_j * judges @ judges
        return np.sqrt(self.rest * parts)


@pytest.mark.parametrize(("dossier", "judge"), [(1.0, 0.5), (2.3, 1.4), (0.0, 0.8), (1.7, 0.0)])
def test_absorbing_the_dossiers_gives_the_criterion_and_effects_of_the_whole_matrix(dossier, judge):
    marked = uneven()
    ours, whole = solve(_design(marked), dossier, judge), Whole(marked, dossier**2, judge**2)

    assert ours.criterion == pytest.approx(whole.criterion)
    assert ours.rest == pytest.approx(whole.rest)
    assert ours.effects.tolist() == pytest.approx(whole.effects.tolist())


def test_the_error_of_an_adjusted_total_is_that_of_the_whole_matrix():
    marked = uneven()
    fitted = fit(marked)
    whole = Whole(marked, fitted.solved.theta_dossier, fitted.solved.theta_judge)
    own = whole.zd[:, 0] / whole.zd[:, 0].sum()
    blup = whole.theta_j * whole.zj.T @ whole.p
    weights = own - (own @ whole.zj) @ blup

    found = fitted.totals[0]

    assert found.adjusted == pytest.approx(weights @ whole.y)
    assert found.adjusted_error == pytest.approx(whole.error_of(weights))
    assert found.raw_error == pytest.approx(whole.error_of(own))


def mean_squares(rows):
    """Between rows, between judges, and what is left of a full table."""
    table = np.array(rows, float)
    height, width = table.shape
    left = (table - table.mean(1)[:, None] - table.mean(0) + table.mean()).ravel()
    rest = left @ left / (height - 1) / (width - 1)
    return width * table.mean(1).var(ddof=1), height * table.mean(0).var(ddof=1), rest


def variances(fitted):
    return [fitted.var_dossier, fitted.var_judge, fitted.var_rest]


def test_the_mean_squares_are_the_published_ones():
    """Shrout & Fleiss (1979), table 3."""
    assert [round(value, 2) for value in mean_squares(SHROUT_FLEISS)] == [11.24, 32.49, 1.02]


@pytest.mark.parametrize("table", [SHROUT_FLEISS, bitterness(), penicillin()], ids=["1979", "wine", "zones"])
def test_for_balanced_marks_reml_is_the_analysis_of_variance(table):
    rows, judges, rest = mean_squares(table)
    expected = [(rows - rest) / len(table[0]), (judges - rest) / len(table), rest]

    assert variances(fit(crossed(table))) == pytest.approx(expected, rel=1e-3)


def test_the_variances_of_crossed_measurements_are_those_that_other_programs_print():
    assert variances(fit(crossed(penicillin()))) == pytest.approx(PENICILLIN_REML, rel=1e-3)


def test_of_real_marks_a_part_is_who_gave_them_and_the_hardest_judge_is_found():
    """Nine people tasted the same bottles: judge 6 is the one who marked everything low (32 against 48)."""
    fitted = fit(crossed(bitterness()))
    lowest = min(fitted.effects, key=lambda judge: fitted.effects[judge][0])

    assert lowest == 6
    assert fitted.var_judge / sum(variances(fitted)) == pytest.approx(0.17, abs=0.01)
    assert fitted.agreement() == pytest.approx(0.45, abs=0.01)


def test_real_marks_with_a_third_of_the_sheets_missing_still_find_the_hardest_judge_and_the_order():
    """Every bottle keeps six of its nine marks, as a portal would have given them out."""
    full = crossed(bitterness())
    kept = tuple(one for one in full if (one.judge + 2 * one.dossier) % 3)
    fitted, known = fit(kept), fit(full)

    assert min(fitted.effects, key=lambda judge: fitted.effects[judge][0]) == 6
    far = [abs(fitted.totals[row].adjusted - known.totals[row].raw) for row in known.totals]
    raw = [abs(fitted.totals[row].raw - known.totals[row].raw) for row in known.totals]
    assert sum(far) < sum(raw)


def test_the_agreements_are_the_published_ones():
    fitted = fit(crossed(SHROUT_FLEISS))
    found = [fitted.agreement(), fitted.consistency(), fitted.agreement(4), fitted.consistency(4)]

    assert [round(value, 2) for value in found] == [0.29, 0.71, 0.62, 0.91]


def test_in_a_full_table_an_adjusted_total_orders_as_the_raw_one():
    """Everybody met the same judges, so nobody was lucky."""
    totals = fit(crossed(SHROUT_FLEISS)).totals.values()

    assert [one.adjusted for one in totals] == pytest.approx([one.raw for one in totals])


def test_judges_who_do_not_differ_are_given_no_effect():
    table = [(70, 71, 69), (60, 59, 61), (80, 80, 80), (65, 66, 64), (75, 74, 76), (50, 51, 49), (55, 54, 56)]
    fitted = fit(crossed(table))

    assert fitted.var_judge == pytest.approx(0, abs=1e-6)
    assert [effect for effect, _ in fitted.effects.values()] == pytest.approx([0, 0, 0], abs=1e-6)


def test_an_effect_is_shrunken_more_the_fewer_sheets_there_are():
    """Judges 1 and 9 both mark ten points below the others, in ten dossiers and in one."""
    marked = [
        Marked(dossier, judge, 70.0 + dossier + judge % 2) for dossier in range(10) for judge in (2, 3, 4)
    ]
    marked += [Marked(dossier, 1, 60.5 + dossier) for dossier in range(10)] + [Marked(5, 9, 65.5)]
    effects = fit(tuple(marked)).effects

    assert effects[1][0] < effects[9][0] < 0
    assert effects[1][1] < effects[9][1]


@pytest.mark.parametrize(
    "marked",
    [
        pytest.param((Marked(1, 1, 5.0), Marked(2, 2, 6.0)), id="one sheet each"),
        pytest.param((Marked(1, 1, 5.0), Marked(1, 2, 6.0)), id="one dossier"),
        pytest.param(crossed([(5, 5), (6, 6), (7, 7)]), id="always equal"),
    ],
)
def test_what_cannot_be_estimated_is_not(marked):
    assert fit(marked) is None


def test_the_search_finds_the_bottom_and_stays_at_zero_or_above():
    found = compass(lambda x, y: (x - 30) ** 2 + (y + 2) ** 2)

    assert found == (pytest.approx(30, abs=1e-4), 0)


def test_the_same_sheets_give_the_same_figures_in_any_order():
    marked = uneven()
    first, second = fit(marked), fit(marked[::-1])

    assert first.totals == second.totals
    assert inside(first, 3) == inside(second, 3)


def test_chances_add_up_to_the_quota_and_follow_the_totals():
    fitted = fit(uneven())
    chances = inside(fitted, 3)
    best = max(fitted.totals.values(), key=lambda one: one.adjusted)

    assert sum(chances.values()) == pytest.approx(3)
    assert max(chances, key=chances.get) == best.dossier
    assert set(inside(fitted, 14).values()) == {1.0}
    assert set(inside(fitted, 0).values()) == {0.0}
