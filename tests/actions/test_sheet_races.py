"""A sheet that is locked or sent back while a conflict, another lock or the close of its panel comes; each with what
would happen without the lock of the dossier."""

from decimal import Decimal

import pytest

from accounts.roles import Role
from campaign.actions import conflicts, judging, panel_close, sheet_return
from campaign.models.judging import CombinedScore, Sheet
from campaign.rules.conflicts import Kind
from tests.actions.test_races import at_once
from tests.factories import make_assignment, make_panel, make_submission, make_user

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]
GOOD = {code: judging.Entry(Decimal(20)) for code in ("novelty", "applicability", "benefit")}


def counted():
    """Sheets in the result, and sheets that count: never different."""
    inside = sum(CombinedScore.objects.values_list("sheets", flat=True))
    return inside, Sheet.objects.filter(status="locked", voided_at=None).count()


def written(number):
    """So many judges of one panel with a complete sheet of one dossier."""
    dossier = make_submission(state="judging")
    judges = [make_user(Role.JUDGE) for _ in range(number)]
    panel = make_panel(dossier.campaign, *judges)
    given = [make_assignment(dossier, judge, panel=panel) for judge in judges]
    for one in given:
        judging.save_sheet(one, by=one.judge, entries=GOOD, comment="", version=0)
    return given


def locking(given):
    return lambda: judging.lock(given, by=given.judge, version=1)


def the_last_lock_meets_a_conflict(crossing):
    [given] = written(1)
    officer = make_user(Role.OFFICER)
    crossing((judging, "finish_if_complete"), (conflicts.rules, "why_no_verdict"))

    def note():
        conflicts.note_conflict(
            given.submission, given.judge, by=officer, kind=Kind.FAMILY, reason="Là anh em."
        )

    at_once(locking(given), note)
    return counted()


def test_a_sheet_locked_while_a_conflict_comes_is_in_no_result(crossing):
    assert the_last_lock_meets_a_conflict(crossing) == (0, 0)


def test_without_the_lock_a_void_sheet_would_make_the_result(crossing, unheld_rows):
    assert the_last_lock_meets_a_conflict(crossing) == (1, 0)


def a_sheet_goes_back_during(act, given, place, crossing):
    chair = make_user(Role.CHAIR)
    sheet = Sheet.objects.get(assignment=given)
    crossing(place, (sheet_return, "why_not"))
    at_once(act, lambda: sheet_return.return_sheet(sheet, by=chair, reason="Xem lại tiêu chí 2."))
    return counted()


def the_last_lock_meets_a_return(crossing):
    first, last = written(2)
    judging.lock(first, by=first.judge, version=1)
    return a_sheet_goes_back_during(locking(last), first, (judging, "finish_if_complete"), crossing)


def test_a_sheet_sent_back_while_the_last_one_is_locked_is_in_no_result(crossing):
    assert the_last_lock_meets_a_return(crossing) == (0, 1)


def test_without_the_lock_a_draft_would_be_in_the_result(crossing, unheld_rows):
    assert the_last_lock_meets_a_return(crossing) == (2, 1)


def the_close_meets_a_return(crossing):
    first, _late = written(2)
    judging.lock(first, by=first.judge, version=1)
    officer = make_user(Role.OFFICER)

    def close():
        panel_close.close_panel(first.panel, by=officer, reason="Hết hạn.", seen_late=1)

    return a_sheet_goes_back_during(close, first, (panel_close, "end_round"), crossing)


def test_a_sheet_sent_back_while_its_panel_closes_is_counted_or_stops_the_close(crossing):
    assert the_close_meets_a_return(crossing) in [(1, 1), (0, 0)]


def test_without_the_lock_the_close_would_count_a_draft(crossing, unheld_rows):
    assert the_close_meets_a_return(crossing) == (1, 0)
