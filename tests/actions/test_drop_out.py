"""Who drops out leaves untouched work to others; what was begun stays."""

import pytest

from accounts.roles import Role
from campaign.actions.assignment_plan import ask, commit
from campaign.actions.judging import Entry, save_sheet
from campaign.actions.plan_making import make_waiting
from campaign.actions.refused import Refused
from campaign.models.assignment import AssignmentPlan
from campaign.models.audit import Event
from campaign.models.judging import Assignment, Sheet
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


def drop_out(campaign):
    """Four judges; the first has an untouched dossier and one with a saved sheet."""
    judges = make_judges(campaign, 4)
    untouched, begun = (make_submission(campaign=campaign, state="judging") for _ in range(2))
    for submission in (untouched, begun):
        for judge in judges[:3]:
            make_assignment(submission, judge, panel=campaign.panels.get())
    sheet = Assignment.objects.get(submission=begun, judge=judges[0])
    save_sheet(sheet, by=judges[0], entries={"benefit": Entry(None, "Tốt.")}, comment="", version=0)
    return judges, untouched, begun


def test_a_judge_who_drops_out_leaves_only_untouched_work_to_others(campaign, officer):
    judges, untouched, begun = drop_out(campaign)
    plan = plan_for(campaign, officer, leaving=judges[0])

    commit(plan, by=officer)

    assert pairs() == {
        *((untouched.pk, judge.pk) for judge in judges[1:]),
        *((begun.pk, judge.pk) for judge in judges[:3]),
    }
    assert Sheet.objects.get().voided_at is None
    assert Event.objects.get(verb="replace_judge").facts == {
        "judges": [judges[3].full_name],
        "judge": judges[0].full_name,
    }


def test_work_that_nobody_can_take_over_stays_where_it_is(campaign, officer):
    judges, untouched, _ = drop_out(campaign)
    make_conflict(untouched, judges[3])

    plan = plan_for(campaign, officer, leaving=judges[0])
    with pytest.raises(Refused, match="Chưa có hồ sơ nào đủ giám khảo"):
        commit(plan, by=officer)

    assert (untouched.pk, judges[0].pk) in pairs()


def test_who_has_begun_everything_leaves_nothing_to_move(campaign, officer):
    judges, untouched, _ = drop_out(campaign)
    given = Assignment.objects.get(submission=untouched, judge=judges[0])
    save_sheet(given, by=judges[0], entries={"benefit": Entry(None, "Tốt.")}, comment="", version=0)

    with pytest.raises(Refused, match="Không có gì cần chuyển"):
        ask(campaign.strands.get(), by=officer, leaving=judges[0])


def test_sheets_begun_meanwhile_make_a_replacement_old(campaign, officer):
    judges, untouched, _ = drop_out(campaign)
    plan = plan_for(campaign, officer, leaving=judges[0])
    given = Assignment.objects.get(submission=untouched, judge=judges[0])
    save_sheet(given, by=judges[0], entries={"benefit": Entry(None, "Tốt.")}, comment="", version=0)

    with pytest.raises(Refused, match="đã thay đổi"):
        commit(plan, by=officer)
