"""How sure a place inside the quota is: the dossiers' true values drawn many times from what the marks leave open.

The model's variances are taken as known. The stream of random numbers starts at a recorded seed, so the same sheets
give the same figure on every machine and on either database.
"""

from collections.abc import Sequence

import numpy as np

from campaign.rules.fairness_model import Fit, Floats, Group, Solved

SEED = 20261101
DRAWS = 1000
AT_ONCE = 250


def inside(fitted: Fit, quota: int, *, draws: int = DRAWS, seed: int = SEED) -> dict[int, float]:
    """By dossier, the share of the draws in which it is one of the best `quota`."""
    groups = fitted.design.groups
    dossiers = [dossier for group in groups for dossier in group.dossiers]
    if quota >= len(dossiers):
        return dict.fromkeys(dossiers, 1.0)
    stream = np.random.Generator(np.random.PCG64(seed))
    chairs = [_chairs(group, len(fitted.design.judges)) for group in groups]
    counts = np.zeros(len(dossiers))
    for start in range(0, draws if quota > 0 else 0, AT_ONCE):
        values = _drawn(fitted, chairs, min(AT_ONCE, draws - start), stream)
        best = np.argpartition(-values, quota - 1, axis=1)[:, :quota]
        counts += np.bincount(best.ravel(), minlength=len(dossiers))
    return dict(zip(dossiers, (counts / draws).tolist(), strict=True))


def _chairs(group: Group, judges: int) -> Floats:
    """Judges x dossiers: 1 where the judge marked the dossier."""
    sat = np.zeros((judges, len(group.dossiers)))
    sat[group.judges, np.arange(len(group.dossiers))[:, None]] = 1.0
    return sat


def _drawn(fitted: Fit, chairs: Sequence[Floats], rows: int, stream: np.random.Generator) -> Floats:
    """A row for each draw: first the mean, then the judges given the mean, then the dossiers given both."""
    solved = fitted.solved
    means = solved.mean + stream.standard_normal(rows) * np.sqrt(solved.rest / solved.mean_weight)
    root = np.linalg.cholesky(solved.rest * solved.inverse + np.eye(len(solved.effects)) * 1e-12)
    judges = solved.effects - np.outer(means - solved.mean, solved.slope)
    judges += stream.standard_normal(judges.shape) @ root.T
    parts = [
        _dossiers(solved, group, means, judges @ sat, stream)
        for group, sat in zip(fitted.design.groups, chairs, strict=True)
    ]
    return np.concatenate(parts, axis=1)


def _dossiers(
    solved: Solved, group: Group, means: Floats, effects: Floats, stream: np.random.Generator
) -> Floats:
    """`effects`: the drawn effects of the judges of each dossier, added up."""
    kept = solved.theta_dossier / (1 + group.sheets * solved.theta_dossier)
    left = group.totals.sum(axis=1) - group.sheets * means[:, None] - effects
    noise = stream.standard_normal(left.shape) * np.sqrt(solved.rest * kept)
    return means[:, None] + kept * left + noise
