"""The pages of ranking, sitting and decision."""

import re

import pytest
from django.urls import reverse

from accounts.roles import Role
from campaign.actions.ranking import make_ranking
from campaign.models import clock
from campaign.models.decision import Decision, Sitting
from campaign.models.ranking import Ranking
from tests.decisions import typed_paper
from tests.factories import make_campaign, make_judged, make_user

pytestmark = pytest.mark.django_db


def meeting_fields(ranking, **changes):
    typed = {
        "held_on": clock.today().isoformat(),
        "place": "Phòng họp số 1",
        "chair_name": "Lê Văn Chủ",
        "secretary_name": "Trần Thị Ký",
        "members_total": "9",
        "members_present": "7",
        "minutes_number": "03/BB-HĐSK",
    }
    for row in ranking.rows.all():
        award = f"award:{row.award_level_id}" if row.award_level_id else "recognised"
        typed |= {
            f"h{row.submission_id}-outcome": award,
            f"h{row.submission_id}-votes_for": "7",
            f"h{row.submission_id}-votes_against": "0",
            f"h{row.submission_id}-votes_blank": "0",
            f"h{row.submission_id}-reason": "",
        }
    return typed | changes


def ranked(campaign, rows):
    for number in range(rows):
        make_judged(campaign, str(60 + number % 30))
    return make_ranking(campaign.strands.get(), by=make_user(Role.OFFICER))


def test_from_ranking_to_decision_by_the_pages(client):
    campaign = make_campaign()
    make_judged(campaign, "90")
    officer, chair = make_user(Role.OFFICER), make_user(Role.CHAIR)
    client.force_login(officer)
    client.post(reverse("office:make_ranking", args=[campaign.strands.get().pk]))
    ranking = Ranking.objects.get()
    client.force_login(chair)
    answer = client.post(reverse("council:sitting_new", args=[ranking.pk]), meeting_fields(ranking))
    sitting = Sitting.objects.get()
    assert answer.url == reverse("council:sitting", args=[sitting.pk])
    client.force_login(officer)
    page = client.get(reverse("office:decision_new", args=[sitting.pk]))
    client.post(reverse("office:decision_new", args=[sitting.pk]), typed_paper(page, number="5"))
    page = client.get(reverse("office:decision", args=[Decision.objects.get().pk]))
    assert "Số: 05/QĐ-UBND" in page.content.decode()
    again = client.get(reverse("office:decision_new", args=[sitting.pk])).content.decode()
    assert "Phiên họp này đã có quyết định" in again
    assert 'name="signer_name"' not in again


def test_refused_sitting_gives_the_typed_words_back(client):
    ranking = ranked(make_campaign(), 1)
    client.force_login(make_user(Role.CHAIR))
    answer = client.post(
        reverse("council:sitting_new", args=[ranking.pk]),
        meeting_fields(ranking, members_present="3", note="Họp ghép buổi chiều"),
    )
    text = answer.content.decode()
    assert "Phiên họp chưa đủ điều kiện" in text
    assert "Họp ghép buổi chiều" in text
    assert Sitting.objects.count() == 0


def test_every_row_at_fault_is_named_at_once_with_a_way_to_it(client):
    ranking = ranked(make_campaign(), 3)
    first, _second, third = ranking.rows.order_by("line")
    client.force_login(make_user(Role.CHAIR))
    changes = {f"h{first.submission_id}-votes_for": "3", f"h{third.submission_id}-votes_for": "9"}

    answer = client.post(
        reverse("council:sitting_new", args=[ranking.pk]), meeting_fields(ranking, **changes)
    )

    assert [row.row for row in answer.context["faulty"]] == [first, third]
    links = re.findall(r'<li><a href="#(h\d+)">', answer.content.decode())
    assert links == [f"h{first.submission_id}", f"h{third.submission_id}"]
    assert Sitting.objects.count() == 0


def test_comparing_says_whether_the_inputs_still_agree(client):
    ranking = ranked(make_campaign(), 2)
    client.force_login(make_user(Role.OFFICER))
    page = reverse("office:ranking", args=[ranking.pk]) + "?doi-chieu=1"
    assert "cho đúng kết quả" in client.get(page).content.decode()
    ranking.campaign.quotas.update(number=9)
    assert "Bảng này đã cũ" in client.get(page).content.decode()


def test_nobody_opens_a_list_in_which_the_own_dossier_has_a_place(client):
    """A missing place among the others would tell it."""
    campaign = make_campaign()
    chair = make_user(Role.CHAIR, Role.AUTHOR)
    make_judged(campaign, "90", owner=chair, title="Sáng kiến của chính chủ tịch")
    make_judged(campaign, "80", title="Sáng kiến của người khác")
    ranking = make_ranking(campaign.strands.get(), by=make_user(Role.OFFICER))
    client.force_login(chair)
    for name in ("office:ranking", "council:sitting_new"):
        response = client.get(reverse(name, args=[ranking.pk]))
        assert response.status_code == 409
        assert "có hồ sơ của bạn" in response.content.decode()
        assert "Sáng kiến của" not in response.content.decode()


@pytest.mark.parametrize("rows", [2, 60])
@pytest.mark.parametrize(
    "name", ["office:rankings", "office:ranking", "council:sittings", "council:sitting_new"]
)
def test_queries_do_not_grow(client, django_assert_max_num_queries, rows, name):
    ranking = ranked(make_campaign(), rows)
    client.force_login(make_user(Role.OFFICER, Role.CHAIR))
    pages = {"office:ranking": [ranking.pk], "council:sitting_new": [ranking.pk]}
    with django_assert_max_num_queries(
        12
    ):  # session, user, posts, menu's windows, and what the page itself shows
        assert client.get(reverse(name, args=pages.get(name, []))).status_code == 200
