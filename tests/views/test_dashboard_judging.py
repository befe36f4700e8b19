"""What the judging and the councils leave to do, as the dashboard tells it."""

import pytest

from accounts.roles import Role
from campaign.actions.publication import publish
from campaign.models import clock
from campaign.models.council import CouncilMember
from campaign.models.judging import PanelMember, Sheet
from tests.council import make_room
from tests.factories import (
    make_assignment,
    make_campaign,
    make_conflict,
    make_decision,
    make_panel,
    make_sheet,
    make_submission,
    make_user,
)
from tests.views.test_dashboard import FULL_MARKS, lines

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("role", "section"), [(Role.JUDGE, "Chấm điểm"), (Role.CHAIR, "Hội đồng")])
def test_a_judge_is_led_to_an_invitation_until_it_is_answered(role, section):
    judge = make_user(role)
    seat = make_panel(make_campaign(), judge).members.get()
    PanelMember.objects.filter(pk=seat.pk).update(answer="invited")

    before = lines(judge)
    PanelMember.objects.filter(pk=seat.pk).update(answer="accepted")

    assert (before, lines(judge)) == ([(section, 1, "judge:seats", "")], [])


def test_the_office_is_led_to_open_conflicts_but_never_to_its_own():
    officer, admin, judge = make_user(Role.OFFICER), make_user(Role.ADMINISTRATOR), make_user(Role.JUDGE)
    open_one, decided = make_submission(state="judged"), make_submission(state="judged")
    make_conflict(open_one, judge, source="author", verdict="open")
    make_conflict(open_one, officer, source="author", verdict="open")
    make_conflict(decided, judge)

    assert [line for line in lines(officer) if line[2] == "office:conflicts"] == [
        ("Thường trực phong trào", 1, "office:conflicts", "")
    ]
    assert lines(admin) == [("Quản trị phong trào", 2, "office:conflicts", "")]


def test_an_officer_is_led_to_reports_of_judges_and_to_results_that_authors_wait_for():
    officer, judge, campaign = make_user(Role.OFFICER), make_user(Role.JUDGE), make_campaign()
    dossier = make_submission(campaign=campaign, state="judging")
    given = make_assignment(dossier, judge, panel=make_panel(campaign, judge))
    sheet = make_sheet(given, FULL_MARKS, locked=False)
    said = {"violation_kind": "duplicate", "violation_reason": "Trùng."}
    Sheet.objects.filter(pk=sheet.pk).update(status="locked", locked_at=clock.now(), total=70, **said)
    publish(make_decision(campaign, "recognised"), by=make_user(Role.ADMINISTRATOR))

    assert lines(officer) == [
        ("Thường trực phong trào", 1, "office:violations", ""),
        ("Thường trực phong trào", 1, "office:decisions", ""),
    ]


def test_whoever_has_a_seat_is_led_to_the_session_and_first_to_the_one_that_is_open():
    planned = make_room()
    member = planned.users[3]

    before = lines(member)
    running, later = make_room(), make_room()
    for room in (running, later):
        CouncilMember.objects.filter(pk=room.seat(room.users[3]).member_id).update(user=member)
        room.users[3] = member
    running.begin()

    assert before == [("Phiên họp tôi dự", 1, "council:seat", planned.session.pk)]
    assert lines(member) == [("Phiên họp tôi dự", 1, "council:seat", running.session.pk)]
