"""The measurement of ranking and allocation is repeatable."""

from io import StringIO

from django.core.management import call_command


def measured():
    said = StringIO()
    call_command("measure_ranking", dossiers=300, stdout=said)
    return said.getvalue().splitlines()


def test_the_same_number_of_dossiers_gives_the_same_awards():
    first, *steps = measured()
    assert first == measured()[0]
    assert [line.split("|")[1].strip() for line in steps] == [
        "rank and allocate",
        "write the inputs",
        "SHA-256 of the whole",
    ]
