"""The measuring command: planted copies are found, innocent texts are not held against anybody."""

from io import StringIO

from django.core.management import call_command

from campaign.management.commands.measure_similarity import measured
from campaign.rules.similarity import STRONG

INNOCENT = 3  # rows at the end of the table


def test_every_planted_copy_is_found_and_no_innocent_text_is_strongly_pointed_at():
    rows = measured(250, 4)

    assert [row.found for row in rows] == ["4/4"] * (len(rows) - INNOCENT) + ["–"] * INNOCENT
    assert [row.levels[STRONG] for row in rows[-INNOCENT:]] == [0] * INNOCENT


def test_the_same_numbers_give_the_same_table():
    def printed():
        out = StringIO()
        call_command("measure_similarity", texts=150, copies=1, stdout=out)
        return out.getvalue()

    first = printed()

    assert printed() == first
    assert first.splitlines()[2].startswith("| 5 % of the words changed | 1/1 | 1 | 0 | 0 |")
