"""The fairness desk: for officer and chair, when judging has ended; without names of dossiers; a fixed cost."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.roles import Role
from campaign.models.fairness import ScoreBasis
from campaign.models.submission import Submission
from tests.council import make_council
from tests.factories import make_submission, make_user
from tests.marks import make_marked_strand

pytestmark = pytest.mark.django_db
PAGES = ("fairness", "fairness_dossiers", "fairness_apart", "score_basis")


def page(name, strand):
    return reverse(f"office:{name}", args=[strand.pk])


@pytest.fixture
def strand():
    return make_marked_strand()[0]


def enter(client, *roles):
    user = make_user(*roles, full_name="Phạm Người Xem")
    client.force_login(user)
    return user


@pytest.mark.parametrize("name", PAGES)
def test_no_page_names_a_dossier_or_its_author(client, strand, name):
    Submission.objects.update(title="Máy gieo hạt tự chế")
    owner = Submission.objects.first().owner.full_name
    enter(client, Role.CHAIR)

    text = client.get(page(name, strand)).content.decode()

    assert "Máy gieo hạt" not in text
    assert owner not in text


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("role", [Role.ADMINISTRATOR, Role.INSPECTOR, Role.JUDGE, Role.AUTHOR])
def test_for_others_the_desk_does_not_exist(client, strand, name, role):
    enter(client, role)

    assert client.get(page(name, strand)).status_code == 404


def test_until_judging_ends_the_desk_does_not_exist(client, strand):
    make_submission(campaign=strand.campaign, state="assigned")
    enter(client, Role.OFFICER)

    assert client.get(page("fairness", strand)).status_code == 404
    assert page("fairness", strand) not in client.get(reverse("office:rankings")).content.decode()


def test_the_rankings_page_leads_to_the_desk(client, strand):
    enter(client, Role.OFFICER)

    assert page("fairness", strand) in client.get(reverse("office:rankings")).content.decode()


@pytest.mark.parametrize("name", PAGES)
def test_a_page_of_the_desk_costs_at_most_twelve_questions(client, strand, name):
    enter(client, Role.CHAIR)

    with CaptureQueriesContext(connection) as asked:
        assert client.get(page(name, strand)).status_code == 200

    assert len(asked) <= 12


def test_the_judges_are_named_in_chart_and_table(client):
    strand, judges, _ = make_marked_strand()
    enter(client, Role.OFFICER)

    text = client.get(page("fairness", strand)).content.decode()

    assert [text.count(f">{judge.full_name}<") for judge in judges] == [2, 2, 2, 2]


def test_long_lists_come_in_pages(client, monkeypatch, strand):
    monkeypatch.setattr("campaign.views.staff.fairness.SIZE", 3)
    enter(client, Role.OFFICER)
    numbers = list(Submission.objects.order_by("pk").values_list("register_number", flat=True))

    first = client.get(page("fairness_dossiers", strand)).content.decode()
    third = Submission.objects.order_by("pk")[2]
    second = client.get(page("fairness_dossiers", strand), {"sau": third.pk}).content.decode()

    assert [number in first for number in numbers] == [True] * 3 + [False] * 5
    assert [number in second for number in numbers] == [False] * 3 + [True] * 3 + [False] * 2
    assert f"sau={third.pk}" in first
    assert f"truoc={Submission.objects.order_by('pk')[3].pk}" in second


VOTE = {
    "basis": "adjusted",
    "members_total": 9,
    "members_present": 9,
    "votes_for": 7,
    "votes_against": 1,
    "votes_blank": 1,
    "reason": "Một giám khảo chấm nghiêm.",
}


def test_the_chair_records_the_vote(client, strand):
    enter(client, Role.CHAIR)

    response = client.post(page("score_basis", strand), VOTE)

    assert response.status_code == 302
    assert "7 phiếu đồng ý" in client.get(page("score_basis", strand)).content.decode()


def test_a_refused_vote_keeps_what_was_typed(client, strand):
    enter(client, Role.CHAIR)

    text = client.post(page("score_basis", strand), VOTE | {"votes_for": 5}).content.decode()

    assert "Mới có 5 phiếu đồng ý" in text
    assert "Một giám khảo chấm nghiêm." in text
    assert not ScoreBasis.objects.exists()


def test_where_a_council_sits_nobody_types_the_number_of_its_members(client, strand):
    make_council(strand.campaign, size=5)
    enter(client, Role.CHAIR)
    text = client.get(page("score_basis", strand)).content.decode()
    assert ("members_total" in text, "hiện có 5 thành viên: cần ít nhất 4 thành viên dự họp" in text) == (
        False,
        True,
    )

    client.post(page("score_basis", strand), VOTE | {"members_present": 5, "votes_for": 4, "votes_blank": 0})

    assert ScoreBasis.objects.get().members_total == 5


def test_an_officer_cannot_record_it(client, strand):
    enter(client, Role.OFFICER)

    client.post(page("score_basis", strand), VOTE)

    assert not ScoreBasis.objects.exists()


def test_the_method_is_open_to_everybody(client):
    text = client.get(reverse("public:fairness_method")).content.decode()

    for name in ("Patterson", "Henderson", "Robinson", "Shrout", "REML", "<math"):
        assert name in text
