"""The close of a panel: what is locked counts, what is late is told and never counts."""

from decimal import Decimal

import pytest

from accounts.roles import Role
from campaign.actions.judging import Entry, lock, save_sheet
from campaign.actions.panel_close import Effects, close_panel, closing_of, rehearse, reopen_panel
from campaign.actions.refused import Refused
from campaign.actions.scoring import finish
from campaign.models.audit import Event
from campaign.models.judging import CombinedScore, Sheet
from campaign.models.rounds import PanelClosing, RoundResult
from campaign.models.rulebook import Rubric
from campaign.models.submission import Authorship, Submission
from tests.factories import make_assignment, make_campaign, make_panel, make_submission, make_user

pytestmark = pytest.mark.django_db
GOOD = {code: Entry(Decimal(20)) for code in ("novelty", "applicability", "benefit")}
BETTER = {code: Entry(Decimal(25)) for code in GOOD}


@pytest.fixture
def chair():
    return make_user(Role.CHAIR)


@pytest.fixture
def officer():
    return make_user(Role.OFFICER)


@pytest.fixture
def judges():
    return [make_user(Role.JUDGE) for _ in range(2)]


@pytest.fixture
def panel(judges):
    return make_panel(make_campaign(), *judges)


@pytest.fixture
def given(panel, judges):
    """One dossier with a locked sheet and a draft, one that nobody has touched."""
    first, second = (make_submission(campaign=panel.campaign, state="assigned") for _ in range(2))
    found = [make_assignment(first, judge, panel=panel) for judge in judges]
    found.append(make_assignment(second, judges[0], panel=panel))
    for one in found[:2]:
        save_sheet(one, by=one.judge, entries=GOOD, comment="", version=0)
    lock(found[0], by=judges[0], version=1)
    return found


def state(one):
    return Submission.objects.get(pk=one.submission_id).state


def test_the_rehearsal_names_every_effect_and_changes_nothing(panel, given, officer):
    assert rehearse(panel, by=officer) == Effects(
        locked=1, drafts=1, untouched=1, finished=1, without_sheet=1, elsewhere=0, apart=0
    )
    assert not PanelClosing.objects.exists()


def test_late_drafts_are_told_and_never_counted(panel, given, officer):
    closing = close_panel(panel, by=officer, reason="Hết hạn chấm.", seen_late=2)

    assert closing.late == 2
    assert (state(given[0]), state(given[2])) == ("judged", "assigned")
    assert (CombinedScore.objects.get().sheets, CombinedScore.objects.get().total) == (1, 60)
    assert Sheet.objects.get(assignment=given[1]).status == "draft"
    facts = Event.objects.get(verb="close_panel").facts
    assert (facts["late_sheets"], facts["finished"], facts["reason"]) == (2, 1, "Hết hạn chấm.")


def test_after_the_close_nobody_saves_or_locks(panel, given, officer, judges):
    close_panel(panel, by=officer, reason="Hết hạn.", seen_late=2)

    with pytest.raises(Refused, match="Việc chấm hồ sơ này đã kết thúc"):
        lock(given[1], by=judges[1], version=1)
    with pytest.raises(Refused, match="Tổ giám khảo đã đóng việc chấm"):
        save_sheet(given[2], by=judges[0], entries=GOOD, comment="", version=0)


def test_a_dossier_that_another_panel_still_marks_is_left_to_it(panel, given, officer):
    other = make_user(Role.JUDGE)
    theirs = make_assignment(given[0].submission, other, panel=make_panel(panel.campaign, other))

    assert rehearse(panel, by=officer).elsewhere == 1
    close_panel(panel, by=officer, reason="Hết hạn.", seen_late=2)
    assert state(given[0]) == "judging"

    save_sheet(theirs, by=other, entries=BETTER, comment="", version=0)
    lock(theirs, by=other, version=1)
    assert (state(given[0]), CombinedScore.objects.filter().exists()) == ("judging", False)


def test_judges_too_far_apart_are_left_to_a_person(panel, given, officer, judges):
    Rubric.objects.filter(pk=given[0].submission.strand.rubric_id).update(spread_limit=10)
    save_sheet(given[1], by=judges[1], entries=BETTER, comment="", version=1)
    lock(given[1], by=judges[1], version=2)

    effects = rehearse(panel, by=officer)
    close_panel(panel, by=officer, reason="Hết hạn.", seen_late=1)

    assert (effects.apart, effects.finished) == (1, 0)
    assert (state(given[0]), CombinedScore.objects.count()) == ("judging", 0)
    finish(given[0].submission, by=officer, reason="Hai giám khảo giữ nguyên ý kiến.")
    assert state(given[0]) == "judged"


def test_only_the_chair_reopens_and_the_late_sheet_may_come_in(panel, given, officer, chair, judges):
    close_panel(panel, by=officer, reason="Hết hạn.", seen_late=2)
    with pytest.raises(Refused):
        reopen_panel(panel, by=officer, reason="Nhầm.")
    with pytest.raises(Refused, match="Hãy ghi lý do"):
        reopen_panel(panel, by=chair, reason="")

    reopen_panel(panel, by=chair, reason="Giám khảo ốm, được chấm nốt.")
    assert (state(given[0]), closing_of(panel)) == ("judging", None)
    given[0].submission.strand.__class__.objects.update(judges_per_dossier=2)
    save_sheet(given[1], by=judges[1], entries=BETTER, comment="", version=1)
    lock(given[1], by=judges[1], version=2)

    assert CombinedScore.objects.get().total == Decimal("67.50")
    assert list(RoundResult.objects.values_list("total", "sheets")) == [(60, 1), (Decimal("67.50"), 2)]


def test_a_second_close_is_told_who_closed_it(panel, given, officer, chair):
    close_panel(panel, by=officer, reason="Hết hạn.", seen_late=2)

    with pytest.raises(Refused, match=f"Tổ đã được {officer.full_name} đóng lúc"):
        close_panel(panel, by=chair, reason="Hết hạn.", seen_late=2)
    with pytest.raises(Refused, match="đang mở"):
        reopen_panel(make_panel(panel.campaign), by=chair, reason="Thử.")


def test_more_late_sheets_than_were_seen_are_looked_at_first(panel, given, officer):
    with pytest.raises(Refused, match="Có thêm phiếu chưa khóa"):
        close_panel(panel, by=officer, reason="Hết hạn.", seen_late=1)
    assert not PanelClosing.objects.exists()


def test_who_wrote_one_of_the_dossiers_closes_nothing(panel, given, officer):
    Authorship.objects.filter(submission=given[2].submission).update(user=officer)

    with pytest.raises(Refused, match="Trong tổ này có hồ sơ mà bạn không được xử lý"):
        close_panel(panel, by=officer, reason="Hết hạn.", seen_late=2)


def test_closing_is_for_the_office_and_the_chair(panel, given, judges):
    with pytest.raises(Refused):
        close_panel(panel, by=judges[0], reason="Hết hạn.", seen_late=2)
