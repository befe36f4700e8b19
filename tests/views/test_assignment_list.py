"""Who judges what, brought in as a file: every wrong row is told, and all is done or nothing."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from accounts.roles import Role
from campaign.models.judging import Assignment
from campaign.models.submission import Submission
from tests.factories import (
    make_campaign,
    make_conflict,
    make_panel,
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
