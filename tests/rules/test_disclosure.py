import itertools

from hypothesis import given, settings
from hypothesis import strategies as st

from campaign.rules.disclosure import FEWEST, bounded, protected

HIGHEST = 24  # above what a withheld figure of these tables may be, so that the search is whole


def tables(rows, columns, highest=12):
    return st.lists(
        st.lists(st.integers(0, highest), min_size=columns, max_size=columns), min_size=1, max_size=rows
    )


def readings(table, shown, known):
    """Every table that fits what the public sees, found by trying all of them."""
    width = len(table[0])
    totals = [sum(line[column] for line in table) for column in range(width)]

    def fits(value, figure, *, vague=False):
        if not figure.is_hidden:
            return value == figure.value
        told = bounded(figure.value, vague=vague)
        return told.low <= value <= (HIGHEST if told.high is None else told.high)

    def lines(row):
        cells = [
            [value for value in range(HIGHEST + 1) if fits(value, shown[row][column])]
            for column in range(width)
        ]
        return [
            line
            for line in itertools.product(*cells)
            if fits(sum(line), shown[row][width], vague=bool(known))
        ]

    found = {tuple([0] * width): [()]}
    for row in range(len(table)):
        grown = {}
        for so_far, begun in found.items():
            for line in lines(row):
                sums = tuple(a + b for a, b in zip(so_far, line, strict=True))
                if all(one <= total for one, total in zip(sums, totals, strict=True)):
                    grown.setdefault(sums, []).extend((*rows, line) for rows in begun)
        found = grown
    return found.get(tuple(totals), [])


def derived(table, known=frozenset()):
    """Hidden figures that have one value in all readings."""
    shown = protected(table, known)
    if not shown:
        return []
    whole = [[(*line, sum(line)) for line in reading] for reading in readings(table, shown, known)]
    return [
        (row, column)
        for row, line in enumerate(shown)
        for column, figure in enumerate(line)
        if figure.is_hidden and len({reading[row][column] for reading in whole}) == 1
    ]


@settings(max_examples=60, deadline=None)
@given(tables(4, 1))
def test_no_hidden_figure_of_a_column_can_be_derived(table):
    assert derived(table) == []


@settings(max_examples=60, deadline=None)
@given(tables(3, 2, highest=8))
def test_no_hidden_figure_of_a_table_can_be_derived(table):
    assert derived(table) == []


@settings(max_examples=60, deadline=None)
@given(tables(3, 2, highest=8))
def test_what_the_published_list_tells_derives_nothing(table):
    assert derived(table, frozenset({0})) == []


@given(tables(5, 3), st.sampled_from([frozenset(), frozenset({0})]))
def test_every_small_figure_is_hidden_and_every_shown_one_is_true(table, known):
    shown = protected(table, known)
    for line, figures in zip(table, shown or [], strict=False):
        for column, (value, figure) in enumerate(zip([*line, sum(line)], figures, strict=True)):
            assert figure.value == value
            assert figure.is_hidden or value >= FEWEST or column in known


def test_one_small_figure_takes_a_second_one_with_it():
    shown = protected([[3], [40], [25]])
    assert [[one.is_hidden for one in line] for line in shown] == [[True, True], [False, False], [True, True]]


def test_a_table_of_large_figures_is_shown_whole():
    shown = protected([[10, 20], [30, 40]], frozenset({0}))
    assert [[one.value for one in line if not one.is_hidden] for line in shown] == [
        [10, 20, 30],
        [30, 40, 70],
    ]


def test_a_total_that_is_small_itself_shows_nothing():
    assert protected([[1], [2]]) is None
