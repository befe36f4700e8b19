"""Dossiers are given to judges as the rehearsal showed it, or by hand with a reason for every exception."""

import pytest

from accounts.roles import Role
from campaign.actions.assignment import appoint, choices, commit, dismiss, plan
from campaign.actions.judging import Entry, save_sheet
from campaign.actions.refused import Refused
from campaign.models.audit import Event
from campaign.models.judging import Assignment, Sheet
from campaign.models.submission import Submission
from tests.factories import (
    make_assignment,
    make_campaign,
    make_panel,
    make_sheet,
    make_submission,
    make_unit,
    make_user,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer():
    return make_user(Role.OFFICER)


@pytest.fixture
def campaign():
    return make_campaign()


def make_judges(campaign, number=3):
    judges = [make_user(Role.JUDGE, full_name=f"Lê Giám Khảo {n}") for n in range(number)]
    make_panel(campaign, *judges)
    return judges


def test_the_rehearsal_changes_nothing(campaign, officer):
    make_judges(campaign)
    submission = make_submission(campaign=campaign, state="accepted")

    seen = plan(campaign.strands.get(), by=officer)

    assert [len(line.seats) for line in seen.lines] == [3]
    assert (Assignment.objects.count(), Submission.objects.get(pk=submission.pk).state) == (0, "accepted")


def test_it_is_kept_whether_the_draw_or_a_person_chose_the_judge(campaign, officer):
    judges = make_judges(campaign)
    drawn, chosen = (make_submission(campaign=campaign, state="accepted") for _ in range(2))
    appoint(chosen, by=officer, judges=judges)
    strand = campaign.strands.get()

    commit(strand, by=officer, seen=plan(strand, by=officer).fingerprint)

    assert set(Assignment.objects.values_list("submission", "source")) == {
        (drawn.pk, "plan"),
        (chosen.pk, "hand"),
    }


def test_what_was_seen_is_what_is_done(campaign, officer):
    make_judges(campaign, 4)
    dossiers = [make_submission(campaign=campaign, state="accepted") for _ in range(4)]
    strand = campaign.strands.get()
    seen = plan(strand, by=officer)

    done = commit(strand, by=officer, seen=seen.fingerprint)

    assert done == (4, 0)
    assert set(Assignment.objects.values_list("submission", "judge")) == {
        (line.submission.pk, seat.user.pk) for line in seen.lines for seat in line.seats
    }
    assert {Submission.objects.get(pk=one.pk).state for one in dossiers} == {"assigned"}
    assert [after for _, _, after in seen.loads] == [3, 3, 3, 3]


def test_the_load_of_another_campaign_does_not_count(campaign, officer):
    judges = make_judges(campaign)
    make_assignment(make_submission(state="published"), judges[0])
    make_assignment(make_submission(campaign=campaign, state="judging"), judges[1])

    seen = plan(campaign.strands.get(), by=officer)

    assert {seat.user.pk: before for seat, before, _ in seen.loads} == {
        judges[0].pk: 0,
        judges[1].pk: 1,
        judges[2].pk: 0,
    }


def test_a_plan_that_no_longer_holds_is_refused(campaign, officer):
    make_judges(campaign)
    make_submission(campaign=campaign, state="accepted")
    strand = campaign.strands.get()
    seen = plan(strand, by=officer)
    make_submission(campaign=campaign, state="accepted")

    with pytest.raises(Refused, match="đã thay đổi sau khi bạn mở trang"):
        commit(strand, by=officer, seen=seen.fingerprint)

    assert Assignment.objects.count() == 0


def test_dossiers_without_enough_judges_wait_unless_the_officer_says_why(campaign, officer):
    make_judges(campaign, 2)
    make_submission(campaign=campaign, state="accepted")
    strand = campaign.strands.get()
    seen = plan(strand, by=officer)

    with pytest.raises(Refused, match="Chưa có hồ sơ nào đủ giám khảo"):
        commit(strand, by=officer, seen=seen.fingerprint)
    done = commit(strand, by=officer, seen=seen.fingerprint, fewer_reason="Tổ chỉ còn hai người.")

    assert done == (1, 0)
    assert Event.objects.get(verb="assign").facts["reason"] == "Tổ chỉ còn hai người."


def test_the_same_commit_twice_is_done_once(campaign, officer):
    make_judges(campaign)
    make_submission(campaign=campaign, state="accepted")
    strand = campaign.strands.get()
    seen = plan(strand, by=officer)
    commit(strand, by=officer, seen=seen.fingerprint)

    with pytest.raises(Refused):
        commit(strand, by=officer, seen=seen.fingerprint)

    assert Assignment.objects.count() == 3


def test_a_judge_of_an_authors_unit_is_never_proposed(campaign, officer):
    unit = make_unit("Phòng Y tế")
    near = make_user(Role.JUDGE, unit=unit, full_name="Lê Cùng Đơn Vị")
    make_panel(campaign, near)
    make_judges(campaign)
    submission = make_submission(campaign=campaign, state="accepted")
    submission.authorships.update(user=make_user(Role.AUTHOR, unit=unit))

    [line] = plan(campaign.strands.get(), by=officer).lines

    assert near.pk not in {seat.user.pk for seat in line.seats}
    assert str(next(one.objection for one in choices(submission) if one.seat.user == near)) == (
        "Cùng đơn vị với hồ sơ hoặc với một tác giả của hồ sơ."
    )


def test_a_judge_of_the_same_unit_is_refused_by_hand_too(campaign, officer):
    unit = make_unit("Phòng Y tế")
    near = make_user(Role.JUDGE, unit=unit, full_name="Lê Cùng Đơn Vị")
    make_panel(campaign, near)
    submission = make_submission(campaign=campaign, state="accepted", unit=unit)

    with pytest.raises(Refused, match="Lê Cùng Đơn Vị: Cùng đơn vị với hồ sơ"):
        appoint(submission, by=officer, judges=[near], reason="Chỉ còn một người.")


def test_fewer_judges_by_hand_need_a_reason(campaign, officer):
    [judge] = make_judges(campaign, 1)
    submission = make_submission(campaign=campaign, state="accepted")

    with pytest.raises(Refused, match="Hồ sơ cần 3 giám khảo, mới chọn 1"):
        appoint(submission, by=officer, judges=[judge])
    appoint(submission, by=officer, judges=[judge], reason="Nội dung hẹp.")

    assert Submission.objects.get(pk=submission.pk).state == "assigned"


def test_a_further_judge_may_join_while_others_mark(campaign, officer):
    first, second = make_judges(campaign, 2)
    submission = make_submission(campaign=campaign, state="judging")
    make_assignment(submission, first)

    appoint(submission, by=officer, judges=[second])

    assert [one.judge for one in Assignment.objects.live().filter(submission=submission)] == [first, second]
    assert Event.objects.get().verb == "add_judge"


def test_somebody_who_left_the_panel_gets_nothing_new(campaign, officer):
    [judge] = make_judges(campaign, 1)
    judge.panel_memberships.update(left_on="2026-03-01")
    submission = make_submission(campaign=campaign, state="accepted")

    with pytest.raises(Refused, match="không còn trong tổ giám khảo"):
        appoint(submission, by=officer, judges=[judge], reason="Cần người.")


def test_an_officer_assigns_nobody_to_the_own_dossier(campaign):
    author = make_user(Role.OFFICER, Role.AUTHOR)
    judges = make_judges(campaign)
    submission = make_submission(campaign=campaign, state="accepted", owner=author)

    with pytest.raises(Refused, match="Bạn là tác giả của hồ sơ này"):
        appoint(submission, by=author, judges=judges)

    assert plan(campaign.strands.get(), by=author).lines == []


def test_taking_a_dossier_back_voids_and_keeps_the_sheet(campaign, officer):
    first, second = make_judges(campaign, 2)
    submission = make_submission(campaign=campaign, state="assigned")
    given, _ = make_assignment(submission, first), make_assignment(submission, second)
    save_sheet(given, by=first, entries={"benefit": Entry(None, "Tốt.")}, comment="", version=0)

    with pytest.raises(Refused, match="cần ghi lý do"):
        dismiss(given, by=officer, reason="")
    dismiss(given, by=officer, reason="Giám khảo đi công tác dài ngày.")

    assert Sheet.objects.get().voided_at is not None
    assert list(Assignment.objects.of_judge(first)) == []


def test_the_only_judge_stays_until_another_is_there(campaign, officer):
    [judge] = make_judges(campaign, 1)
    submission = make_submission(campaign=campaign, state="assigned")

    with pytest.raises(Refused, match="giám khảo duy nhất"):
        dismiss(make_assignment(submission, judge), by=officer, reason="Bận.")


def test_when_the_last_open_judge_goes_the_others_sheets_are_the_result(campaign, officer):
    judges = make_judges(campaign, 4)
    submission = make_submission(campaign=campaign, state="judging")
    given = [make_assignment(submission, judge) for judge in judges]
    for assignment in given[1:]:
        make_sheet(assignment, {"novelty": 30, "applicability": 20, "benefit": 20})

    dismiss(given[0], by=officer, reason="Quá hạn.")

    assert Submission.objects.get(pk=submission.pk).state == "judged"
