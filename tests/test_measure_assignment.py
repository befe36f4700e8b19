"""The measuring command plans what it says, at a size that costs nothing."""

from io import StringIO

from django.core.management import call_command


def test_every_kind_of_strand_is_planned_and_proved():
    out = StringIO()

    call_command("measure_assignment", dossiers=60, judges=8, stdout=out)

    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in out.getvalue().splitlines()[2:]]
    assert [(row[0], row[4]) for row in rows] == [
        ("even", "yes"),
        ("fields, loads and conflicts", "yes"),
        ("and pairs kept apart", "yes"),
        ("too few judges", "yes"),
    ]
    assert [row[5] == "0" for row in rows] == [True, True, True, False]
