"""Dossiers are given to judges by hand, with a reason for every exception."""

import pytest

from accounts.roles import Role
from campaign.actions.assignment import appoint, dismiss, keep_apart, let_together, set_demand
from campaign.actions.judging import Entry, save_sheet
from campaign.actions.refused import Refused
from campaign.documents.bench import choices
from campaign.models import clock
from campaign.models.assignment import Demand, KeptApart
from campaign.models.audit import Event
from campaign.models.judging import Absence, Assignment, Sheet
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


def test_a_judge_of_an_authors_unit_cannot_be_chosen(campaign, officer):
    unit = make_unit("Phòng Y tế")
    near = make_user(Role.JUDGE, unit=unit, full_name="Lê Cùng Đơn Vị")
    make_panel(campaign, near)
    make_judges(campaign)
    submission = make_submission(campaign=campaign, state="accepted")
    submission.authorships.update(user=make_user(Role.AUTHOR, unit=unit))

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


def test_who_is_full_cannot_be_given_more_by_hand(campaign, officer):
    [judge] = make_judges(campaign, 1)
    judge.panel_memberships.update(capacity=1)
    make_assignment(make_submission(campaign=campaign, state="judging"), judge, panel=campaign.panels.get())
    submission = make_submission(campaign=campaign, state="accepted")

    with pytest.raises(Refused, match="Đã nhận đủ số hồ sơ tối đa"):
        appoint(submission, by=officer, judges=[judge], reason="Cần người.")


@pytest.mark.parametrize(
    ("answer", "reason"), [("declined", "Đã từ chối tham gia tổ"), ("invited", "Chưa nhận lời tham gia tổ")]
)
def test_who_has_not_accepted_is_given_nothing_and_the_reason_is_told(campaign, officer, answer, reason):
    [judge] = make_judges(campaign, 1)
    judge.panel_memberships.update(answer=answer)

    with pytest.raises(Refused, match=reason):
        appoint(
            make_submission(campaign=campaign, state="accepted"), by=officer, judges=[judge], reason="Gấp."
        )


def test_who_is_absent_today_is_given_nothing(campaign, officer):
    [judge] = make_judges(campaign, 1)
    today = clock.today()
    Absence.objects.create(member=judge.panel_memberships.get(), first_day=today, last_day=today)

    with pytest.raises(Refused, match="Đang vắng mặt"):
        appoint(
            make_submission(campaign=campaign, state="accepted"), by=officer, judges=[judge], reason="Gấp."
        )


def test_a_dossier_may_need_five_judges_with_a_reason(campaign, officer):
    judges = make_judges(campaign, 5)
    submission = make_submission(campaign=campaign, state="accepted")

    with pytest.raises(Refused, match="ghi lý do"):
        set_demand(submission, by=officer, judges=5, reason="")
    set_demand(submission, by=officer, judges=5, reason="Giải pháp liên ngành.")

    with pytest.raises(Refused, match="Hồ sơ cần 5 giám khảo, mới chọn 3"):
        appoint(submission, by=officer, judges=judges[:3])
    assert Event.objects.get().facts == {"judges_wanted": 5, "reason": "Giải pháp liên ngành."}


@pytest.mark.parametrize("number", [0, 16])
def test_a_number_of_judges_has_bounds(campaign, officer, number):
    with pytest.raises(Refused, match="Số giám khảo từ 1 đến 15"):
        set_demand(
            make_submission(campaign=campaign, state="accepted"), by=officer, judges=number, reason="Thử."
        )


def test_the_number_of_judges_stays_once_the_judging_is_over(campaign, officer):
    with pytest.raises(Refused, match="chờ phân công hoặc đang chấm"):
        set_demand(make_submission(campaign=campaign, state="judged"), by=officer, judges=5, reason="Thử.")


def test_fewer_judges_by_hand_are_what_the_dossier_needs_from_then_on(campaign, officer):
    [judge] = make_judges(campaign, 1)
    submission = make_submission(campaign=campaign, state="accepted")

    appoint(submission, by=officer, judges=[judge], reason="Nội dung hẹp.")

    assert Demand.objects.values_list("judges", "reason").get() == (1, "Nội dung hẹp.")


def test_two_who_are_kept_apart_are_not_given_the_same_dossier_by_hand(campaign, officer):
    first, second = make_judges(campaign, 2)
    submission = make_submission(campaign=campaign, state="judging")
    make_assignment(submission, first, panel=campaign.panels.get())
    pair = keep_apart(campaign, by=officer, people=(second, first), reason="Vợ chồng.")

    with pytest.raises(Refused, match="Không chấm cùng hồ sơ"):
        appoint(submission, by=officer, judges=[second])
    let_together(pair, by=officer)
    appoint(submission, by=officer, judges=[second])

    assert KeptApart.objects.get().ended_at is not None


def test_two_who_are_kept_apart_are_not_chosen_together(campaign, officer):
    first, second = make_judges(campaign, 2)
    keep_apart(campaign, by=officer, people=(first, second), reason="Vợ chồng.")

    with pytest.raises(Refused, match="Không chấm cùng hồ sơ"):
        appoint(
            make_submission(campaign=campaign, state="accepted"),
            by=officer,
            judges=[first, second],
            reason="Gấp.",
        )


def test_only_two_members_of_the_campaign_can_be_kept_apart_once(campaign, officer):
    first, second = make_judges(campaign, 2)
    stranger = make_user(Role.JUDGE)
    keep_apart(campaign, by=officer, people=(first, second), reason="Vợ chồng.")

    for people, words in [
        ((first, first), "hai người khác nhau"),
        ((first, stranger), "thành viên các tổ"),
        ((second, first), "đã được tách"),
    ]:
        with pytest.raises(Refused, match=words):
            keep_apart(campaign, by=officer, people=people, reason="Lý do.")
    assert KeptApart.objects.count() == 1


def test_nobody_but_an_officer_keeps_people_apart(campaign):
    first, second = make_judges(campaign, 2)

    with pytest.raises(Refused):
        keep_apart(campaign, by=make_user(Role.JUDGE), people=(first, second), reason="Vợ chồng.")


def test_a_judge_who_comes_back_finds_the_own_draft_again():
    officer, judge, other = make_user(Role.OFFICER), make_user(Role.JUDGE), make_user(Role.JUDGE)
    dossier = make_submission(state="judging")
    panel = make_panel(dossier.campaign, judge, other)
    make_assignment(dossier, other, panel=panel)
    points = {"novelty": "30", "applicability": "20", "benefit": "20"}
    draft = make_sheet(make_assignment(dossier, judge, panel=panel), points, locked=False)
    dismiss(draft.assignment, by=officer, reason="Đi công tác.")

    appoint(dossier, by=officer, judges=[judge])

    again = Assignment.objects.of_judge(judge).get()
    assert (again.pk != draft.assignment_id, again.sheet.pk, again.sheet.voided_at) == (True, draft.pk, None)
    assert [str(mark.points) for mark in again.sheet.marks.all()] == ["30.00", "20.00", "20.00"]
