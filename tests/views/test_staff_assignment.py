"""The office asks for a plan, reads every effect, commits it; watches the loads; gives work from a judge's side."""

import pytest
from django.urls import reverse

from accounts.roles import Role
from campaign.actions.plan_making import make_waiting
from campaign.models.assignment import AssignmentPlan
from campaign.models.judging import Assignment
from campaign.models.submission import Submission
from tests.factories import (
    make_campaign,
    make_conflict,
    make_panel,
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


def test_a_plan_is_asked_for_shown_and_done(client, officer, campaign):
    judges = make_judges(campaign)
    submission = make_submission(campaign=campaign, state="accepted")
    asked = client.post(address("assignment_ask", campaign), follow=True)
    make_waiting()

    page = client.get(address("assignment", campaign))
    client.post(address("assignment_commit", campaign), {"plan": page.context["plan"].pk, "fewer_reason": ""})

    assert asked.context["plan"].status == "waiting"
    assert [(line.submission, sorted(line.judges)) for line in page.context["lines"]] == [
        (submission, [judge.full_name for judge in judges])
    ]
    assert [(load.before, load.new, load.after) for load in page.context["loads"]] == [(0, 1, 1)] * 3
    assert Assignment.objects.filter(submission=submission).count() == 3
    assert Submission.objects.get().state == "assigned"


def test_a_plan_that_no_longer_holds_keeps_the_typed_reason(client, officer, campaign):
    make_judges(campaign, 2)
    make_submission(campaign=campaign, state="accepted")
    plan = planned(client, campaign).context["plan"]
    make_submission(campaign=campaign, state="accepted")

    response = client.post(
        address("assignment_commit", campaign), {"plan": plan.pk, "fewer_reason": "Chỉ có hai người"}
    )

    assert "đã thay đổi sau khi phương án được lập" in response.context["form"].non_field_errors()[0]
    assert response.context["form"]["fewer_reason"].value() == "Chỉ có hai người"
    assert Assignment.objects.count() == 0


def test_a_dossier_without_enough_judges_says_why_of_everybody(client, officer, campaign):
    judges = make_judges(campaign, 3)
    submission = make_submission(campaign=campaign, state="accepted")
    make_conflict(submission, judges[0])

    page = planned(client, campaign)

    [line] = page.context["lines"]
    assert [(name, str(why)) for name, why in line.why] == [
        (judges[0].full_name, "Có xung đột lợi ích với hồ sơ này.")
    ]
    assert (page.context["summary"].short, page.context["summary"].ready) == (1, 0)


@pytest.mark.parametrize(("part", "number"), [("", 3), ("thieu", 1), ("cau-noi", 0), ("luu-y", 1)])
def test_the_lines_of_a_plan_are_filtered(client, officer, campaign, part, number):
    judges = make_judges(campaign, 3)
    short, hinted, _ = (make_submission(campaign=campaign, state="accepted") for _ in range(3))
    make_conflict(short, judges[0])
    make_conflict(hinted, judges[0], source="author", verdict="open")
    planned(client, campaign)

    assert len(client.get(address("assignment", campaign), {"loc": part}).context["lines"]) == number


def test_nothing_of_a_plan_is_shown_once_a_dossier_of_it_is_barred(client, officer, campaign):
    make_judges(campaign)
    first, _ = (make_submission(campaign=campaign, state="accepted") for _ in range(2))
    planned(client, campaign)
    first.authorships.update(user=officer)

    page = client.get(address("assignment", campaign))

    assert (page.context.get("outdated"), "lines" in page.context) == (True, False)
    assert first.title not in page.content.decode()


def test_when_all_have_their_judges_it_is_said(client, officer, campaign):
    make_judges(campaign)

    response = client.post(address("assignment_ask", campaign), follow=True)

    assert [str(message) for message in response.context["messages"]] == [
        "Mọi hồ sơ của nội dung này đã có đủ giám khảo. Không có gì cần phân công."
    ]


def test_a_plan_is_dropped(client, officer, campaign):
    make_judges(campaign)
    make_submission(campaign=campaign, state="accepted")
    planned(client, campaign)

    client.post(address("assignment_drop", campaign))

    assert (AssignmentPlan.objects.get().status, Assignment.objects.count()) == ("dropped", 0)


def test_another_officer_finds_no_plan(client, officer, campaign):
    make_judges(campaign)
    make_submission(campaign=campaign, state="accepted")
    plan = planned(client, campaign).context["plan"]
    client.force_login(make_user(Role.OFFICER))

    page = client.get(address("assignment", campaign))
    response = client.post(address("assignment_commit", campaign), {"plan": plan.pk})

    assert (page.context["plan"], page.context["waiting"], response.status_code) == (None, 1, 404)


@pytest.mark.parametrize("number", [2, 30])
def test_the_plan_costs_the_same_however_many(
    client, officer, campaign, django_assert_max_num_queries, number
):
    owner = make_user()
    make_judges(campaign, 5)
    for _ in range(number):
        make_submission(campaign=campaign, owner=owner, state="accepted")
    planned(client, campaign)

    with django_assert_max_num_queries(12):
        client.get(address("assignment", campaign))
