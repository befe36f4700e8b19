import pytest
from django.urls import reverse

from accounts.roles import Role
from campaign.actions import trail
from campaign.documents.trail import facts as facts_of
from campaign.models import clock
from campaign.models.audit import Event
from campaign.rules.calendar import vn_day
from tests.factories import make_campaign, make_conflict, make_submission, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def inspector(client):
    user = make_user(Role.INSPECTOR)
    client.force_login(user)
    return user


def submitted(**extra):
    dossier = make_submission(state="submitted", **extra)
    trail.record("submit", by=dossier.owner, submission=dossier, facts={"reason": "Đủ hồ sơ"})
    return dossier


def shown(client, **query):
    return [line.number for line in client.get(reverse("inspect:trail"), query).context["lines"]]


@pytest.mark.parametrize("role", [role for role in Role if role not in {Role.INSPECTOR, Role.ADMINISTRATOR}])
def test_the_trail_does_not_exist_for_others(client, role):
    dossier = submitted()
    client.force_login(make_user(role))
    asked = [
        reverse("inspect:trail"),
        reverse("inspect:dossier", args=[dossier.code]),
        reverse("inspect:event", args=[1]),
    ]

    assert [client.get(url).status_code for url in asked] == [404, 404, 404]
    assert client.post(reverse("inspect:check")).status_code == 404


def test_the_own_dossier_is_nowhere_in_the_trail(client):
    user = make_user(Role.INSPECTOR, Role.AUTHOR)
    own, other = submitted(owner=user), submitted()
    client.force_login(user)

    assert shown(client) == [2]
    assert shown(client, ho_so=own.register_number) == []
    assert client.get(reverse("inspect:event", args=[1])).status_code == 404
    assert client.get(reverse("inspect:dossier", args=[own.code])).status_code == 404
    assert client.get(reverse("inspect:dossier", args=[other.code])).status_code == 200


def test_the_trail_is_filtered_by_act_person_dossier_and_day(client, inspector):
    first = submitted(owner=make_user(full_name="Đỗ Thị Hòa"))
    submitted(owner=make_user(full_name="Lê Văn Tám"))
    trail.record("found_panel", by=None, campaign=first.campaign)
    today = vn_day(clock.now())

    assert shown(client) == [3, 2, 1]
    assert shown(client, viec="found_panel") == [3]
    assert shown(client, nguoi="do hoa") == [1]
    assert shown(client, ho_so=first.register_number) == [1]
    assert shown(client, tu_ngay=today, den_ngay=today) == [3, 2, 1]
    assert shown(client, den_ngay="2020-01-01") == []
    assert shown(client, tu_ngay="hôm qua", viec="không có") == [3, 2, 1]


def test_an_event_is_shown_in_words_with_its_hashes(client, inspector):
    submitted()

    page = client.get(reverse("inspect:event", args=[1])).content.decode()

    event = Event.objects.get()
    assert [text in page for text in ("Nộp hồ sơ", "Đủ hồ sơ", event.hash, "không bị sửa")] == [True] * 4


def test_a_dossiers_trail_comes_with_its_proof(client, inspector):
    dossier = submitted()

    page = client.get(reverse("inspect:dossier", args=[dossier.code]))

    assert (page.context["proof"].whole, "Nguyên vẹn" in page.content.decode()) == (True, True)


def test_checking_the_chain_says_what_was_checked(client, inspector):
    submitted()

    page = client.post(reverse("inspect:check"), follow=True)

    assert "Chuỗi nguyên vẹn từ sự kiện 1 đến 1." in page.content.decode()


def test_looking_never_checks(client, inspector):
    assert client.get(reverse("inspect:check")).status_code == 405


def test_a_long_trail_costs_as_many_queries_as_a_short_one(client, inspector, django_assert_max_num_queries):
    campaign = make_campaign()
    for _ in range(40):
        submitted(campaign=campaign)

    with django_assert_max_num_queries(8):
        page = client.get(reverse("inspect:trail"), {"nguoi": "an"})

    assert len(page.context["lines"]) == 30


def test_an_event_is_told_in_words():
    facts = {"from": "submitted", "to": "endorsed", "outcome": "recognised", "unit": "Phòng Kinh tế"}
    event = trail.record("endorse", by=make_user(), submission=make_submission(), facts=facts)

    told = [(str(fact.label), fact.value) for fact in facts_of(event, make_user(Role.INSPECTOR))]

    assert told == [
        ("Từ trạng thái", "Đã nộp, chờ đơn vị"),
        ("Kết quả", "Công nhận, không xếp giải"),
        ("Sang trạng thái", "Đơn vị đã xác nhận"),
        ("Đơn vị", "Phòng Kinh tế"),
    ]


def test_a_sum_over_dossiers_is_not_told_to_whoever_is_barred_from_one_of_them(client, inspector):
    kept = make_submission(state="judging")
    facts = {"panel": "Tổ 1", "late_sheets": 3, "finished": 7, "reason": "Hết hạn"}
    trail.record("close_panel", by=None, campaign=kept.campaign, facts=facts)
    address = reverse("inspect:event", args=[1])
    before = [fact.value for fact in client.get(address).context["facts"]]
    make_conflict(kept, inspector)

    assert sorted(before) == ["3", "7", "Hết hạn", "Tổ 1"]
    assert sorted(fact.value for fact in client.get(address).context["facts"]) == ["Hết hạn", "Tổ 1"]
