"""What the rubric asks for on the sheet: groups, fixed levels, what may be left out, a confirmed copy, reports."""

from decimal import Decimal

import pytest
from django.urls import reverse

from accounts.roles import Role
from campaign.models.judging import Mark, Sheet
from campaign.models.rulebook import Band, Criterion, Rubric
from campaign.models.writing import KeptForm
from tests.factories import make_assignment, make_submission, make_user

pytestmark = pytest.mark.django_db
TYPED = {
    "points_novelty": "8,5",
    "points_applicability": "20.5",
    "points_benefit": "20",
    "comment": "",
    "version": "0",
}


@pytest.fixture
def judge(client):
    judge = make_user(Role.JUDGE)
    client.force_login(judge)
    return judge


@pytest.fixture
def assignment(judge):
    return make_assignment(make_submission(state="assigned"), judge)


def url(name, assignment):
    return reverse(f"judge:{name}", args=[assignment.alias])


def change(code, **facts):
    Criterion.objects.filter(code=code).update(**facts)


def lock(client, assignment):
    sheet = Sheet.objects.get()
    client.post(url("lock", assignment), {"version": sheet.version})
    return Sheet.objects.get().status


def problems(client, assignment):
    return [str(one) for one in client.get(url("lock", assignment)).context["problems"]]


def test_sub_criteria_stand_under_their_heading_with_its_highest_points(client, assignment):
    Criterion.objects.exclude(code="novelty").update(group="Hiệu quả và áp dụng")
    groups = client.get(url("sheet", assignment)).context["groups"]
    assert [(group.label, group.top, len(group.lines)) for group in groups] == [
        ("", "40", 1),
        ("Hiệu quả và áp dụng", "60", 2),
    ]


def test_the_page_shows_what_the_saved_marks_make(client, assignment):
    client.post(url("sheet", assignment), TYPED)
    assert client.get(url("sheet", assignment)).context["total"] == "49"


def test_a_criterion_is_left_out_only_by_its_rule_and_with_a_remark(client, assignment):
    change("benefit", na_rule="Khi giải pháp không đem lại lợi ích bằng tiền.", min_points=0)
    client.post(url("sheet", assignment), TYPED | {"na_benefit": "on", "na_novelty": "on"})
    assert [mark.criterion.code for mark in Mark.objects.filter(not_applicable=True)] == ["benefit"]
    assert problems(client, assignment) == [
        "Hiệu quả: chọn «Không áp dụng» thì phải ghi nhận xét nêu lý do theo quy định của tiêu chí."
    ]

    typed = TYPED | {"na_benefit": "on", "remark_benefit": "Phục vụ nội bộ.", "version": "1"}
    client.post(url("sheet", assignment), typed)
    assert lock(client, assignment) == "locked"
    # (8.5 + 20.5) x 100 / 70
    assert Sheet.objects.get().total == Decimal("41.43")


def test_a_ticked_criterion_takes_one_of_its_fixed_points(client, assignment):
    change("benefit", ticked=True)
    criterion = Criterion.objects.get(code="benefit")
    for order, (label, points) in enumerate([("Cao", 30), ("Vừa", 15)], 1):
        Band.objects.create(criterion=criterion, order=order, label=label, low=points, high=points)
    page = client.get(url("sheet", assignment))
    line = page.context["groups"][-1].lines[-1]
    assert [radio.choice_label for radio in line.points] == ["Cao (30)", "Vừa (15)"]

    wrong = client.post(url("sheet", assignment), TYPED | {"points_benefit": "20"})
    assert wrong.context["form"].errors["points_benefit"] == [
        "Hiệu quả: chỉ chọn một trong các mức điểm 15; 30. Hãy chọn lại."
    ]
    client.post(url("sheet", assignment), TYPED | {"points_benefit": "15"})
    assert Mark.objects.get(criterion=criterion).points == 15


def test_a_zero_that_means_copied_is_confirmed_with_its_source(client, assignment):
    change("novelty", zero_is_copied=True)
    zero = TYPED | {"points_novelty": "0", "remark_novelty": "Đã thấy ở nơi khác."}
    client.post(url("sheet", assignment), zero)
    assert problems(client, assignment) == [
        "Tính mới: điểm 0 nghĩa là sao chép. Hãy xác nhận và ghi rõ sao chép từ đâu, hoặc chấm điểm khác."
    ]

    client.post(url("sheet", assignment), zero | {"copied_novelty": "Đề tài X, 2024", "version": "1"})
    assert "Đề tài X, 2024" in client.get(url("lock", assignment)).content.decode()
    assert lock(client, assignment) == "locked"


def test_the_source_of_a_copy_counts_only_beside_a_zero(client, assignment):
    change("novelty", zero_is_copied=True)
    client.post(url("sheet", assignment), TYPED | {"copied_novelty": "Đề tài X, 2024"})
    assert Mark.objects.get(criterion__code="novelty").copied_from == ""


def test_where_the_rubric_asks_for_it_a_verdict_is_needed_to_lock(client, assignment):
    Rubric.objects.update(asks_verdict=True)
    client.post(url("sheet", assignment), TYPED)
    assert problems(client, assignment) == ["Chưa chọn đề nghị công nhận hay không."]

    client.post(
        url("sheet", assignment),
        TYPED | {"verdict": "approve", "papers_needed": "Xác nhận của đơn vị.", "version": "1"},
    )
    assert lock(client, assignment) == "locked"
    assert "Xác nhận của đơn vị." in client.get(url("sheet", assignment)).content.decode()


def test_where_it_does_not_ask_the_sheet_has_no_verdict(client, assignment):
    assert "verdict" not in client.get(url("sheet", assignment)).context["form"].fields
    client.post(url("sheet", assignment), TYPED | {"verdict": "approve"})
    assert Sheet.objects.get().verdict == ""


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"violation_kind": "duplicate"}, "Báo cáo vi phạm chưa ghi lý do."),
        ({"violation_reason": "Trùng hồ sơ năm ngoái."}, "Báo cáo vi phạm chưa chọn loại vi phạm."),
    ],
)
def test_half_a_report_of_a_violation_keeps_the_sheet_open(client, assignment, typed, sentence):
    client.post(url("sheet", assignment), TYPED | typed)
    assert problems(client, assignment) == [sentence]


def test_the_autosave_keeps_the_words_and_confirms_the_total_without_marking(client, assignment):
    page = client.get(url("sheet", assignment))
    mark = page.context["writing"].mark
    typed = TYPED | {"typed_for": mark, "points_benefit": "99"}

    answer = client.post(url("autosave", assignment), typed, headers={"Accept": "application/json"}).json()

    assert answer["state"] == "kept"
    assert answer["confirmed"].startswith("Máy chủ xác nhận: 29 lúc ")
    assert (Sheet.objects.count(), KeptForm.objects.get().fields["points_benefit"]) == (0, ["99"])


def test_an_autosave_of_anothers_sheet_answers_like_none(client, judge):
    other = make_assignment(make_submission(state="assigned"), make_user(Role.JUDGE))
    assert client.post(url("autosave", other), TYPED).status_code == 404


def test_the_neighbours_are_the_own_open_dossiers_in_the_order_of_the_list(client, judge):
    first, second, third = (make_assignment(make_submission(state="assigned"), judge) for _ in range(3))
    make_assignment(make_submission(state="assigned"), make_user(Role.JUDGE))
    shown = client.get(url("sheet", second)).context["assignment"]
    assert (shown.before, shown.after) == (first.alias, third.alias)
    assert client.get(url("sheet", first)).context["assignment"].before is None
