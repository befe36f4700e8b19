"""Two officers who take a number of the same series at the same moment, and what happens without the lock."""

from datetime import date

import pytest
from django.db import transaction

from accounts.roles import Role
from campaign.actions import paper_numbers
from campaign.models.campaign import Counter
from campaign.models.register import RegisterEntry
from tests.actions.test_races import DONE, REFUSED, at_once
from tests.decisions import make_series
from tests.factories import make_user
from tests.moment import Moment

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def meeting(monkeypatch):
    """Both have seen that the number is free, neither has taken it."""
    original, moment = paper_numbers._taken, Moment()

    def meet(*args):
        result = original(*args)
        moment.wait()
        return result

    monkeypatch.setattr(paper_numbers, "_taken", meet)


def taking(number):
    series, officer = make_series(), make_user(Role.OFFICER)

    def take():
        with transaction.atomic():
            paper_numbers.take_number(
                series, number, on=date(2026, 6, 5), about="Công nhận", signer="Phạm Văn Ký", by=officer
            )

    return take


@pytest.mark.parametrize(
    ("number", "ends", "given"), [(None, [DONE, DONE], [1, 2]), (7, [DONE, REFUSED], [7])]
)
def test_the_same_number_is_taken_once_and_two_next_ones_differ(meeting, number, ends, given):
    assert at_once(taking(number), taking(number)) == ends
    assert list(RegisterEntry.objects.order_by("number").values_list("number", flat=True)) == given


def test_without_the_lock_both_would_be_told_the_same_number(meeting, monkeypatch):
    def read(register):
        return Counter.objects.get_or_create(register=register)[0]

    make_series()
    read(paper_numbers.register_name("quyet-dinh", 2026))
    monkeypatch.setattr(paper_numbers, "hold_counter", read)
    assert at_once(taking(None), taking(None)) == [DONE, "IntegrityError"]
