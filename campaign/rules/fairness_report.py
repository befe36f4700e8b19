"""Everything the fairness desk shows of a strand, from its counted sheets alone."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from campaign.rules.fairness import (
    Disagreement,
    JudgeLine,
    Marked,
    disagreements,
    grouped,
    judge_lines,
    one_way_icc,
    typical_sheets,
)
from campaign.rules.fairness_graph import Component, components
from campaign.rules.fairness_model import Adjusted, fit
from campaign.rules.fairness_quota import inside
from campaign.rules.fairness_warnings import Part, warnings, why_raw
from campaign.rules.phrase import Phrase

KEPT = 8


@dataclass(frozen=True)
class Report:
    """`totals` and `effects` of adjusted components only; `inside` only where one such component is the whole."""

    sheets: int
    dossiers: int
    usual_sheets: int
    icc: float | None
    judges: list[JudgeLine]
    disagreements: list[Disagreement]
    parts: list[Part]
    totals: Mapping[int, Adjusted]
    effects: Mapping[int, tuple[float, float]]
    inside: Mapping[int, float]
    warnings: list[Phrase]

    @property
    def is_adjustable(self) -> bool:
        return bool(self.totals)


@lru_cache(maxsize=KEPT)
def report(marked: tuple[Marked, ...], *, quota: int | None, is_mean: bool) -> Report:
    """Kept in memory by its input, so that turning the pages of a list reckons once."""
    parts = _parts(marked, is_mean)
    adjusted = [part for part in parts if part.is_adjusted and part.fitted]
    fits = [part.fitted for part in adjusted if part.fitted]
    lines = judge_lines(marked)
    groups = grouped(marked)
    return Report(
        sheets=len(marked),
        dossiers=len(groups),
        usual_sheets=typical_sheets(marked),
        icc=one_way_icc([[one.total for one in rows] for rows in groups.values()]),
        judges=lines,
        disagreements=disagreements(marked),
        parts=parts,
        totals={dossier: line for one in fits for dossier, line in one.totals.items()},
        effects={judge: effect for one in fits for judge, effect in one.effects.items()},
        inside=inside(fits[0], quota) if quota and len(parts) == len(fits) == 1 else {},
        warnings=warnings(parts, lines),
    )


def _parts(marked: tuple[Marked, ...], is_mean: bool) -> list[Part]:
    found = components(marked)
    home = {dossier: place for place, one in enumerate(found) for dossier in one.dossiers}
    sheets: list[list[Marked]] = [[] for _ in found]
    for one in marked:
        sheets[home[one.dossier]].append(one)
    return [_part(one, rows, is_mean) for one, rows in zip(found, sheets, strict=True)]


def _part(component: Component, marked: list[Marked], is_mean: bool) -> Part:
    fitted = fit(marked)
    drawn = all(one.drawn for one in marked)
    return Part(component, fitted, why_raw(component, fitted, drawn=drawn, is_mean=is_mean))
