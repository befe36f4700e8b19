"""The office asks for a plan, reads every effect, commits it; watches the loads; gives work from a judge's side."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from accounts.roles import Role
from campaign.actions.plan_making import make_waiting
from campaign.models.assignment import AssignmentPlan, Demand, KeptApart
from campaign.models.judging import Assignment
from campaign.models.message import Message
from campaign.models.submission import Submission
from tests.factories import (
    make_assignment,
    make_campaign,
    make_conflict,
    make_panel,
    make_sheet,
    make_submission,
    make_user,
)

pytestmark = pytest.mark.django_db
MARKS = {"novelty": 30, "applicability": 20, "benefit": 20}


@pytest.fixture
def officer(client):
    officer = make_user(Role.OFFICER)
    client.force_login(officer)
    return officer


@pytest.fixture
def campaign():
    return make_campaign()


def make_judges(campaign, number=3):
    judges = [make_user(Role.JUDGE, full_name=f"Lê Giám Khảo {n}") for n in range(number)]
    make_panel(campaign, *judges)
    return judges


def address(name, campaign, *more):
    return reverse(f"office:{name}", args=[campaign.strands.get().pk, *more])


def planned(client, campaign, **facts):
    client.post(address("assignment_ask", campaign), facts)
    make_waiting()
    return client.get(address("assignment", campaign))


def test_a_plan_is_asked_for_shown_and_done(client, officer, campaign):
    judges = make_judges(campaign)
    submission = make_submission(campaign=campaign, state="accepted")
    asked = client.post(address("assignment_ask", campaign), follow=True)
    make_waiting()

    page = client.get(address("assignment", campaign))
    client.post(address("assignment_commit", campaign), {"plan": page.context["plan"].pk, "fewer_reason": ""})

    assert asked.context["plan"].status == "waiting"
    assert [(line.submission, sorted(line.judges)) for line in page.context["lines"]] == [
        (submission, [judge.full_name for judge in judges])
    ]
    assert [(load.before, load.new, load.after) for load in page.context["loads"]] == [(0, 1, 1)] * 3
    assert Assignment.objects.filter(submission=submission).count() == 3
    assert Submission.objects.get().state == "assigned"


def test_a_plan_that_no_longer_holds_keeps_the_typed_reason(client, officer, campaign):
    make_judges(campaign, 2)
    make_submission(campaign=campaign, state="accepted")
    plan = planned(client, campaign).context["plan"]
    make_submission(campaign=campaign, state="accepted")

    response = client.post(
        address("assignment_commit", campaign), {"plan": plan.pk, "fewer_reason": "Chỉ có hai người"}
    )

    assert "đã thay đổi sau khi phương án được lập" in response.context["form"].non_field_errors()[0]
    assert response.context["form"]["fewer_reason"].value() == "Chỉ có hai người"
    assert Assignment.objects.count() == 0


def test_a_dossier_without_enough_judges_says_why_of_everybody(client, officer, campaign):
    judges = make_judges(campaign, 3)
    submission = make_submission(campaign=campaign, state="accepted")
    make_conflict(submission, judges[0])

    page = planned(client, campaign)

    [line] = page.context["lines"]
    assert [(name, str(why)) for name, why in line.why] == [
        (judges[0].full_name, "Có xung đột lợi ích với hồ sơ này.")
    ]
    assert (page.context["summary"].short, page.context["summary"].ready) == (1, 0)


@pytest.mark.parametrize(("part", "number"), [("", 3), ("thieu", 1), ("cau-noi", 0), ("luu-y", 1)])
def test_the_lines_of_a_plan_are_filtered(client, officer, campaign, part, number):
    judges = make_judges(campaign, 3)
    short, hinted, _ = (make_submission(campaign=campaign, state="accepted") for _ in range(3))
    make_conflict(short, judges[0])
    make_conflict(hinted, judges[0], source="author", verdict="open")
    planned(client, campaign)

    assert len(client.get(address("assignment", campaign), {"loc": part}).context["lines"]) == number


def test_nothing_of_a_plan_is_shown_once_a_dossier_of_it_is_barred(client, officer, campaign):
    make_judges(campaign)
    first, _ = (make_submission(campaign=campaign, state="accepted") for _ in range(2))
    planned(client, campaign)
    first.authorships.update(user=officer)

    page = client.get(address("assignment", campaign))

    assert (page.context.get("outdated"), "lines" in page.context) == (True, False)
    assert first.title not in page.content.decode()


def test_when_all_have_their_judges_it_is_said(client, officer, campaign):
    make_judges(campaign)

    response = client.post(address("assignment_ask", campaign), follow=True)

    assert [str(message) for message in response.context["messages"]] == [
        "Mọi hồ sơ của nội dung này đã có đủ giám khảo. Không có gì cần phân công."
    ]


def test_a_plan_is_dropped(client, officer, campaign):
    make_judges(campaign)
    make_submission(campaign=campaign, state="accepted")
    planned(client, campaign)

    client.post(address("assignment_drop", campaign))

    assert (AssignmentPlan.objects.get().status, Assignment.objects.count()) == ("dropped", 0)


def test_another_officer_finds_no_plan(client, officer, campaign):
    make_judges(campaign)
    make_submission(campaign=campaign, state="accepted")
    plan = planned(client, campaign).context["plan"]
    client.force_login(make_user(Role.OFFICER))

    page = client.get(address("assignment", campaign))
    response = client.post(address("assignment_commit", campaign), {"plan": plan.pk})

    assert (page.context["plan"], page.context["waiting"], response.status_code) == (None, 1, 404)


@pytest.mark.parametrize("number", [2, 30])
def test_the_plan_costs_the_same_however_many(
    client, officer, campaign, django_assert_max_num_queries, number
):
    owner = make_user()
    make_judges(campaign, 5)
    for _ in range(number):
        make_submission(campaign=campaign, owner=owner, state="accepted")
    planned(client, campaign)

    with django_assert_max_num_queries(12):
        client.get(address("assignment", campaign))


def make_work(campaign):
    """Two judges: one locked, one untouched and one begun; a third has nothing."""
    judges = make_judges(campaign)
    panel = campaign.panels.get()
    done, begun, fresh = (make_submission(campaign=campaign, state="judging") for _ in range(3))
    make_sheet(make_assignment(done, judges[0], panel=panel), MARKS)
    make_sheet(make_assignment(begun, judges[1], panel=panel), MARKS, locked=False)
    make_assignment(fresh, judges[1], panel=panel)
    return judges, fresh


def test_the_board_counts_and_shows_no_marks(client, officer, campaign):
    make_work(campaign)

    board = client.get(address("loads", campaign)).context["board"]

    assert [(work.given, work.locked, work.waiting, work.untouched) for work in board] == [
        (1, 1, 0, 0),
        (2, 0, 2, 1),
        (0, 0, 0, 0),
    ]
    assert [work.last_day is None for work in board] == [False, False, True]


def test_the_board_leaves_out_what_is_barred_to_the_reader(client, officer, campaign):
    _, fresh = make_work(campaign)
    fresh.authorships.update(user=officer)

    assert [work.given for work in client.get(address("loads", campaign)).context["board"]] == [1, 1, 0]


def test_a_judge_is_reminded_once_a_day(client, officer, campaign):
    judges, _ = make_work(campaign)
    button = address("remind_judge", campaign, judges[1].pk)

    first, second = (client.post(button, follow=True) for _ in range(2))

    assert Message.objects.filter(reader=judges[1]).count() == 1
    assert [[str(one) for one in page.context["messages"]] for page in (first, second)] == [
        ["Đã gửi thư nhắc Lê Giám Khảo 1."],
        ["Hôm nay Lê Giám Khảo 1 đã được nhắc. Mỗi ngày chỉ gửi một thư; hãy nhắc lại vào ngày mai."],
    ]
    assert Message.objects.get().subject == "[Cần xử lý] Còn 2 phiếu chờ bạn chấm"


def test_who_has_nothing_waiting_is_not_reminded(client, officer, campaign):
    judges, _ = make_work(campaign)

    client.post(address("remind_judge", campaign, judges[0].pk))

    assert Message.objects.count() == 0


def test_a_leaving_judges_work_is_planned_from_the_board(client, officer, campaign):
    judges, fresh = make_work(campaign)

    page = planned(client, campaign, judge=judges[1].pk)

    assert page.context["plan"].leaving == judges[1]
    assert [line.submission for line in page.context["lines"]] == [fresh]


def test_from_the_judges_side_work_is_given_with_the_reasons_where_not(client, officer, campaign):
    judges, fresh = make_work(campaign)
    accepted = make_submission(campaign=campaign, state="accepted")
    place = address("judge_work", campaign, judges[0].pk)

    options = {one.submission: str(one.objection) for one in client.get(place).context["options"]}
    client.post(place, {"code": fresh.code})
    client.post(place, {"code": accepted.code})

    assert (options[fresh], options[accepted][:27]) == ("", "Hồ sơ chưa có giám khảo nào")
    assert set(Assignment.objects.filter(submission=fresh).values_list("judge", flat=True)) == {
        judges[0].pk,
        judges[1].pk,
    }
    assert Assignment.objects.filter(submission=accepted).count() == 0


@pytest.mark.parametrize("number", [2, 25])
def test_boards_and_lists_cost_the_same_however_many(
    client, officer, campaign, django_assert_max_num_queries, number
):
    judges, owner = make_judges(campaign, number), make_user()
    for _ in range(number):
        make_submission(campaign=campaign, owner=owner, state="judging")

    with django_assert_max_num_queries(12):
        client.get(address("loads", campaign))
    with django_assert_max_num_queries(12):
        client.get(address("judge_work", campaign, judges[0].pk))


def test_the_number_of_judges_of_a_dossier_is_set_on_its_page(client, officer, campaign):
    submission = make_submission(campaign=campaign, state="accepted")
    place = reverse("office:demand", args=[submission.code])

    kept = client.post(place, {"judges": "99", "demand_reason": "Liên ngành."})
    client.post(place, {"judges": "5", "demand_reason": "Liên ngành."})

    assert kept.context["demand_form"]["demand_reason"].value() == "Liên ngành."
    assert Demand.objects.get().judges == 5


def test_two_are_kept_apart_and_let_together_again(client, officer, campaign):
    one, other = make_judges(campaign, 2)
    place = reverse("office:apart", args=[campaign.slug])

    same = client.post(place, {"one": one.pk, "other": one.pk, "reason": "Vợ chồng."})
    client.post(place, {"one": one.pk, "other": other.pk, "reason": "Vợ chồng."})
    page = client.get(place).context["page"]
    client.post(reverse("office:together", args=[campaign.slug, KeptApart.objects.get().pk]))

    assert same.context["form"]["reason"].value() == "Vợ chồng."
    assert [(pair.one, pair.other) for pair in page] == [(one, other)]
    assert client.get(place).context["page"].rows == []


def upload(client, campaign, text):
    file = SimpleUploadedFile("phan-cong.csv", text.encode())
    return client.post(address("assignment_list", campaign), {"file": file}, follow=True)


def listed(submission, judges):
    rows = "".join(f"{submission.register_number},{judge.staff_code}\n" for judge in judges)
    return f"Số hồ sơ,Mã cán bộ\n{rows}"


def test_a_list_is_rehearsed_and_then_done(client, officer, campaign):
    judges = make_judges(campaign)
    submission = make_submission(campaign=campaign, state="accepted", register_number="0001/SK-2026")

    page = upload(client, campaign, listed(submission, judges))
    before = Assignment.objects.count()
    sha256 = page.context["file"].sha256
    client.post(address("assignment_list_commit", campaign, sha256))

    assert (page.context["complaints"], before) == ([], 0)
    assert set(Assignment.objects.values_list("judge", "source")) == {(judge.pk, "file") for judge in judges}
    assert Submission.objects.get().state == "assigned"
    assert client.get(address("assignment_rehearsal", campaign, sha256)).status_code == 404


def test_every_row_that_is_wrong_is_told_and_nothing_is_done(client, officer, campaign):
    judges = make_judges(campaign)
    submission = make_submission(campaign=campaign, state="accepted", register_number="0001/SK-2026")
    make_conflict(submission, judges[0])
    text = listed(submission, judges) + f"9999,{judges[1].staff_code}\n0001/SK-2026,KHONG-CO\n,X\n"
    text += f"0001/SK-2026,{judges[1].staff_code}\n"

    page = upload(client, campaign, text)
    client.post(address("assignment_list_commit", campaign, page.context["file"].sha256))

    assert [str(one) for one in page.context["complaints"]] == [
        "Dòng 2: Có xung đột lợi ích với hồ sơ này.",
        "Dòng 5: không thấy hồ sơ số «9999» chờ phân công hoặc đang chấm ở nội dung này.",
        "Dòng 6: không có giám khảo nào mã «KHONG-CO» trong tổ của nội dung này.",
        "Dòng 7: cột số hồ sơ để trống.",
        "Dòng 8: Đã được phân công hồ sơ này.",
        "Dòng 8: hồ sơ số «0001/SK-2026» cần 3 giám khảo, tệp mới có 2 người dùng được.",
    ]
    assert Assignment.objects.count() == 0


def test_a_dossier_that_is_barred_to_the_officer_is_unknown_to_the_list(client, officer, campaign):
    judges = make_judges(campaign)
    submission = make_submission(
        campaign=campaign, state="accepted", register_number="0001/SK-2026", owner=officer
    )

    page = upload(client, campaign, listed(submission, judges[:1]))

    assert str(page.context["complaints"][0]) == (
        "Dòng 2: không thấy hồ sơ số «0001/SK-2026» chờ phân công hoặc đang chấm ở nội dung này."
    )


def test_a_file_that_is_no_list_says_what_is_missing(client, officer, campaign):
    page = upload(client, campaign, "a,b\n1,2\n")

    assert "số hồ sơ, mã cán bộ" in str(page.context["unreadable"])


def test_a_list_is_discarded(client, officer, campaign):
    make_judges(campaign)
    page = upload(client, campaign, "Số hồ sơ,Mã cán bộ\n1,2\n")
    sha256 = page.context["file"].sha256

    client.post(address("assignment_list_discard", campaign, sha256))

    assert client.get(address("assignment_rehearsal", campaign, sha256)).status_code == 404
