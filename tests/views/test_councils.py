"""The pages of councils and of seats on panels."""

import pytest
from django.urls import reverse

from accounts.roles import Role
from campaign.actions.panels import seat
from campaign.models.council import Council, CouncilMember
from campaign.models.judging import Absence, PanelMember
from tests.factories import make_campaign, make_panel, make_user

pytestmark = pytest.mark.django_db
TYPED = {
    "kind": "emulation",
    "name": "Hội đồng thi đua - khen thưởng",
    "decision_number": "21/QĐ-UBND",
    "decision_date": "2026-02-01",
    "term_from": "2026-02-01",
    "quorum": "",
    "majority": "",
    "state_funded": "on",
}


@pytest.fixture
def officer(client):
    user = make_user(Role.OFFICER)
    client.force_login(user)
    return user


@pytest.fixture
def council(client, officer):
    client.post(reverse("office:council_new"), TYPED | {"campaign": make_campaign().pk})
    return Council.objects.get()


def test_an_emulation_council_starts_with_80_percent_and_written_opinions(council):
    shares = (council.quorum_numerator, council.quorum_denominator, council.majority_numerator)
    assert (shares, council.written_opinions) == ((4, 5, 2), True)


@pytest.mark.parametrize("typed", ["nhiều", "0", "3/2", "1/0", "80,5.1 %"])
def test_a_share_that_is_none_is_told_and_nothing_is_lost(client, officer, typed):
    response = client.post(
        reverse("office:council_new"), TYPED | {"campaign": make_campaign().pk, "quorum": typed}
    )
    text = response.content.decode()
    assert ("21/QĐ-UBND" in text, "2/3 hoặc một tỷ lệ như 80 %" in text, Council.objects.count()) == (
        True,
        True,
        0,
    )


def test_the_page_seats_amends_and_releases(client, council):
    secretary = make_user(Role.OFFICER)
    client.post(
        reverse("office:council_seat", args=[council.pk]), {"user": secretary.pk, "role": "secretary"}
    )
    member = CouncilMember.objects.get()
    client.post(reverse("office:council", args=[council.pk]), TYPED | {"quorum": "75 %", "majority": "2/3"})
    client.post(reverse("office:council_leave", args=[member.pk]))
    council.refresh_from_db()
    member.refresh_from_db()
    assert (member.role, member.left_on is None, council.quorum_numerator) == ("secretary", False, 3)


def test_pages_of_councils_stay_within_their_queries(client, council, django_assert_max_num_queries):
    for _ in range(5):
        CouncilMember.objects.create(council=council, user=make_user(Role.JUDGE))
    with django_assert_max_num_queries(12):
        client.get(reverse("office:councils"))
    with django_assert_max_num_queries(12):
        text = client.get(reverse("office:council", args=[council.pk])).content.decode()
    assert "Chưa có chủ tịch hội đồng." in text


def test_a_judge_answers_and_writes_down_days_away(client, django_assert_max_num_queries):
    judge = make_user(Role.JUDGE)
    member = seat(make_panel(make_campaign()), judge, by=make_user(Role.OFFICER), role="member")
    client.force_login(judge)
    refused = client.post(reverse("judge:seat_answer", args=[member.pk]), {"accepts": "0", "reason": ""})
    assert "Hãy ghi lý do từ chối" in refused.content.decode()
    client.post(reverse("judge:seat_answer", args=[member.pk]), {"accepts": "1"})
    days = {"first_day": "2026-12-01", "last_day": "2026-12-03"}
    client.post(reverse("judge:absence_add", args=[member.pk]), days)
    with django_assert_max_num_queries(12):
        client.get(reverse("judge:seats"))
    assert (PanelMember.objects.get().answer, Absence.objects.count()) == ("accepted", 1)
    client.post(reverse("judge:absence_remove", args=[Absence.objects.get().pk]))
    assert Absence.objects.count() == 0


def test_the_seat_of_another_judge_is_not_found(client):
    member = seat(
        make_panel(make_campaign()), make_user(Role.JUDGE), by=make_user(Role.OFFICER), role="member"
    )
    client.force_login(make_user(Role.JUDGE))
    names = ("judge:seat_answer", "judge:absence_add")
    assert [client.post(reverse(name, args=[member.pk])).status_code for name in names] == [404, 404]


def test_the_office_writes_down_what_a_judge_can_carry(client, officer):
    member = seat(make_panel(make_campaign()), make_user(Role.JUDGE), by=officer, role="member")
    page = reverse("office:panel_member", args=[member.pk])
    client.post(page, {"fields_text": "Y tế; Giáo dục ;Y tế", "capacity": "5", "minimum": "2"})
    member.refresh_from_db()
    assert (member.fields, member.capacity, member.minimum) == (["Y tế", "Giáo dục"], 5, 2)
