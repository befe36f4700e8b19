"""Numbers of papers: the next, one from the paper register, never twice."""

from datetime import date

import pytest

from accounts.roles import Role
from campaign.actions.paper_numbers import amend_series, cancel_number, open_series, take_number
from campaign.actions.refused import Refused
from campaign.documents.registers import gaps, next_numbers, readable_entries
from tests.decisions import make_series
from tests.factories import make_campaign, make_decision, make_user

pytestmark = pytest.mark.django_db
DAY = date(2026, 6, 5)


@pytest.fixture
def officer():
    return make_user(Role.OFFICER)


def take(series, number, officer, on=DAY):
    return take_number(series, number, on=on, about="Công nhận sáng kiến", signer="Phạm Văn Ký", by=officer)


def test_the_next_number_goes_on_behind_the_highest_and_begins_anew_with_the_year(officer):
    series = make_series()
    taken = [take(series, number, officer) for number in (None, 7, 3, None)]
    assert [str(row) for row in taken] == ["01/QĐ-UBND", "07/QĐ-UBND", "03/QĐ-UBND", "08/QĐ-UBND"]
    assert take(series, None, officer, on=date(2027, 1, 4)).number == 1
    assert next_numbers([series], 2026) == {series.pk: "09/QĐ-UBND"}


def test_a_number_in_use_is_named_with_its_paper_and_stays_in_use_when_cancelled(officer):
    series = make_series()
    cancel_number(take(series, 5, officer), reason="Ghi nhầm.")
    with pytest.raises(
        Refused, match="Số 05/QĐ-UBND của năm 2026 đã dùng.*«Công nhận sáng kiến», ngày 05/06/2026"
    ):
        take(series, 5, officer)


def test_councils_with_the_same_symbol_count_apart(officer):
    one, other = (make_series(code=f"hoi-dong-{number}", symbol="QĐ-HĐSK") for number in (1, 2))
    assert [take(series, None, officer).number for series in (one, one, other)] == [1, 2, 1]


def test_gaps_are_told_of_our_own_series_alone(officer):
    ours, theirs = make_series(), make_series(code="cap-tren", is_ours=False)
    for number in (2, 5):
        take(ours, number, officer)
    take(theirs, 1234, officer)
    assert [(row.series, row.year, row.missing) for row in gaps(readable_entries(officer))] == [
        (ours, 2026, "03-04")
    ]


def test_who_waits_for_an_own_result_reads_no_number_of_a_notice(officer):
    notice, author = make_series("notice"), make_user(Role.OFFICER, Role.AUTHOR)
    make_decision(make_campaign(), "nhat", owner=author)  # with a prize: nothing to be guessed either way
    take(notice, None, officer)
    assert [readable_entries(reader).count() for reader in (officer, author)] == [1, 0]


def test_a_series_that_gave_numbers_keeps_its_symbol(officer):
    administrator = make_user(Role.ADMINISTRATOR)
    face = {"name": "Quyết định", "kind": "decision", "symbol": "QĐ-HĐ", "issuer_line": "", "council": None}
    series = open_series(by=administrator, **face, is_ours=True, is_open=True)
    take(series, None, officer)
    with pytest.raises(Refused, match="đã cấp số"):
        amend_series(series, by=administrator, **(face | {"symbol": "QĐ-X"}), is_ours=True, is_open=True)
    amend_series(series, by=administrator, **(face | {"name": "Cũ"}), is_ours=True, is_open=False)
    with pytest.raises(Refused, match="đã đóng"):
        take(series.__class__.objects.get(pk=series.pk), None, officer)
