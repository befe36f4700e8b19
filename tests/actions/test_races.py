"""Two people at the same moment, each with a connection of their own, and what happens when the lock is not there.

`meeting` makes the dangerous moment certain: whoever comes there waits for the other. With the lock in place the
other cannot come, so the wait ends by itself; without it both are past the check before either has written.
"""

import threading

import pytest
from django.db import connection, models, transaction

from accounts.roles import Role
from campaign.actions import judging, publication, registers, submission, transition
from campaign.actions.ranking import make_ranking
from campaign.actions.refused import Refused
from campaign.actions.sitting import Meeting, Outcome, hold_sitting
from campaign.models import clock
from campaign.models.audit import Event
from campaign.models.campaign import Counter
from campaign.models.decision import Decision
from campaign.models.judging import CombinedScore
from campaign.models.publication import Certificate, Publication
from campaign.models.submission import Submission
from campaign.rules.ballot import Count
from campaign.rules.phrase import Phrase
from tests.decisions import sign
from tests.factories import (
    make_assignment,
    make_campaign,
    make_judged,
    make_panel,
    make_sheet,
    make_submission,
    make_user,
)
from tests.moment import Moment

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]
MARKS = {"novelty": "30", "applicability": "20", "benefit": "20"}
DONE, REFUSED = "done", "Refused"


def at_once(*acts):
    """How each of them ended, sorted: DONE or the name of what was raised."""
    start, ends = threading.Barrier(len(acts)), []

    def run(act):
        start.wait()
        try:
            act()
            ends.append(DONE)
        except Exception as problem:
            ends.append(type(problem).__name__)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=[act]) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sorted(ends, key=lambda end: (end != DONE, end))


@pytest.fixture
def meeting(monkeypatch):
    """`meeting(place, "name")`: everybody who has been through that function waits there for a second one."""

    def arrange(place, name, *, before=False):
        original, moment = getattr(place, name), Moment()

        def meet(*args, **kwargs):
            if before:
                moment.wait()
            result = original(*args, **kwargs)
            if not before:
                moment.wait()
            return result

        monkeypatch.setattr(place, name, meet)

    return arrange


@pytest.fixture
def unlocked_dossiers(monkeypatch):
    """The row of the dossier is read but not held."""

    def read(dossier):
        return Submission.objects.select_related("campaign", "strand", "owner").get(pk=dossier.pk)

    for place in (transition, submission, judging):
        monkeypatch.setattr(place, "locked_submission", read)


@pytest.fixture
def last_two_sheets(monkeypatch):
    """Two sheets ready to be locked. The trail is left out: its own lock would stand in for the dossier's."""
    monkeypatch.setattr(judging.trail, "record", lambda *args, **kwargs: None)
    judges = [make_user(Role.JUDGE), make_user(Role.JUDGE)]
    dossier = make_submission(state="judging")
    panel = make_panel(dossier.campaign, *judges)
    given = [make_assignment(dossier, one, panel=panel) for one in judges]
    for one in given:
        make_sheet(one, MARKS, locked=False)
    monkeypatch.setattr(transition.trail, "record", lambda *args, **kwargs: Event(number=1))
    return given


def locking(assignment):
    return lambda: judging.lock(assignment, by=assignment.judge, version=1)


def test_two_judges_who_lock_at_once_end_the_judging_once(meeting, last_two_sheets):
    meeting(judging, "finish_if_complete")  # both have counted the sheets, neither has committed
    assert at_once(*map(locking, last_two_sheets)) == [DONE, DONE]
    assert Submission.objects.get().state == "judged"
    assert CombinedScore.objects.get().sheets == 2


def test_without_the_lock_neither_of_them_would_end_it(meeting, last_two_sheets, unlocked_dossiers):
    meeting(judging, "finish_if_complete")  # both have counted the sheets, neither has committed
    assert at_once(*map(locking, last_two_sheets)) == [DONE, DONE]
    assert (Submission.objects.get().state, CombinedScore.objects.count()) == ("judging", 0)


@pytest.fixture
def signed():
    """A decision that waits for its publication."""
    campaign, officer = make_campaign(), make_user(Role.OFFICER)
    make_judged(campaign, "90", shares=(6000, 4000))
    ranking = make_ranking(campaign.strands.get(), by=officer)
    outcomes = [
        Outcome(row.submission_id, "award", row.award_level_id, Count(6)) for row in ranking.rows.all()
    ]
    meeting = Meeting(clock.today(), "Phòng họp", "Chủ tọa", "Thư ký", 9, 7, "03/BB-HĐSK")
    sitting = hold_sitting(ranking, by=make_user(Role.CHAIR), meeting=meeting, outcomes=outcomes)
    return sign(sitting, by=officer)


def publishing(decision):
    administrator = make_user(Role.ADMINISTRATOR)
    return lambda: publication.publish(decision, by=administrator)


def test_a_decision_published_twice_at_once_comes_out_once(meeting, signed):
    meeting(publication, "lines_of")
    assert at_once(publishing(signed), publishing(signed)) == [DONE, REFUSED]
    assert (Publication.objects.count(), Certificate.objects.count()) == (1, 2)


def test_without_the_lock_the_second_publication_would_break_instead_of_being_refused(
    meeting, signed, monkeypatch
):
    monkeypatch.setattr(
        publication,
        "locked",
        lambda chosen: list(
            Decision.objects.select_related("campaign").filter(pk__in=[one.pk for one in chosen])
        ),
    )
    meeting(publication, "lines_of")
    assert at_once(publishing(signed), publishing(signed)) == [DONE, "IntegrityError"]


def taking(numbers, times):
    def take():
        numbers.extend(number_taken() for _ in range(times))

    return take


def number_taken():
    with transaction.atomic():
        return registers.next_number("tiep-nhan/2026")


def test_fifty_numbers_taken_by_five_at_once_are_fifty_different_ones_without_a_gap():
    numbers = []
    assert at_once(*(taking(numbers, 10) for _ in range(5))) == [DONE] * 5
    assert sorted(numbers) == list(range(1, 51))


def test_without_the_lock_two_would_get_the_same_number(meeting, monkeypatch):
    Counter.objects.create(register="tiep-nhan/2026")
    monkeypatch.setattr(models.QuerySet, "select_for_update", lambda self, **options: self)
    meeting(Counter, "save", before=True)
    numbers = []
    at_once(taking(numbers, 1), taking(numbers, 1))
    assert numbers == [1, 1]


def test_a_number_of_an_act_that_failed_is_given_to_the_next():
    with pytest.raises(Refused), transaction.atomic():
        registers.next_number("tiep-nhan/2026")
        raise Refused(Phrase("Không thực hiện được."))
    assert number_taken() == 1
