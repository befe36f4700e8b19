"""A strand's plan: asked for, made by the worker, committed exactly as shown, and done again changes nothing."""

import pytest

from accounts.roles import Role
from campaign.actions.assignment import appoint, set_demand
from campaign.actions.assignment_plan import ask, commit, drop
from campaign.actions.plan_making import make_waiting
from campaign.actions.refused import Refused
from campaign.actions.trail import broken_links
from campaign.models.assignment import AssignmentPlan, Demand, PlanLine
from campaign.models.audit import Event
from campaign.models.judging import Assignment
from campaign.models.message import Message
from campaign.models.submission import Submission
from tests.factories import (
    make_assignment,
    make_campaign,
    make_conflict,
    make_panel,
    make_submission,
    make_user,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer():
    return make_user(Role.OFFICER)


@pytest.fixture
def campaign():
    return make_campaign()


def make_judges(campaign, number=3):
    judges = [make_user(Role.JUDGE, full_name=f"Lê Giám Khảo {n}") for n in range(number)]
    make_panel(campaign, *judges)
    return judges


def plan_for(campaign, officer, **extra):
    asked = ask(campaign.strands.get(), by=officer, **extra)
    make_waiting()
    return AssignmentPlan.objects.get(pk=asked.pk)


def pairs():
    return set(Assignment.objects.live().values_list("submission", "judge"))


def test_a_plan_changes_nothing(campaign, officer):
    make_judges(campaign)
    submission = make_submission(campaign=campaign, state="accepted")

    plan = plan_for(campaign, officer)

    assert (plan.status, plan.percent, plan.lines.get().submission) == ("ready", 100, submission)
    assert (pairs(), Submission.objects.get().state) == (set(), "accepted")


def test_what_was_seen_is_what_is_done(campaign, officer):
    make_judges(campaign, 4)
    for _ in range(4):
        make_submission(campaign=campaign, state="accepted")
    plan = plan_for(campaign, officer)

    done = commit(plan, by=officer)

    assert (done.given, done.left) == (4, 0)
    assert pairs() == {(line.submission_id, pk) for line in PlanLine.objects.all() for pk in line.judges}
    assert [number for _, number in plan.facts["new"]] == [3, 3, 3, 3]
    assert set(Submission.objects.values_list("state", flat=True)) == {"assigned"}


def test_it_is_kept_whether_the_draw_or_a_person_chose_the_judge(campaign, officer):
    judges = make_judges(campaign)
    drawn, chosen = (make_submission(campaign=campaign, state="accepted") for _ in range(2))
    appoint(chosen, by=officer, judges=judges)

    commit(plan_for(campaign, officer), by=officer)

    assert set(Assignment.objects.values_list("submission", "source")) == {
        (drawn.pk, "plan"),
        (chosen.pk, "hand"),
    }


def test_the_trail_tells_every_dossier_and_the_draw_and_holds(campaign, officer):
    make_judges(campaign)
    for _ in range(2):
        make_submission(campaign=campaign, state="accepted")
    plan = plan_for(campaign, officer)

    commit(plan, by=officer)

    events = list(Event.objects.order_by("number"))
    assert [event.verb for event in events] == ["assign", "assign", "commit_assignment"]
    assert events[0].facts["to"] == "assigned"
    assert events[2].facts == {
        "strand": campaign.strands.get().name,
        "rows": 2,
        "short": 0,
        "seed": str(plan.seed),
        "inputs_sha256": plan.inputs_sha256,
        "parts": 1,
    }
    assert broken_links(events) == []


def test_a_plan_that_no_longer_holds_is_refused(campaign, officer):
    make_judges(campaign)
    make_submission(campaign=campaign, state="accepted")
    plan = plan_for(campaign, officer)
    make_submission(campaign=campaign, state="accepted")

    with pytest.raises(Refused, match="đã thay đổi sau khi phương án được lập"):
        commit(plan, by=officer)

    assert pairs() == set()


def test_a_conflict_that_comes_up_makes_a_plan_old(campaign, officer):
    judges = make_judges(campaign, 4)
    submission = make_submission(campaign=campaign, state="accepted")
    plan = plan_for(campaign, officer)
    make_conflict(submission, judges[0])

    with pytest.raises(Refused, match="đã thay đổi"):
        commit(plan, by=officer)


def test_a_conflict_said_but_not_decided_is_a_hint(campaign, officer):
    judges = make_judges(campaign, 3)
    submission = make_submission(campaign=campaign, state="accepted")
    make_conflict(submission, judges[0], source="author", verdict="open")

    plan = plan_for(campaign, officer)

    assert (plan.lines.get().hinted, plan.facts["hinted"]) == ([judges[0].pk], 1)


def test_dossiers_without_enough_judges_wait_unless_the_officer_says_why(campaign, officer):
    make_judges(campaign, 2)
    submission = make_submission(campaign=campaign, state="accepted")
    plan = plan_for(campaign, officer)

    with pytest.raises(Refused, match="Chưa có hồ sơ nào đủ giám khảo"):
        commit(plan, by=officer)
    done = commit(plan, by=officer, fewer_reason="Tổ chỉ còn hai người.")

    assert (done.given, done.left) == (1, 0)
    assert Event.objects.get(verb="assign").facts["reason"] == "Tổ chỉ còn hai người."
    assert Demand.objects.values_list("submission", "judges").get() == (submission.pk, 2)


def test_the_same_commit_twice_is_done_once(campaign, officer):
    make_judges(campaign)
    make_submission(campaign=campaign, state="accepted")
    plan = plan_for(campaign, officer)
    commit(plan, by=officer)

    with pytest.raises(Refused, match="đã được thực hiện rồi"):
        commit(plan, by=officer)

    assert Assignment.objects.count() == 3


def test_when_all_is_done_there_is_nothing_to_plan(campaign, officer):
    make_judges(campaign)
    make_submission(campaign=campaign, state="accepted")
    commit(plan_for(campaign, officer), by=officer)

    with pytest.raises(Refused, match="Mọi hồ sơ của nội dung này đã có đủ giám khảo"):
        ask(campaign.strands.get(), by=officer)


def test_a_dossier_under_way_that_lacks_a_judge_gets_one_more_and_keeps_the_others(campaign, officer):
    judges = make_judges(campaign, 4)
    submission = make_submission(campaign=campaign, state="judging")
    for judge in judges[:2]:
        make_assignment(submission, judge, panel=campaign.panels.get())
    before = pairs()

    commit(plan_for(campaign, officer), by=officer)

    assert (before < pairs(), len(pairs())) == (True, 3)
    assert Event.objects.filter(verb="add_judge").count() == 1


def test_the_own_demand_of_a_dossier_is_planned(campaign, officer):
    make_judges(campaign, 5)
    submission = make_submission(campaign=campaign, state="accepted")
    set_demand(submission, by=officer, judges=5, reason="Liên ngành.")

    assert len(plan_for(campaign, officer).lines.get().judges) == 5


def test_who_declined_stands_among_the_reasons(campaign, officer):
    judges = make_judges(campaign, 3)
    judges[0].panel_memberships.update(answer="declined")
    make_submission(campaign=campaign, state="accepted")

    line = plan_for(campaign, officer).lines.get()

    assert (line.missing, line.why) == (1, [[judges[0].pk, "declined"]])


def test_a_new_plan_takes_the_place_of_the_old_one(campaign, officer):
    make_judges(campaign)
    make_submission(campaign=campaign, state="accepted")
    old = plan_for(campaign, officer)

    plan_for(campaign, officer)

    with pytest.raises(Refused, match="chưa lập xong hoặc đã bỏ"):
        commit(old, by=officer)
    assert (AssignmentPlan.objects.open().count(), PlanLine.objects.count()) == (1, 1)


def test_a_dropped_plan_is_not_made(campaign, officer):
    make_judges(campaign)
    make_submission(campaign=campaign, state="accepted")
    asked = ask(campaign.strands.get(), by=officer)
    drop(asked, by=officer)

    assert (make_waiting(), PlanLine.objects.count()) == (0, 0)


def test_nobody_commits_the_plan_of_somebody_else(campaign, officer):
    make_judges(campaign)
    make_submission(campaign=campaign, state="accepted")
    plan = plan_for(campaign, officer)

    with pytest.raises(Refused, match="không phải của bạn"):
        commit(plan, by=make_user(Role.OFFICER))


def test_an_officer_never_plans_the_own_dossier_nor_a_barred_one(campaign):
    officer = make_user(Role.OFFICER, Role.AUTHOR)
    make_judges(campaign)
    make_submission(campaign=campaign, state="accepted", owner=officer)
    make_conflict(make_submission(campaign=campaign, state="accepted"), officer)
    other = make_submission(campaign=campaign, state="accepted")

    assert [line.submission for line in plan_for(campaign, officer).lines.all()] == [other]


def test_another_judge_given_by_hand_meanwhile_makes_a_plan_old(campaign, officer):
    judges = make_judges(campaign, 3)
    submission = make_submission(campaign=campaign, state="accepted")
    plan = plan_for(campaign, officer)
    appoint(submission, by=officer, judges=judges)

    with pytest.raises(Refused, match="đã thay đổi"):
        commit(plan, by=officer)
    assert len(pairs()) == 3


def test_each_judge_of_a_plan_is_told_once(campaign, officer):
    make_judges(campaign, 3)
    for _ in range(4):
        make_submission(campaign=campaign, state="accepted")

    commit(plan_for(campaign, officer), by=officer)

    told = Message.objects.filter(event="judge_assigned").values_list("reader", flat=True)
    assert sorted(told) == sorted({judge for _, judge in pairs()})


@pytest.mark.parametrize("number", [3, 12])
def test_a_commit_costs_the_same_however_many(campaign, officer, django_assert_max_num_queries, number):
    make_judges(campaign, 5)
    owner = make_user()
    for _ in range(number):
        make_submission(campaign=campaign, owner=owner, state="accepted")
    plan = plan_for(campaign, officer)

    with django_assert_max_num_queries(68):
        commit(plan, by=officer)
