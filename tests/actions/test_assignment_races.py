"""Plans and hands at the same moment: one of them wins, the other changes nothing."""

import pytest

from accounts.roles import Role
from campaign.actions import assignment_plan
from campaign.actions.assignment import appoint
from campaign.actions.assignment_plan import ask, commit
from campaign.actions.plan_making import make_waiting
from campaign.actions.refused import Refused
from campaign.models.assignment import AssignmentPlan
from campaign.models.audit import Event
from campaign.models.judging import Assignment
from campaign.models.submission import Submission
from tests.actions.test_judging_races import at_once
from tests.factories import make_campaign, make_panel, make_submission, make_user

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


def make_strand():
    campaign = make_campaign()
    judges = [make_user(Role.JUDGE) for _ in range(6)]
    make_panel(campaign, *judges)
    return campaign, judges, [make_submission(campaign=campaign, state="accepted") for _ in range(3)]


def planned(strand, officer):
    asked = ask(strand, by=officer)
    make_waiting()
    return AssignmentPlan.objects.get(pk=asked.pk)


def kinds(outcomes):
    return sorted("done" if one is None else type(one).__name__ for one in outcomes)


def test_two_officers_commit_their_plans_at_once_and_one_is_done():
    campaign, _, dossiers = make_strand()
    officers = [make_user(Role.OFFICER) for _ in range(2)]
    plans = [planned(campaign.strands.get(), officer) for officer in officers]

    outcomes = at_once([lambda plan=plan: commit(plan, by=plan.asked_by) for plan in plans])

    assert kinds(outcomes) == ["Refused", "done"]
    assert Assignment.objects.count() == 9
    assert Event.objects.filter(verb="assign").count() == len(dossiers)


def test_a_plan_and_a_hand_at_once_never_both_give_a_dossier():
    campaign, judges, dossiers = make_strand()
    officer, other = make_user(Role.OFFICER), make_user(Role.OFFICER)
    plan = planned(campaign.strands.get(), officer)

    outcomes = at_once(
        [
            lambda: commit(plan, by=officer),
            lambda: appoint(dossiers[0], by=other, judges=judges[:3]),
        ]
    )

    refused = [one for one in outcomes if one is not None]
    assert [type(one) for one in refused] in ([Refused], [])
    assert Assignment.objects.filter(submission=dossiers[0]).count() in (3, 6)
    assert Submission.objects.get(pk=dossiers[0].pk).state == "assigned"


def two_plans_that_want_the_same_judges(crossing):
    campaign = make_campaign()
    make_panel(campaign, *(make_user(Role.JUDGE) for _ in range(3)))
    make_submission(campaign=campaign, state="accepted")
    plans = [planned(campaign.strands.get(), make_user(Role.OFFICER)) for _ in range(2)]
    crossing((assignment_plan, "inputs_of"))
    outcomes = at_once([lambda plan=plan: commit(plan, by=plan.asked_by) for plan in plans])
    return kinds(outcomes), Assignment.objects.count()


def test_the_second_of_two_plans_is_refused_before_it_writes(crossing):
    assert two_plans_that_want_the_same_judges(crossing) == (["Refused", "done"], 3)


def test_without_the_lock_only_the_constraint_of_the_database_would_stop_it(crossing, unheld_rows):
    assert two_plans_that_want_the_same_judges(crossing) == (["IntegrityError", "done"], 3)
