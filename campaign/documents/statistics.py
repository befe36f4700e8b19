"""The figures of a campaign as tables, counted by the database in a fixed number of questions, never typed."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from statistics import median

from campaign.documents.statistics_rows import (
    DAY,
    STEPS,
    Group,
    Person,
    Scope,
    groups,
    moments,
    persons,
    silent_units,
)
from campaign.models.campaign import Campaign, Strand
from campaign.models.submission import SubmissionQuerySet
from campaign.rules.figures import Table, table

FIGURES = ("filed", "accepted", "recognised", "not_recognised", "benefit")
Line = tuple[str, str, Sequence[int | None]]


def tables(scope: Scope, rows: SubmissionQuerySet, before: Campaign | None = None) -> list[Table]:
    """Every table in reading order; `before` adds the figures of an earlier campaign beside the first one."""
    found, people = groups(scope, rows, before), persons(scope, rows, before)
    mine = [one for one in found if one.campaign == scope.campaign.pk]
    own = [one for one in people if one.campaign == scope.campaign.pk]
    silent = silent_units(scope, rows).count() if not scope.unit else None
    shown = [_overview(scope, found, people, silent, before), _by_strand(scope, mine), _by_unit(mine)]
    shown += [_results(mine), won_table(mine, "awards", "no_award"), won_table(mine, "levels", "no_level")]
    return [*shown, *people_tables(own), steps_table(scope.narrow(rows.filter(campaign=scope.campaign)))]


def people_tables(people: Iterable[Person]) -> list[Table]:
    persons = [one for one in people if not one.is_collective]
    kinds: list[tuple[str, tuple[str, ...], Callable[[Person], str]]] = [
        ("gender", ("female", "male", "unsaid"), lambda one: one.gender or "unsaid"),
        ("workers", ("direct", "indirect"), lambda one: "direct" if one.is_direct else "indirect"),
        ("first_timers", ("first", "again"), lambda one: "first" if one.is_first else "again"),
    ]
    return [
        table(name, ("authors", "winners"), _people_lines(persons, codes, kind_of), added=True)
        for name, codes, kind_of in kinds
    ]


def _people_lines(
    people: list[Person], codes: Sequence[str], kind_of: Callable[[Person], str]
) -> Iterable[Line]:
    for code in codes:
        alike = [one for one in people if kind_of(one) == code]
        yield code, "", [len(alike), sum(one.won for one in alike)]


def _overview(
    scope: Scope,
    found: list[Group],
    people: list[Person],
    silent: int | None,
    before: Campaign | None,
) -> Table:
    kept = [scope.campaign, before] if before else [scope.campaign]
    columns = ("now", "before")[: len(kept)]
    sums = [_sums(campaign.pk, found, people) for campaign in kept]
    lines: list[Line] = [(code, "", [one[code] for one in sums]) for code in sums[0]]
    if silent is not None:
        lines.insert(3, ("silent", "", [silent, None][: len(kept)]))
    return table("overview", columns, lines, added=False)


def _sums(campaign: int, found: list[Group], people: list[Person]) -> dict[str, int]:
    mine = [one for one in found if one.campaign == campaign]
    own = [one for one in people if one.campaign == campaign]
    persons = [one for one in own if not one.is_collective]
    return {
        "filed": sum(one.count for one in mine),
        "accepted": sum(one.accepted for one in mine),
        "units": len({one.unit for one in mine}),
        "recognised": _of(mine, "recognised"),
        "awarded": sum(one.count for one in mine if one.award and one.result == "recognised"),
        "not_recognised": _of(mine, "not_recognised"),
        "benefit": sum(one.money for one in mine),
        "authors": len(persons),
        "collectives": len(own) - len(persons),
        "female": sum(one.gender == "female" for one in persons),
        "direct": sum(one.is_direct for one in persons),
        "first": sum(one.is_first for one in persons),
    }


def _of(found: Iterable[Group], result: str) -> int:
    return sum(one.count for one in found if one.result == result)


def figures_of(found: Iterable[Group]) -> list[int]:
    """The columns `FIGURES` of some dossiers."""
    found = list(found)
    filed, accepted = sum(one.count for one in found), sum(one.accepted for one in found)
    money = sum(one.money for one in found)
    return [filed, accepted, _of(found, "recognised"), _of(found, "not_recognised"), money]


def _by_strand(scope: Scope, found: list[Group]) -> Table:
    of_strand = defaultdict(list)
    for one in found:
        of_strand[one.strand].append(one)
    strands = Strand.objects.filter(campaign=scope.campaign).order_by("order")
    lines = [("", strand.name, figures_of(of_strand[strand.pk])) for strand in strands]
    return table("strands", FIGURES, lines, added=True)


def _by_unit(found: list[Group]) -> Table:
    """Most dossiers first."""
    of_unit = defaultdict(list)
    for one in found:
        of_unit[one.unit].append(one)
    lines = [("", alike[0].unit_name, figures_of(alike)) for alike in of_unit.values()]
    return table("units", FIGURES, sorted(lines, key=lambda line: (-(line[2][0] or 0), line[1])), added=True)


def _results(found: list[Group]) -> Table:
    codes = ("recognised", "not_recognised", "waiting", "ended", "revoked")
    return table("results", ("dossiers",), [(code, "", [_of(found, code)]) for code in codes], added=True)


def won_table(found: list[Group], name: str, without: str) -> Table:
    """By prize or by level, of what was recognised."""
    counted: dict[str, int] = defaultdict(int)
    for one in found:
        if one.result == "recognised":
            counted[one.award if name == "awards" else one.level] += one.count
    named = sorted((label, count) for label, count in counted.items() if label)
    lines: list[Line] = [("", label, [count]) for label, count in named]
    if counted[""]:
        lines.append((without, "", [counted[""]]))
    return table(name, ("dossiers",), lines, added=True)


def steps_table(rows: SubmissionQuerySet) -> Table:
    """From the end of the step before to the end of this one, for dossiers that came so far."""
    found, chain = moments(rows), ["submit", *STEPS]
    spans = [
        *((verb, chain[place], verb) for place, verb in enumerate(STEPS)),
        ("whole", "submit", "publish"),
    ]
    lines = [(code, "", _median(found, begin, end)) for code, begin, end in spans]
    return table("steps", ("median", "dossiers"), lines, added=False)


def _median(found: Iterable[dict[str, datetime | None]], begin: str, end: str) -> list[int | None]:
    pairs = [(row[begin], row[end]) for row in found]
    spans = [late - early for early, late in pairs if early and late and late >= early]
    return [round(median(span / DAY for span in spans) * 10) if spans else None, len(spans)]
