"""The figures that the act of publication copies for the public: what the published list tells, and counts that are
large enough to point at nobody."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence

from campaign.documents.statistics import people_tables, steps_table, won_table
from campaign.documents.statistics_rows import Group, Person, Scope, groups, persons, whole
from campaign.models.campaign import Campaign, Strand
from campaign.models.publication import PublishedResult
from campaign.models.report import PublicFigures
from campaign.rules.disclosure import FEWEST, protected
from campaign.rules.figures import Row, Table, protected_table, table
from campaign.rules.workflow import State

KNOWN = frozenset({0})  # what was recognised stands in the published list
COLUMNS = ("filed", "recognised", "others")


def public_tables(campaign: Campaign) -> list[Table]:
    """Of everything published so far in this campaign; dossiers without a published result are only "others"."""
    scope, rows = Scope(campaign), whole()
    listed = set(
        PublishedResult.objects.current()
        .filter(campaign=campaign)
        .values_list("award__submission", flat=True)
    )
    found = groups(scope, rows)
    won = groups(scope, rows.filter(pk__in=listed, state=State.PUBLISHED))
    people = [one for one in persons(scope, rows.filter(pk__in=listed, state=State.PUBLISHED)) if one.won]
    strands = Strand.objects.filter(campaign=campaign).order_by("order").values_list("pk", "name")
    units = {one.unit: one.unit_name for one in found}.items()
    shown = [
        _split("strands", list(strands), found, won, lambda one: one.strand),
        _split("units", sorted(units, key=lambda unit: unit[1]), found, won, lambda one: one.unit),
    ]
    shown += [won_table(won, "awards", "no_award"), won_table(won, "levels", "no_level")]
    hides_filed = _number(found) - _number(won) < FEWEST
    return [_overview(found, won, people, hides_filed=hides_filed), *shown, *_people(people), _steps(scope)]


def latest() -> list[PublicFigures]:
    """The newest figures of each campaign, the newest campaign first."""
    found = PublicFigures.objects.select_related("campaign").order_by("-campaign__year", "-campaign", "-pk")
    newest: dict[int, PublicFigures] = {}
    for one in found.defer("tables", "campaign__about", "campaign__theme"):
        newest.setdefault(one.campaign_id, one)
    return list(newest.values())


def _number(found: Iterable[Group]) -> int:
    return sum(one.count for one in found)


def _overview(found: list[Group], won: list[Group], people: list[Person], *, hides_filed: bool) -> Table:
    lines: list[tuple[str, str, Sequence[int | None]]] = []
    if not hides_filed:
        lines += [("filed", "", [_number(found)]), ("units", "", [len({one.unit for one in found})])]
    lines += [
        ("recognised", "", [_number(won)]),
        ("awarded", "", [sum(one.count for one in won if one.award)]),
        ("authors", "", [sum(not one.is_collective for one in people)]),
        ("collectives", "", [sum(one.is_collective for one in people)]),
    ]
    return table("overview", ("now",), lines, added=False)


def _split(
    name: str,
    named: Sequence[tuple[int, str]],
    found: list[Group],
    won: list[Group],
    place_of: Callable[[Group], int],
) -> Table:
    """Filed, recognised and others of each; where that says too much, what the list tells alone."""
    filed, recognised = _counted(found, place_of), _counted(won, place_of)
    rows = [[recognised[pk], filed[pk] - recognised[pk]] for pk, _name in named]
    shown = protected(rows, KNOWN)
    if shown is None:
        lines = [("", said, [recognised[pk]]) for pk, said in named if recognised[pk]]
        return table(name, ("recognised",), lines, added=True)
    figures = [
        ("", said, [whole, known, others])
        for (_pk, said), (known, others, whole) in zip(named, shown, strict=True)
    ]
    totals = [sum(column) for column in zip(*rows, strict=True)] or [0, 0]
    return protected_table(name, COLUMNS, figures, [sum(totals), *totals])


def _counted(found: list[Group], place_of: Callable[[Group], int]) -> dict[int, int]:
    counted: dict[int, int] = defaultdict(int)
    for one in found:
        counted[place_of(one)] += one.count
    return counted


def _people(people: list[Person]) -> list[Table]:
    """Who the authors of recognised initiatives are, one table for each question; the total is in the list."""
    shown = []
    for one in people_tables(people):
        counts = [[row.cells[1].value or 0] for row in one.rows]
        figures = protected(counts)
        if figures is None:
            continue
        lines = [(row.code, "", line[:1]) for row, line in zip(one.rows, figures, strict=True)]
        shown.append(protected_table(one.name, ("winners",), lines, [sum(line[0] for line in counts)]))
    return shown


def _steps(scope: Scope) -> Table:
    """Of published dossiers, recognised or not; a step that few of them went through is left out."""
    published = whole().filter(campaign=scope.campaign, state=State.PUBLISHED)
    rows = [row for row in steps_table(published).rows if (row.cells[1].value or 0) >= FEWEST]
    return Table("steps", ("median",), tuple(Row(row.cells[:1], row.code) for row in rows))
