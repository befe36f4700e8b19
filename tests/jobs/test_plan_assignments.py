"""Plans that were asked for are queued once and made by the worker."""

import pytest
from django.core.management import call_command
from django_tasks_db.models import DBTaskResult

from accounts.roles import Role
from campaign.actions.assignment_plan import ask
from campaign.jobs.handlers import plan_assignments
from campaign.jobs.tick import tick
from campaign.models.assignment import AssignmentPlan
from tests.factories import make_panel, make_submission, make_user


def make_asked():
    submission = make_submission(state="accepted")
    make_panel(submission.campaign, *(make_user(Role.JUDGE) for _ in range(3)))
    return ask(submission.strand, by=make_user(Role.OFFICER))


def queued():
    return DBTaskResult.objects.filter(task_path=plan_assignments.module_path).count()


@pytest.mark.django_db
def test_a_plan_is_queued_once_and_nothing_is_queued_without_one():
    tick()
    before = queued()
    make_asked()

    tick()
    tick()

    assert (before, queued()) == (0, 1)


@pytest.mark.django_db(transaction=True)
def test_the_worker_makes_the_plan():
    asked = make_asked()

    call_command("run_jobs", once=True)

    assert (AssignmentPlan.objects.get(pk=asked.pk).status, asked.lines.count()) == ("ready", 1)
