"""Panels rest on a decision; only people with the task sit on them, and nobody leaves unfinished work behind."""

from datetime import date, timedelta

import pytest

from accounts.roles import Role
from campaign.actions.panels import found_panel, release, seat, seatable
from campaign.actions.refused import Refused
from campaign.models import clock
from campaign.models.audit import Event
from campaign.models.judging import PanelMember
from tests.factories import make_assignment, make_campaign, make_panel, make_sheet, make_submission, make_user

pytestmark = pytest.mark.django_db
DECISION = {
    "name": "Tổ giám khảo kỹ thuật",
    "decision_number": "15/QĐ-UBND",
    "decision_date": date(2026, 3, 2),
}


def test_a_panel_is_founded_by_a_decision():
    officer, campaign = make_user(Role.OFFICER), make_campaign()

    panel = found_panel(campaign, by=officer, **DECISION)

    assert (panel.name, panel.decision_number) == ("Tổ giám khảo kỹ thuật", "15/QĐ-UBND")
    assert Event.objects.get().verb == "found_panel"


def test_a_decision_of_tomorrow_founds_nothing():
    tomorrow = clock.today() + timedelta(days=1)

    with pytest.raises(Refused, match="Ngày quyết định không được sau hôm nay"):
        found_panel(make_campaign(), by=make_user(Role.OFFICER), **(DECISION | {"decision_date": tomorrow}))


def test_a_judge_founds_no_panel():
    with pytest.raises(Refused):
        found_panel(make_campaign(), by=make_user(Role.JUDGE), **DECISION)


def test_only_people_with_the_task_are_seated():
    officer, panel = make_user(Role.OFFICER), make_panel(make_campaign())
    judge, author = make_user(Role.JUDGE), make_user(Role.AUTHOR)

    seat(panel, judge, by=officer, role="member")
    with pytest.raises(Refused, match="không giữ nhiệm vụ giám khảo"):
        seat(panel, author, by=officer, role="member")

    assert [member.user for member in panel.members.all()] == [judge]
    assert list(seatable()) == [judge]


def test_a_panel_has_one_head():
    officer, panel = make_user(Role.OFFICER), make_panel(make_campaign())
    seat(panel, make_user(Role.CHAIR), by=officer, role="chair")

    with pytest.raises(Refused, match="Tổ đã có tổ trưởng"):
        seat(panel, make_user(Role.JUDGE), by=officer, role="chair")


def test_who_left_may_come_back():
    officer, judge = make_user(Role.OFFICER), make_user(Role.JUDGE)
    panel = make_panel(make_campaign(), judge)

    release(panel.members.get(), by=officer)
    seat(panel, judge, by=officer, role="secretary")

    assert list(PanelMember.objects.values_list("role", "left_on")) == [("secretary", None)]


def test_nobody_leaves_with_open_sheets():
    officer, judge = make_user(Role.OFFICER), make_user(Role.JUDGE)
    submission = make_submission(state="judging")
    panel = make_panel(submission.campaign, judge)
    assignment = make_assignment(submission, judge, panel=panel)

    with pytest.raises(Refused, match="còn hồ sơ chưa khóa phiếu"):
        release(panel.members.get(), by=officer)
    make_sheet(assignment, {"novelty": 30, "applicability": 20, "benefit": 20})
    release(panel.members.get(), by=officer)

    assert panel.members.get().left_on == clock.today()
