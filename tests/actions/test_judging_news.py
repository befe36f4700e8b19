"""Who is told of a panel's close, its reopening, a new round and one more judge; who is kept away is told nothing."""

from decimal import Decimal

import pytest

from accounts.roles import Role
from campaign.actions.assignment import appoint
from campaign.actions.judging import Entry, lock, save_sheet
from campaign.actions.panel_close import close_panel, reopen_panel
from campaign.actions.rounds import open_round
from campaign.models import clock
from campaign.models.conflict import Conflict
from campaign.models.following import Notice
from campaign.models.judging import Assignment
from campaign.models.message import Message
from campaign.models.rulebook import Rubric
from campaign.models.submission import Submission
from tests.factories import make_assignment, make_panel, make_submission, make_user

pytestmark = pytest.mark.django_db


def entries(points):
    return {code: Entry(Decimal(points), "Vì.") for code in ("novelty", "applicability", "benefit")}


@pytest.fixture
def people():
    """Chair and two officers, one of whom has a conflict with the dossier; three judges."""
    named = {name: make_user(Role.OFFICER) for name in ("officer", "kept_away")}
    named |= {"chair": make_user(Role.CHAIR)}
    return named | {name: make_user(Role.JUDGE) for name in ("first", "second", "third")}


@pytest.fixture
def dossier(people):
    found = make_submission(state="assigned")
    found.campaign.strands.update(judges_per_dossier=2)
    conflict(found, people["kept_away"])
    return Submission.objects.select_related("strand__rubric").get(pk=found.pk)


@pytest.fixture
def panel(dossier, people):
    panel = make_panel(dossier.campaign, *(people[name] for name in ("first", "second", "third")))
    for name in ("first", "second"):
        make_assignment(dossier, people[name], panel=panel)
    return panel


def conflict(dossier, person):
    Conflict.objects.create(
        submission=dossier, person=person, source="office", reason="Người nhà.", declared_by=person,
        declared_at=clock.now(), verdict="upheld", verdict_by=person, verdict_at=clock.now(),
    )  # fmt: skip


def mark(dossier, judge, points):
    given = Assignment.objects.live().of_current_round().get(submission=dossier, judge=judge)
    save_sheet(given, by=judge, entries=entries(points), comment="", version=0)
    return lock(given, by=judge, version=1)


def told(people, event):
    """Who has a notice and a letter of it, by name."""
    names = {person.pk: name for name, person in people.items()}
    notices = {names[pk] for pk in Notice.objects.filter(event=event).values_list("reader", flat=True)}
    letters = {names[pk] for pk in Message.objects.filter(event=event).values_list("reader", flat=True)}
    assert notices == letters
    return notices


def test_the_close_of_a_panel_is_told_to_its_judges_the_chair_and_the_office(dossier, panel, people):
    mark(dossier, people["first"], 20)

    close_panel(panel, by=people["officer"], reason="Hết hạn.", seen_late=1)

    assert told(people, "panel_closed") == {"first", "second"}
    assert told(people, "panel_closed_office") == {"officer", "chair"}
    late = [
        Notice.objects.get(event="panel_closed", reader=people[name]).body for name in ("first", "second")
    ]
    assert ["không được tính: 0" in late[0], "không được tính: 1" in late[1]] == [True, True]


def test_the_reopening_calls_only_judges_who_still_have_something_to_mark(dossier, panel, people):
    mark(dossier, people["first"], 20)
    close_panel(panel, by=people["officer"], reason="Hết hạn.", seen_late=1)

    reopen_panel(panel, by=people["chair"], reason="Giám khảo ốm.")

    assert told(people, "panel_reopened") == {"second"}
    assert Notice.objects.get(event="panel_reopened").is_duty
    assert told(people, "panel_reopened_office") == {"officer", "chair"}


def test_a_new_round_is_told_to_who_judged_and_its_judges_are_called_one_by_one(dossier, panel, people):
    for name in ("first", "second"):
        mark(dossier, people[name], 20)

    open_round(dossier, by=people["officer"], reason="Hội đồng đề nghị.")
    assert told(people, "round_opened") == {"first", "second"}
    assert told(people, "round_opened_office") == {"officer"}
    assert told(people, "round_opened_chair") == {"chair"}
    assert dossier.title not in Notice.objects.get(event="round_opened", reader=people["first"]).body

    appoint(dossier, by=people["officer"], judges=[people["third"]])
    assert told(people, "judge_added") == {"third"}


def test_the_first_judges_of_a_dossier_get_one_letter_each_that_names_no_dossier(panel, people):
    accepted = make_submission(campaign=panel.campaign, state="accepted", title="Máy gieo hạt")

    appoint(accepted, by=people["officer"], judges=[people["first"], people["third"]], reason="Ít người.")

    assert told(people, "judge_assigned") == {"first", "third"}
    letters = Message.objects.filter(event="judge_assigned")
    assert [letters.count(), any("Máy gieo hạt" in one.body for one in letters)] == [2, False]


def test_judges_too_far_apart_call_the_office_once_for_one_more(dossier, panel, people):
    Rubric.objects.filter(pk=dossier.strand.rubric_id).update(spread_limit=10)
    mark(dossier, people["first"], 10)
    assert told(people, "another_judge_office") == set()
    mark(dossier, people["second"], 25)

    assert told(people, "another_judge_office") == {"officer"}
    assert told(people, "another_judge_chair") == {"chair"}
    appoint(dossier, by=people["officer"], judges=[people["third"]])
    letter = Message.objects.get(event="judge_added")
    alias = Assignment.objects.get(judge=people["third"]).alias
    assert (letter.reader, f"/{alias}/" in letter.body, letter.submission) == (people["third"], True, None)


def test_an_officer_who_judges_one_of_the_dossiers_reads_only_the_letter_of_the_judge(dossier, panel, people):
    make_assignment(dossier, people["officer"], panel=panel)

    close_panel(panel, by=people["chair"], reason="Hết hạn.", seen_late=3)

    assert told(people, "panel_closed") == {"first", "second", "officer"}
    assert told(people, "panel_closed_office") == {"chair"}
