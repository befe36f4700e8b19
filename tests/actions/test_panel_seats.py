"""Invited, answered, loaded, away and replaced."""

from datetime import date

import pytest

from accounts.roles import Role
from campaign.actions.panel_seats import Load, add_absence, amend_member, answer_seat, replace_member
from campaign.actions.panels import seat
from campaign.actions.refused import Refused
from campaign.documents.bench import bench
from campaign.models.judging import PanelMember
from campaign.models.message import Message
from tests.factories import make_assignment, make_campaign, make_panel, make_submission, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer():
    return make_user(Role.OFFICER)


@pytest.fixture
def invited(officer):
    return seat(make_panel(make_campaign()), make_user(Role.JUDGE), by=officer, role="member")


def test_invitation_is_a_letter_and_only_who_accepts_is_given_dossiers(invited):
    strand = invited.panel.campaign.strands.get()
    assert (invited.answer, Message.objects.get().event) == ("invited", "panel_invited")
    [before] = bench(strand)
    answer_seat(invited, by=invited.user, accepts=True)
    [after] = bench(strand)
    assert (bool(before.judge.away), bool(after.judge.away)) == (True, False)


def test_declining_needs_a_reason(invited):
    with pytest.raises(Refused):
        answer_seat(invited, by=invited.user, accepts=False)
    answer_seat(invited, by=invited.user, accepts=False, reason="Đi công tác cả tháng.")
    assert list(PanelMember.objects.values_list("answer", "answer_reason")) == [
        ("declined", "Đi công tác cả tháng.")
    ]


def test_nobody_answers_for_another(invited, officer):
    with pytest.raises(Refused):
        answer_seat(invited, by=officer, accepts=True)
    assert PanelMember.objects.get().answer == "invited"


def test_who_has_work_waiting_does_not_decline(invited):
    answer_seat(invited, by=invited.user, accepts=True)
    dossier = make_submission(campaign=invited.panel.campaign, state="assigned")
    make_assignment(dossier, invited.user, panel=invited.panel)
    with pytest.raises(Refused):
        answer_seat(invited, by=invited.user, accepts=False, reason="Bận.")
    assert PanelMember.objects.get().answer == "accepted"


def test_fields_and_load_are_kept_and_must_fit(invited, officer):
    amend_member(invited, by=officer, load=Load(("Y tế", "Giáo dục"), 5, 2))
    with pytest.raises(Refused):
        amend_member(invited, by=officer, load=Load((), 1, 2))
    assert list(PanelMember.objects.values_list("fields", "capacity", "minimum")) == [
        (["Y tế", "Giáo dục"], 5, 2)
    ]


def test_days_away_belong_to_the_judge_and_the_office(invited, officer):
    days = {"first_day": date(2026, 12, 1), "last_day": date(2026, 12, 3)}
    add_absence(invited, by=invited.user, **days)
    add_absence(invited, by=officer, **days)
    for by, wrong in [(make_user(Role.JUDGE), days), (officer, {**days, "last_day": date(2026, 11, 1)})]:
        with pytest.raises(Refused):
            add_absence(invited, by=by, **wrong)
    assert invited.absences.count() == 2


def test_a_successor_is_invited_into_the_same_seat(invited, officer):
    amend_member(invited, by=officer, load=Load(("Y tế",), 5, 2))
    successor = replace_member(PanelMember.objects.get(), make_user(Role.JUDGE), by=officer)
    assert (successor.answer, successor.role, successor.fields, successor.capacity) == (
        "invited",
        "member",
        ["Y tế"],
        5,
    )
    assert PanelMember.objects.get(pk=invited.pk).left_on is not None


def test_who_still_has_work_stays_beside_the_successor(invited, officer):
    dossier = make_submission(campaign=invited.panel.campaign, state="assigned")
    make_assignment(dossier, invited.user, panel=invited.panel)
    replace_member(invited, make_user(Role.JUDGE), by=officer)
    assert PanelMember.objects.filter(left_on=None).count() == 2
