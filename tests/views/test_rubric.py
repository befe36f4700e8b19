"""The rubric pages: a preset taken, edited by form alone, shown read-only once sheets rest on it."""

from decimal import Decimal

import pytest
from django.urls import reverse

from accounts.roles import Role
from campaign.documents.rubric import sheet_of
from campaign.models.rulebook import Rubric
from tests.browser_form import filled
from tests.factories import (
    make_assignment,
    make_campaign,
    make_rubric,
    make_sheet,
    make_submission,
    make_user,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def administrator(client):
    administrator = make_user(Role.ADMINISTRATOR)
    client.force_login(administrator)
    return administrator


@pytest.fixture
def rubric():
    return make_rubric()


def url(name, rubric):
    return reverse(f"setup:{name}", args=[rubric.pk])


def test_an_unchanged_form_changes_nothing(client, administrator, rubric):
    before = sheet_of(Rubric.objects.get(pk=rubric.pk))

    client.post(url("rubric_edit", rubric), filled(client.get(url("rubric_edit", rubric))))

    assert sheet_of(Rubric.objects.get(pk=rubric.pk)) == before


def test_criteria_bands_levels_and_the_chain_are_typed_as_text(client, administrator, rubric):
    page = client.get(url("rubric_edit", rubric))
    changes = {
        "tieu-chi-3-label": "Phạm vi ảnh hưởng",
        "tieu-chi-3-max_points": "12,5",
        "tieu-chi-3-bands": "Rộng: 8 - 12,5\nHẹp: 0 – 7,5",
        "muc-3-label": "Loại D",
        "muc-3-total_min": "40",
        "muc-3-minimums": "Phạm vi ảnh hưởng: 2,5",
        "link_1": "female",
        "link_2": "",
        "link_3": "",
    }

    client.post(url("rubric_edit", rubric), filled(page, **changes))

    sheet = sheet_of(Rubric.objects.get(pk=rubric.pk))
    added = sheet.criteria[3]
    assert (added.code, added.max_points) == ("pham-vi-anh-huong", Decimal("12.5"))
    assert [(band.label, band.low, band.high) for band in added.bands] == [
        ("Rộng", Decimal(8), Decimal("12.5")),
        ("Hẹp", Decimal(0), Decimal("7.5")),
    ]
    assert sheet.levels[3].minimums == (("pham-vi-anh-huong", Decimal("2.5")),)
    assert sheet.chain == ["total", "female"]


def test_how_sheets_combine_is_typed_and_read_again(client, administrator, rubric):
    judge = make_user(Role.JUDGE)
    page = client.get(url("rubric_edit", rubric))
    changes = {
        "method": "weighted_mean",
        "weights": f"Tổ trưởng: 2\n{judge.staff_code}: 1,5",
        "vote_points": "20",
        "spread_limit": "12,5",
        "spread_unit": "percent",
        "asks_verdict": "on",
    }

    client.post(url("rubric_edit", rubric), filled(page, **changes))

    sheet = sheet_of(Rubric.objects.get(pk=rubric.pk))
    assert (sheet.method, sheet.weights) == ("weighted_mean", {"chair": "2", f"@{judge.staff_code}": "1.5"})
    assert (sheet.vote_points, sheet.spread_limit, sheet.spread_unit) == (20, Decimal("12.5"), "percent")
    assert sheet.asks_verdict
    client.post(url("rubric_edit", rubric), filled(client.get(url("rubric_edit", rubric))))
    assert sheet_of(Rubric.objects.get(pk=rubric.pk)) == sheet
    shown = " ".join(client.get(url("rubric", rubric)).content.decode().split())
    assert f"Trọng số: Tổ trưởng: 2; {judge.staff_code}: 1,5; người không được nêu là 1." in shown
    assert (
        "Chênh lệch giữa các phiếu trên 12,5 phần trăm của tổng điểm tối đa thì đề xuất thêm giám khảo."
        in shown
    )


def test_a_weight_for_nobody_is_refused_and_kept_as_typed(client, administrator, rubric):
    page = client.get(url("rubric_edit", rubric))

    answer = client.post(
        url("rubric_edit", rubric), filled(page, method="weighted_mean", weights="KHONGCO: 2")
    )

    assert answer.context["editor"].errors == [
        "Chưa lưu bộ tiêu chí. Không có cán bộ mang mã KHONGCO. Hãy sửa các dòng trọng số."
    ]
    assert "KHONGCO: 2" in answer.content.decode()


def test_sub_criteria_fixed_levels_and_written_rules_are_typed_and_shown(client, administrator, rubric):
    page = client.get(url("rubric_edit", rubric))
    changes = {
        "tieu-chi-2-group": "B. Hiệu quả",
        "tieu-chi-2-bands": "Cao: 30\nVừa: 20,5",
        "tieu-chi-2-ticked": "on",
        "tieu-chi-2-zero_is_copied": "on",
        "tieu-chi-2-na_rule": "Khi giải pháp không nhằm tiết kiệm.",
        "tieu-chi-2-min_points": "",
        "tieu-chi-2-evidence": "Bảng tính số tiền.",
    }

    client.post(url("rubric_edit", rubric), filled(page, **changes))

    criterion = sheet_of(Rubric.objects.get(pk=rubric.pk)).criteria[2]
    assert (criterion.group, criterion.ticked, criterion.zero_is_copied) == ("B. Hiệu quả", True, True)
    assert [(band.label, band.low, band.high) for band in criterion.bands] == [
        ("Cao", Decimal(30), Decimal(30)),
        ("Vừa", Decimal("20.5"), Decimal("20.5")),
    ]
    assert (criterion.na_rule, criterion.evidence) == (
        "Khi giải pháp không nhằm tiết kiệm.",
        "Bảng tính số tiền.",
    )
    shown = " ".join(client.get(url("rubric", rubric)).content.decode().split())
    assert "Không áp dụng: Khi giải pháp không nhằm tiết kiệm." in shown
    assert "Vừa (20,5" in shown


def test_what_cannot_be_understood_is_said_and_the_words_are_kept(client, administrator, rubric):
    page = client.get(url("rubric_edit", rubric))
    changes = {"tieu-chi-0-bands": "từ ba mươi", "muc-0-minimums": "Tiêu chí lạ: 30"}

    answer = client.post(url("rubric_edit", rubric), filled(page, **changes))

    assert answer.context["editor"].errors == [
        "Dòng 1 – Các mức điểm: Không hiểu mức «từ ba mươi». Hãy viết như: Xuất sắc: 40 - 50"
    ]
    assert "từ ba mươi" in answer.content.decode()
    second = client.post(url("rubric_edit", rubric), filled(page, **{"muc-0-minimums": "Tiêu chí lạ: 30"}))
    assert second.context["editor"].errors == [
        "Không có tiêu chí «Tiêu chí lạ» để đặt điểm tối thiểu cho mức."
    ]


def test_a_preset_is_taken_and_opened_for_editing(client, administrator):
    answer = client.post(reverse("setup:rubric_preset", args=["R1"]))

    assert answer.url == url("rubric_edit", Rubric.objects.get())
    assert client.post(reverse("setup:rubric_preset", args=["KHONG-CO"])).status_code == 404


def test_a_version_with_sheets_offers_only_a_new_version(client, administrator, rubric):
    dossier = make_submission(campaign=make_campaign(rubric=rubric), state="judging")
    points = {"novelty": 30, "applicability": 20, "benefit": 20}
    make_sheet(make_assignment(dossier, make_user(Role.JUDGE)), points, locked=False)

    page = client.get(url("rubric", rubric)).content.decode()

    offered = [address in page for address in (url("rubric_edit", rubric), url("rubric_version", rubric))]
    assert offered == [False, True]


def test_an_unused_version_can_be_removed(client, administrator, rubric):
    client.post(url("rubric_version", rubric))
    copy = Rubric.objects.get(version=2)

    client.post(url("rubric_remove", copy))

    assert list(Rubric.objects.all()) == [rubric]


@pytest.mark.parametrize("name", ["rubric", "rubric_edit"])
def test_a_rubric_page_costs_few_queries(client, administrator, rubric, name, django_assert_max_num_queries):
    with django_assert_max_num_queries(12):
        assert client.get(url(name, rubric)).status_code == 200


def test_the_list_costs_the_same_for_thirty_rubrics(client, administrator, django_assert_max_num_queries):
    for _number in range(30):
        make_campaign(rubric=make_rubric())

    with django_assert_max_num_queries(12):
        assert client.get(reverse("setup:rubrics")).status_code == 200


@pytest.mark.parametrize("role", [role for role in Role if role != Role.ADMINISTRATOR])
def test_for_everybody_else_there_are_no_rubric_pages(client, rubric, role):
    client.force_login(make_user(role))

    answers = [
        client.get(reverse("setup:rubrics")),
        client.get(url("rubric", rubric)),
        client.get(url("rubric_edit", rubric)),
        client.post(url("rubric_version", rubric)),
        client.post(url("rubric_remove", rubric)),
        client.post(reverse("setup:rubric_preset", args=["R1"])),
    ]

    assert {answer.status_code for answer in answers} == {404}
