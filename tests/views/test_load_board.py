"""The office watches the loads, reminds, gives work from a judge's side and keeps people apart."""

import pytest
from django.urls import reverse

from accounts.roles import Role
from campaign.actions.plan_making import make_waiting
from campaign.actions.third_judge import propose
from campaign.models.assignment import Demand, KeptApart
from campaign.models.judging import Assignment
from campaign.models.message import Message
from campaign.models.submission import Submission
from tests.factories import (
    make_assignment,
    make_campaign,
    make_conflict,
    make_panel,
    make_sheet,
    make_submission,
    make_user,
)

pytestmark = pytest.mark.django_db
MARKS = {"novelty": 30, "applicability": 20, "benefit": 20}


@pytest.fixture
def officer(client):
    officer = make_user(Role.OFFICER)
    client.force_login(officer)
    return officer


@pytest.fixture
def campaign():
    return make_campaign()


def make_judges(campaign, number=3):
    judges = [make_user(Role.JUDGE, full_name=f"Lê Giám Khảo {n}") for n in range(number)]
    make_panel(campaign, *judges)
    return judges


def address(name, campaign, *more):
    return reverse(f"office:{name}", args=[campaign.strands.get().pk, *more])


def planned(client, campaign, **facts):
    client.post(address("assignment_ask", campaign), facts)
    make_waiting()
    return client.get(address("assignment", campaign))


def make_work(campaign):
    """Two judges: one locked, one untouched and one begun; a third has nothing."""
    judges = make_judges(campaign)
    panel = campaign.panels.get()
    done, begun, fresh = (make_submission(campaign=campaign, state="judging") for _ in range(3))
    make_sheet(make_assignment(done, judges[0], panel=panel), MARKS)
    make_sheet(make_assignment(begun, judges[1], panel=panel), MARKS, locked=False)
    make_assignment(fresh, judges[1], panel=panel)
    return judges, fresh


def test_the_board_counts_and_shows_no_marks(client, officer, campaign):
    make_work(campaign)

    board = client.get(address("loads", campaign)).context["board"]

    assert [(work.given, work.locked, work.waiting, work.untouched) for work in board] == [
        (1, 1, 0, 0),
        (2, 0, 2, 1),
        (0, 0, 0, 0),
    ]
    assert [work.last_day is None for work in board] == [False, False, True]


def test_the_board_leaves_out_what_is_barred_to_the_reader(client, officer, campaign):
    _, fresh = make_work(campaign)
    fresh.authorships.update(user=officer)

    assert [work.given for work in client.get(address("loads", campaign)).context["board"]] == [1, 1, 0]


def test_a_judge_is_reminded_once_a_day(client, officer, campaign):
    judges, _ = make_work(campaign)
    button = address("remind_judge", campaign, judges[1].pk)

    first, second = (client.post(button, follow=True) for _ in range(2))

    assert Message.objects.filter(reader=judges[1]).count() == 1
    assert [[str(one) for one in page.context["messages"]] for page in (first, second)] == [
        ["Đã gửi thư nhắc Lê Giám Khảo 1."],
        ["Hôm nay Lê Giám Khảo 1 đã được nhắc. Mỗi ngày chỉ gửi một thư; hãy nhắc lại vào ngày mai."],
    ]
    assert Message.objects.get().subject == "[Cần xử lý] Còn 2 phiếu chờ bạn chấm"


def test_who_has_nothing_waiting_is_not_reminded(client, officer, campaign):
    judges, _ = make_work(campaign)

    client.post(address("remind_judge", campaign, judges[0].pk))

    assert Message.objects.count() == 0


def test_a_leaving_judges_work_is_planned_from_the_board(client, officer, campaign):
    judges, fresh = make_work(campaign)

    page = planned(client, campaign, judge=judges[1].pk)

    assert page.context["plan"].leaving == judges[1]
    assert [line.submission for line in page.context["lines"]] == [fresh]


def test_from_the_judges_side_work_is_given_with_the_reasons_where_not(client, officer, campaign):
    judges, fresh = make_work(campaign)
    accepted = make_submission(campaign=campaign, state="accepted")
    place = address("judge_work", campaign, judges[0].pk)

    options = {one.submission: str(one.objection) for one in client.get(place).context["options"]}
    client.post(place, {"code": fresh.code})
    client.post(place, {"code": accepted.code})

    assert (options[fresh], options[accepted][:27]) == ("", "Hồ sơ chưa có giám khảo nào")
    assert set(Assignment.objects.filter(submission=fresh).values_list("judge", flat=True)) == {
        judges[0].pk,
        judges[1].pk,
    }
    assert Assignment.objects.filter(submission=accepted).count() == 0


@pytest.mark.parametrize("number", [2, 25])
def test_boards_and_lists_cost_the_same_however_many(
    client, officer, campaign, django_assert_max_num_queries, number
):
    judges, owner = make_judges(campaign, number), make_user()
    for _ in range(number):
        make_submission(campaign=campaign, owner=owner, state="judging")

    with django_assert_max_num_queries(12):
        client.get(address("loads", campaign))
    with django_assert_max_num_queries(12):
        client.get(address("judge_work", campaign, judges[0].pk))


def test_the_number_of_judges_of_a_dossier_is_set_on_its_page(client, officer, campaign):
    submission = make_submission(campaign=campaign, state="accepted")
    place = reverse("office:demand", args=[submission.code])

    kept = client.post(place, {"judges": "99", "demand_reason": "Liên ngành."})
    client.post(place, {"judges": "5", "demand_reason": "Liên ngành."})

    assert kept.context["demand_form"]["demand_reason"].value() == "Liên ngành."
    assert Demand.objects.get().judges == 5


def test_two_are_kept_apart_and_let_together_again(client, officer, campaign):
    one, other = make_judges(campaign, 2)
    place = reverse("office:apart", args=[campaign.slug])

    same = client.post(place, {"one": one.pk, "other": one.pk, "reason": "Vợ chồng."})
    client.post(place, {"one": one.pk, "other": other.pk, "reason": "Vợ chồng."})
    page = client.get(place).context["page"]
    client.post(reverse("office:together", args=[campaign.slug, KeptApart.objects.get().pk]))

    assert same.context["form"]["reason"].value() == "Vợ chồng."
    assert [(pair.one, pair.other) for pair in page] == [(one, other)]
    assert client.get(place).context["page"].rows == []


def test_a_panel_may_ask_for_known_fields_only(client, officer, campaign):
    make_judges(campaign, 1)
    panel = campaign.panels.get()
    place = reverse("office:strict_fields", args=[campaign.slug, panel.pk])

    first, second = (client.post(place, {"strict": "1"}, follow=True) for _ in range(2))

    panel.refresh_from_db()
    assert panel.strict_fields is True
    assert [[str(one) for one in page.context["messages"]] for page in (first, second)] == [
        ["Đã đổi cách phân công của Tổ giám khảo."],
        ["Tổ đã ở cách phân công này. Không có gì thay đổi."],
    ]


def test_no_page_counts_a_barred_dossier_in_the_load_of_a_judge(client, officer, campaign):
    (_, judge, idle), fresh = make_work(campaign)
    make_assignment(fresh, idle, panel=campaign.panels.get())
    make_conflict(fresh, officer)
    begun = Submission.objects.exclude(pk=fresh.pk).get(assignments__judge=judge)
    rows = client.get(reverse("office:assign", args=[begun.code])).context["choices"]
    proposal = propose(begun, officer)

    assert client.get(address("judge_work", campaign, judge.pk)).context["seat"].seen == 1
    assert [row["load"] for row in rows] == [1, 1, 0]
    assert (proposal.seat.user, proposal.seat.seen) == (idle, 0)
