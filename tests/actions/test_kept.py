"""What is kept of typed texts, for how long and how much of it."""

from datetime import timedelta

import pytest
from django.http import QueryDict

from campaign.actions import kept as acts
from campaign.models import clock
from campaign.models.writing import KeptForm
from tests.factories import make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def head():
    return make_user(full_name="Lê Thị Cúc")


def form(head, page="a1", base=""):
    return acts.TypedForm(head.pk, "unit:decide/x", "Ý kiến", "/don-vi/x/", page, base)


def texts():
    return sorted((row.key, row.fields["comment"][0]) for row in KeptForm.objects.all())


def test_of_many_texts_the_newest_fifty_stay(head):
    for number in range(52):
        acts.keep(head, f"unit:decide/{number}", "Ý kiến", "/", {"comment": [str(number)]})

    assert sorted(int(row.key.partition("/")[2]) for row in KeptForm.objects.all()) == list(range(2, 52))


def test_a_text_is_swept_after_thirty_days(head):
    now = clock.now()
    for days in (29, 31):
        with clock.at(now - timedelta(days=days)):
            acts.keep(head, f"unit:decide/{days}", "Ý kiến", "/", {})

    swept = acts.sweep()

    assert (swept, KeptForm.objects.get().key) == (1, "unit:decide/29")


def test_a_page_that_showed_a_kept_text_writes_over_it(head):
    acts.keep_typed(form(head), QueryDict("comment=một"))
    acts.keep_typed(form(head, "b2", base="a1"), QueryDict("comment=hai"))

    assert texts() == [("unit:decide/x", "hai")]


def test_a_page_that_never_showed_it_moves_it_aside(head):
    acts.keep_typed(form(head), QueryDict("comment=một"))
    acts.keep_typed(form(head, "b2"), QueryDict("comment=hai"))

    assert texts() == [("unit:decide/x", "hai"), ("unit:decide/x~a1", "một")]


def test_a_saved_page_forgets_its_own_text_and_leaves_that_of_another(head):
    acts.keep_typed(form(head), QueryDict("comment=một"))
    acts.keep_typed(form(head, "b2"), QueryDict("comment=hai"))

    acts.forget_typed(form(head))

    assert texts() == [("unit:decide/x", "hai")]


def test_for_an_account_that_is_gone_nothing_is_kept():
    gone = acts.TypedForm(0, "unit:decide/x", "Ý kiến", "/don-vi/x/", "a1")

    assert (acts.keep_typed(gone, QueryDict("comment=một")), texts()) == (None, [])


def test_a_character_that_no_database_takes_is_left_out(head):
    acts.keep_typed(form(head), QueryDict("comment=m%00ột"))

    assert texts() == [("unit:decide/x", "một")]


def test_a_mark_is_good_for_thirty_days(head, time_machine):
    time_machine.move_to("2026-06-01 08:00:00+07:00", tick=False)
    mark = form(head).mark
    time_machine.shift(timedelta(days=30))
    on_the_last_day = acts.typed_form({acts.FIELD: mark})
    time_machine.shift(timedelta(minutes=1))

    assert (on_the_last_day, acts.typed_form({acts.FIELD: mark})) == (form(head), None)
