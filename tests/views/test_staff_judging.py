"""The office founds panels, rehearses an assignment, commits it, and replaces judges."""

from datetime import UTC, datetime

import pytest
from django.urls import reverse

from accounts.roles import Role
from campaign.actions import trail
from campaign.actions.conflicts import declare_conflict
from campaign.documents.trail import events_for
from campaign.models.judging import Assignment, Panel
from campaign.models.submission import Submission
from tests.factories import make_assignment, make_campaign, make_panel, make_sheet, make_submission, make_user

pytestmark = pytest.mark.django_db
MARKS = {"novelty": 30, "applicability": 20, "benefit": 20}


@pytest.fixture
def officer(client):
    officer = make_user(Role.OFFICER)
    client.force_login(officer)
    return officer


def make_judges(campaign, number=3):
    judges = [make_user(Role.JUDGE, full_name=f"Lê Giám Khảo {n}") for n in range(number)]
    make_panel(campaign, *judges)
    return judges


def test_a_panel_is_founded_and_filled_in_the_browser(client, officer):
    campaign, judge = make_campaign(), make_user(Role.JUDGE)
    facts = {"name": "Tổ kỹ thuật", "decision_number": "15/QĐ-UBND", "decision_date": "2026-03-02"}

    client.post(reverse("office:panel_new"), facts | {"place": f"n{campaign.strands.get().pk}"})
    panel = Panel.objects.get()
    client.post(reverse("office:panel_seat", args=[panel.pk]), {"user": judge.pk, "role": "chair"})

    assert (panel.strand, panel.campaign) == (campaign.strands.get(), campaign)
    response = client.get(reverse("office:panel", args=[panel.pk]))
    assert [(row["name"], str(row["role"])) for row in response.context["members"]] == [
        (judge.full_name, "Tổ trưởng")
    ]


def test_a_decision_of_tomorrow_keeps_the_typed_text(client, officer):
    campaign = make_campaign()
    facts = {"name": "Tổ kỹ thuật", "decision_number": "15/QĐ-UBND", "decision_date": "2099-03-02"}

    response = client.post(reverse("office:panel_new"), facts | {"place": f"p{campaign.pk}"})

    assert response.context["form"].non_field_errors() == [
        "Ngày quyết định không được sau hôm nay. Chưa lưu; hãy kiểm tra lại ngày ký."
    ]
    assert response.context["form"]["name"].value() == "Tổ kỹ thuật"


def test_a_member_is_released(client, officer):
    panel = make_panel(make_campaign(), make_user(Role.JUDGE))

    client.post(reverse("office:panel_release", args=[panel.members.get().pk]))

    assert panel.members.get().left_on is not None


def test_judges_are_chosen_by_hand_and_the_barred_ones_are_grey(client, officer):
    campaign = make_campaign()
    judges = make_judges(campaign)
    submission = make_submission(campaign=campaign, state="accepted")
    submission.authorships.update(user=judges[0])
    address = reverse("office:assign", args=[submission.code])

    choices = client.get(address).context["choices"]
    client.post(address, {"judges": [judges[1].pk, judges[2].pk], "reason": "Một người là tác giả."})

    assert [str(choice["objection"]) for choice in choices] == [
        "Là tác giả hoặc đồng tác giả của hồ sơ này.",
        "",
        "",
    ]
    assert set(Assignment.objects.values_list("judge", flat=True)) == {judges[1].pk, judges[2].pk}


def test_the_dossiers_page_stays_within_twelve_queries(client, officer, django_assert_max_num_queries):
    campaign = make_campaign()
    judges = make_judges(campaign, 8)
    submission = make_submission(campaign=campaign, state="judging")
    for judge in judges[:5]:
        make_sheet(make_assignment(submission, judge), MARKS)

    with django_assert_max_num_queries(12):
        client.get(reverse("office:assign", args=[submission.code]))


def test_ending_an_assignment_without_a_reason_keeps_it(client, officer):
    campaign = make_campaign()
    first, second = make_judges(campaign, 2)
    submission = make_submission(campaign=campaign, state="judging")
    held = make_assignment(submission, first)
    make_assignment(submission, second)
    make_sheet(held, MARKS)
    address = reverse("office:assign_end", args=[submission.code, held.pk])

    client.post(address, {"reason": ""})
    kept = Assignment.objects.live().count()
    client.post(address, {"reason": "Đi công tác."})

    assert (kept, Assignment.objects.live().count()) == (2, 1)


def test_the_officer_ends_the_judging_with_fewer_sheets(client, officer):
    submission = make_submission(state="judging")
    judges = make_judges(submission.campaign, 2)
    make_sheet(make_assignment(submission, judges[0]), MARKS)
    gone = make_assignment(submission, judges[1])
    client.post(reverse("office:assign_end", args=[submission.code, gone.pk]), {"reason": "Ốm."})

    client.post(reverse("office:finish", args=[submission.code]), {"reason": "Không còn ai khác."})

    assert Submission.objects.get().state == "judged"


@pytest.mark.parametrize("ended_at", [None, datetime(2026, 3, 1, tzinfo=UTC)])
@pytest.mark.parametrize("state", ["accepted", "assigned", "judging"])
def test_an_officer_who_judges_a_dossier_does_not_meet_it_in_the_office(client, state, ended_at):
    both = make_user(Role.OFFICER, Role.ADMINISTRATOR, Role.INSPECTOR, Role.JUDGE)
    submission = make_submission(state=state)
    make_submission(campaign=submission.campaign, state=state)
    assignment = make_assignment(submission, both)
    Assignment.objects.filter(pk=assignment.pk).update(ended_at=ended_at)
    client.force_login(both)

    pages = ["office:detail", "office:check", "office:assign", "inspect:dossier"]
    answers = [client.get(reverse(name, args=[submission.code])).status_code for name in pages]
    queue = client.get(reverse("office:queue"), {"nhom": "tat-ca"}).context["rows"]

    assert answers == [404] * 4
    assert submission.code not in [row.code for row in queue]
    assert len(queue) == 1


def test_once_the_marks_are_combined_the_office_has_the_dossier_again(client):
    both = make_user(Role.OFFICER, Role.JUDGE)
    submission = make_submission(state="judged")
    make_assignment(submission, both)
    client.force_login(both)

    assert client.get(reverse("office:detail", args=[submission.code])).status_code == 200


def test_the_trail_hides_what_its_reader_marks_blind():
    reader = make_user(Role.INSPECTOR, Role.JUDGE)
    marked, other = make_submission(state="judging"), make_submission(state="judging")
    make_assignment(marked, reader)
    for submission in (marked, other):
        trail.record("assign", by=make_user(Role.OFFICER), submission=submission)

    assert [event.submission for event in events_for(reader)] == [other]


@pytest.mark.parametrize("role", [Role.AUTHOR, Role.JUDGE, Role.CHAIR, Role.INSPECTOR, Role.UNIT_HEAD])
def test_other_roles_find_nothing(client, role):
    client.force_login(make_user(role))
    submission = make_submission(state="accepted")
    panel = make_panel(submission.campaign)

    addresses = [
        reverse("office:panels"),
        reverse("office:panel", args=[panel.pk]),
        reverse("office:assign", args=[submission.code]),
        reverse("office:assignment", args=[submission.strand_id]),
    ]

    assert [client.get(address).status_code for address in addresses] == [404] * 4


def test_the_dossiers_page_tells_the_officer_of_a_conflict(client, officer):
    submission = make_submission(state="judging")
    assignment = make_assignment(submission, make_user(Role.JUDGE))
    declare_conflict(assignment, by=assignment.judge, reason="Là em ruột của tác giả.")

    desk = client.get(reverse("office:detail", args=[submission.code])).context["desk"]
    about = client.get(reverse("office:assign", args=[submission.code])).context["desk"]

    assert (desk.judges, desk.conflicts) == (True, 1)
    assert [(name, reason) for name, _, reason in about.conflicts] == [
        (assignment.judge.full_name, "Là em ruột của tác giả.")
    ]
