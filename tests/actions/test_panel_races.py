"""A panel is closed while a judge locks: in before the close and counted by it, or refused; never after it."""

import threading

import pytest

from accounts.roles import Role
from campaign.actions import judging, panel_close, transition
from campaign.actions.panel_close import close_panel
from campaign.models.audit import Event
from campaign.models.judging import CombinedScore, Sheet
from campaign.models.rounds import PanelClosing
from campaign.models.submission import Submission
from tests.actions.test_races import DONE, MARKS, REFUSED, at_once
from tests.factories import make_assignment, make_panel, make_sheet, make_submission, make_user
from tests.moment import PATIENCE, Moment

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def panel(monkeypatch):
    """One sheet is locked, one is ready to be, a third nobody has begun. The trail's own lock is left out."""
    for place in (judging, transition, panel_close):
        monkeypatch.setattr(place.trail, "record", lambda *args, **kwargs: Event(number=1))
    judges = [make_user(Role.JUDGE) for _ in range(3)]
    dossier = make_submission(state="judging")
    found = make_panel(dossier.campaign, *judges)
    given = [make_assignment(dossier, one, panel=found) for one in judges]
    make_sheet(given[0], MARKS)
    make_sheet(given[1], MARKS, locked=False)
    found.ready = given[1]
    return found


@pytest.fixture
def meet(monkeypatch):
    """Whoever has been through one of these functions waits for the other, or until the other waits for a lock."""

    def arrange(*places):
        moment, somebody_came = Moment(), threading.Event()
        for place, name in places:
            monkeypatch.setattr(place, name, _then_wait(getattr(place, name), moment, somebody_came))
        return somebody_came

    return arrange


def _then_wait(original, moment, somebody_came):
    def act(*args, **kwargs):
        result = original(*args, **kwargs)
        somebody_came.set()
        moment.wait()
        return result

    return act


def after(somebody_came, act):
    """The act begins when the other one stands where it waits, with the rows that it holds."""

    def late():
        assert somebody_came.wait(PATIENCE)
        act()

    return late


def locking(panel):
    return lambda: judging.lock(panel.ready, by=panel.ready.judge, version=1)


def closing(panel, by=None):
    by = by or make_user(Role.OFFICER)
    return lambda: close_panel(panel, by=by, reason="Hết hạn chấm.", seen_late=2)


def outcome():
    """Locked sheets, and how many of them the result counts."""
    return Sheet.objects.filter(status="locked").count(), CombinedScore.objects.get().sheets


def test_a_lock_that_is_in_before_the_close_is_counted_by_it(meet, panel):
    asked = meet(
        (judging, "_closed"), (panel_close, "_ended")
    )  # the judge has asked whether the panel is open
    assert at_once(locking(panel), after(asked, closing(panel))) == [DONE, DONE]
    assert outcome() == (2, 2)


def test_a_lock_that_comes_when_the_close_holds_the_dossiers_is_refused(meet, panel):
    held = meet((panel_close, "_held"))
    assert at_once(after(held, locking(panel)), closing(panel)) == [DONE, REFUSED]
    assert outcome() == (1, 1)


def test_without_the_lock_a_sheet_would_come_in_after_the_close(meet, panel, monkeypatch):
    def read(dossier):
        return Submission.objects.select_related("campaign", "strand", "owner").get(pk=dossier.pk)

    def unheld(panel, by):
        found = Submission.objects.filter(pk__in=panel_close.given(panel).values("submission"))
        return list(found.select_related("campaign", "strand__rubric", "owner"))

    for place in (transition, judging):
        monkeypatch.setattr(place, "locked_submission", read)
    monkeypatch.setattr(panel_close, "_held", unheld)
    asked = meet((judging, "_closed"), (panel_close, "_ended"))
    assert at_once(locking(panel), after(asked, closing(panel))) == [DONE, DONE]
    assert outcome() == (2, 1)


def test_two_officers_who_close_at_once_close_once(panel):
    officers = [make_user(Role.OFFICER), make_user(Role.CHAIR)]
    assert at_once(*[closing(panel, by) for by in officers]) == [DONE, REFUSED]
    assert PanelClosing.objects.count() == 1
    assert outcome() == (1, 1)
