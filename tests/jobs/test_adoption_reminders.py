"""Units are asked on the day itself, then every thirty days until they answer; who stopped is left alone."""

from datetime import timedelta

import pytest

from accounts.roles import Role
from campaign.actions import adoption as acts
from campaign.jobs import adoption_reminders
from campaign.models import clock
from campaign.models.message import Message
from tests.factories import make_user
from tests.showcase import make_adoption, make_entry, make_head

pytestmark = pytest.mark.django_db


@pytest.fixture
def head():
    return make_head()


def run(days):
    """How many were asked, when the job runs so many days from now; and whether it still had to."""
    with clock.at(clock.now() + timedelta(days=days)):
        due = adoption_reminders.is_due(clock.today())
        asked = adoption_reminders.remind_due()
        return due, asked, adoption_reminders.is_due(clock.today())


def test_a_pledge_that_nobody_confirmed_is_asked_about_every_thirty_days(head):
    desk = make_user(Role.UNIT_DESK, unit=head.home_unit)
    make_adoption(make_entry(), head)

    assert [run(days) for days in (0, 0, 29, 30)] == [
        (True, 1, False), (False, 0, False), (False, 0, False), (True, 1, False),
    ]  # fmt: skip
    told = Message.objects.filter(event="adoption_unconfirmed").values_list("reader", flat=True)
    assert sorted(told) == sorted([head.pk, desk.pk] * 2)


def test_figures_are_asked_for_after_six_and_twelve_months_until_they_are_written(head):
    made = make_adoption(make_entry(), head, applied=clock.today() - timedelta(days=1))
    half, whole = made.checks.all()
    until = [(check.due_on - clock.today()).days for check in (half, whole)]

    assert [run(until[0] - 1)[1], run(until[0])[1]] == [0, 1]
    with clock.at(clock.now() + timedelta(days=until[0] + 1)):
        acts.report(half, by=head, benefit=acts.Benefit(3, 0, "", ""))
    assert [run(until[1] - 1)[1], run(until[1])[1]] == [0, 1]
    letters = [one.subject for one in Message.objects.filter(event="adoption_check_due").order_by("pk")]
    assert [subject[:35] for subject in letters] == [
        f"[Cần xử lý] Ghi hiệu quả sau {months} tháng"[:35] for months in (6, 12)
    ]


def test_who_stopped_is_not_asked(head):
    made = make_adoption(make_entry(), head)
    acts.withdraw(made, by=head, reason="Không hợp.")
    assert run(400) == (False, 0, False)
