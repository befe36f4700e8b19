"""A conflict and a sheet at the same moment, and two officers with one question; each with what would happen without
the lock."""

import pytest
from django.db.models import QuerySet

from accounts.roles import Role
from campaign.actions import conflicts, judging, transition
from campaign.models.audit import Event
from campaign.models.conflict import Conflict
from campaign.models.judging import Sheet
from campaign.models.submission import Submission
from campaign.rules.conflicts import Kind, Verdict
from tests.actions.test_races import DONE, REFUSED, at_once
from tests.factories import make_assignment, make_conflict, make_submission, make_user

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def unlocked(monkeypatch):
    """Rows are read but not held, and the trail's own lock does not stand in for them."""

    def read(dossier):
        return Submission.objects.select_related("campaign", "strand", "owner").get(pk=dossier.pk)

    for place in (transition, judging, conflicts):
        monkeypatch.setattr(place, "locked_submission", read)
    monkeypatch.setattr(QuerySet, "select_for_update", lambda rows, **_options: rows)
    monkeypatch.setattr(conflicts.trail, "record", lambda *args, **kwargs: Event(number=1))


def a_first_save_meets_a_conflict():
    assignment = make_assignment(make_submission(state="judging"), make_user(Role.JUDGE))
    officer = make_user(Role.OFFICER)

    def save():
        judging.save_sheet(assignment, by=assignment.judge, entries={}, comment="Hay.", version=0)

    def note():
        conflicts.note_conflict(
            assignment.submission, assignment.judge, by=officer, kind=Kind.FAMILY, reason="Là anh em."
        )

    at_once(save, note)
    assert Conflict.objects.barring().count() == 1
    return Sheet.objects.filter(voided_at=None).count()


def test_no_sheet_stands_beside_a_conflict_that_came_at_the_same_moment(crossing):
    crossing((judging, "current_sheet"), (conflicts, "_take_away"))
    assert a_first_save_meets_a_conflict() == 0


def test_without_the_lock_the_sheet_would_stand(crossing, unlocked):
    crossing((judging, "current_sheet"), (conflicts, "_take_away"))
    assert a_first_save_meets_a_conflict() == 1


def two_verdicts_at_once():
    row = make_conflict(
        make_submission(state="accepted"), make_user(Role.JUDGE), source="author", verdict="open"
    )

    def say(verdict, by):
        return lambda: conflicts.give_verdict(row, by=by, verdict=verdict, reason="Đã xem.", seen="open")

    officers = [make_user(Role.OFFICER), make_user(Role.OFFICER)]
    return at_once(*map(say, (Verdict.UPHELD, Verdict.DISMISSED), officers))


def test_two_officers_answer_at_once_and_the_second_is_told(crossing):
    crossing((conflicts.rules, "why_no_verdict"))
    assert two_verdicts_at_once() == [DONE, REFUSED]


def test_without_the_lock_the_second_would_overwrite_the_first(crossing, unlocked):
    crossing((conflicts.rules, "why_no_verdict"))
    assert two_verdicts_at_once() == [DONE, DONE]
