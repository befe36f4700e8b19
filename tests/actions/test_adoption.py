"""A unit takes over an initiative: pledge, confirmation by its head, benefit after six and twelve months, an end."""

from datetime import date, timedelta

import pytest

from accounts.roles import Role
from campaign.actions import adoption as acts
from campaign.actions.adoption import Benefit, Pledge
from campaign.actions.refused import Refused
from campaign.models import clock
from campaign.models.adoption import Adoption, BenefitCheck
from campaign.models.audit import Event
from campaign.models.message import Message
from campaign.models.showcase import LibraryEntry
from tests.factories import make_unit, make_user
from tests.showcase import make_adoption, make_entry, make_head

pytestmark = pytest.mark.django_db
GOOD = Benefit(
    people=12, money=12_500_000, method="Giờ công tiết kiệm nhân đơn giá.", comment="Nên nhân rộng."
)


@pytest.fixture
def entry():
    return make_entry(title="Máy bóc vỏ tôm")


@pytest.fixture
def city():
    return make_unit("Thành phố", kind="peoples_committee")


@pytest.fixture
def head(city):
    return make_head(parent=city)


def pledge(entry, who, unit=None):
    return acts.pledge(entry, unit or who.home_unit, by=who, wish=Pledge(clock.today(), "Ông Tám", "Ở chợ."))


def test_a_pledge_keeps_the_unit_as_it_is_named_today_and_counts_for_nobody_yet(entry, head):
    made = pledge(entry, head)

    assert (made.unit_name, made.unit_kind, made.area_name) == (
        "Ủy ban nhân dân phường 2", "peoples_committee", "Thành phố",
    )  # fmt: skip
    assert (Event.objects.first().verb, Adoption.objects.confirmed().count()) == ("pledge_adoption", 0)


def test_only_the_head_confirms_and_then_it_counts_the_author_hears_and_two_checks_are_due(entry, head):
    desk = make_user(Role.UNIT_DESK, unit=head.home_unit)
    made, day = pledge(entry, desk), clock.today() - timedelta(days=3)
    with pytest.raises(Refused, match="Chỉ thủ trưởng"):
        acts.confirm(made, by=desk, applied_on=day, where="Chợ.")
    with pytest.raises(Refused, match="chưa tới"):
        acts.confirm(made, by=head, applied_on=clock.today() + timedelta(days=1), where="Chợ.")

    acts.confirm(made, by=head, applied_on=day, where="Chợ.")

    assert Adoption.objects.confirmed().count() == 1
    assert Message.objects.get(event="adoption_confirmed").reader == entry.submission.owner
    assert list(BenefitCheck.objects.values_list("months", flat=True)) == [6, 12]
    with pytest.raises(Refused, match="không ghi thêm lần nữa"):
        acts.confirm(made, by=head, applied_on=day, where="Chợ.")


def test_a_check_falls_on_the_same_day_of_the_month_or_on_its_last(entry, head):
    make_adoption(entry, head, applied=date(2026, 8, 31))
    assert list(BenefitCheck.objects.values_list("due_on", flat=True)) == [
        date(2027, 2, 28),
        date(2027, 8, 31),
    ]


def test_benefit_is_written_once_when_it_is_due_and_money_says_how_it_was_computed(entry, head):
    made = make_adoption(entry, head, applied=clock.today() - timedelta(days=200))
    half, whole = made.checks.all()
    with pytest.raises(Refused, match="phải nói tính thế nào"):
        acts.report(half, by=head, benefit=Benefit(1, 5, " ", ""))
    with pytest.raises(Refused, match="mới tới kỳ"):
        acts.report(whole, by=head, benefit=GOOD)

    acts.report(half, by=head, benefit=GOOD)

    half.refresh_from_db()
    assert (half.people, half.money, half.method) == (12, 12_500_000, GOOD.method)
    assert Event.objects.first().facts["money"] == 12_500_000
    with pytest.raises(Refused, match="không ghi đè"):
        acts.report(half, by=head, benefit=Benefit(0, 0, "", ""))


def test_a_unit_that_stops_says_why_counts_no_more_and_may_begin_anew(entry, head):
    made = make_adoption(entry, head, applied=clock.today())
    with pytest.raises(Refused, match="vì sao"):
        acts.withdraw(made, by=head, reason="")

    acts.withdraw(made, by=head, reason="Máy hỏng.")

    assert Adoption.objects.confirmed().count() == 0
    for act in (
        lambda: acts.withdraw(made, by=head, reason="Nữa."),
        lambda: acts.report(made.checks.first(), by=head, benefit=GOOD),
    ):
        with pytest.raises(Refused, match="đã thôi áp dụng"):
            act()
    assert pledge(entry, head).pk != made.pk


def test_what_is_refused(entry, head):
    pledge(entry, head)
    with pytest.raises(Refused, match="đã cam kết"):
        pledge(entry, head)
    with pytest.raises(Refused, match="thuộc cán bộ đầu mối"):
        pledge(entry, make_user(), head.home_unit)
    with pytest.raises(Refused, match="của chính đơn vị này"):
        pledge(entry, make_user(Role.UNIT_HEAD, unit=entry.submission.unit))
    LibraryEntry.objects.update(hidden_at=clock.now())
    with pytest.raises(Refused, match="không còn trong thư viện"):
        pledge(entry, make_head("Trường học"))
    assert Adoption.objects.count() == 1
