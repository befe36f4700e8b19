"""Files reach a judge under a number, never under the name that may tell who wrote them."""

import hashlib
import uuid

import pytest
from django.core.files.base import ContentFile
from django.urls import reverse

from accounts.roles import Role
from campaign.models import clock
from campaign.models.attachment import Attachment, CopyState, ScanState
from tests.factories import make_assignment, make_submission, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def judge(client):
    judge = make_user(Role.JUDGE)
    client.force_login(judge)
    return judge


def give(judge):
    return make_assignment(make_submission(state="assigned"), judge)


def attach(submission, name, content=b"%PDF-1.4 mau", copy_state=CopyState.READY, **more):
    copy = f"{uuid.uuid4().hex}.pdf"
    return Attachment.objects.create(
        copy=ContentFile(b"%PDF-1.4 khong ten", name=copy) if copy_state == CopyState.READY else "",
        copy_state=copy_state,
        submission=submission,
        public_id=uuid.uuid4(),
        name=name,
        content_type="application/pdf",
        size=len(content),
        sha256=hashlib.sha256(content).hexdigest(),
        file=ContentFile(content, name=f"{uuid.uuid4().hex}.pdf"),
        uploaded_by=submission.owner,
        uploaded_at=clock.now(),
        **more,
    )


def test_a_file_comes_under_its_number_and_tells_no_name(client, judge):
    assignment = give(judge)
    attach(assignment.submission, "Đơn của Phạm Thị Tác Giả.pdf")

    shown = client.get(reverse("judge:sheet", args=[assignment.alias])).content.decode()
    response = client.get(reverse("judge:attachment", args=[assignment.alias, 1]))

    assert "Phạm Thị" not in shown
    assert response.headers["Content-Disposition"] == 'attachment; filename="Tep-1.pdf"'
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert response.headers["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert b"".join(response.streaming_content) == b"%PDF-1.4 khong ten"


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        (
            {"copy_state": CopyState.WAITING},
            "Bản ẩn danh của «Tep-1.pdf» đang được tạo nên chưa mở được. Phiếu chấm không thay đổi; hãy thử lại sau ít "
            "phút.",
        ),
        (
            {"copy_state": CopyState.FAILED},
            "Không tạo được bản ẩn danh của «Tep-1.pdf» nên tệp chưa mở được. Phiếu chấm không thay đổi; hãy báo "
            "cơ quan thường trực để xin bản PDF khác.",
        ),
        (
            {"scan_state": ScanState.INFECTED},
            "Tệp «Tep-1.pdf» có mã độc nên đã bị khóa, không ai tải được. Hồ sơ không thay đổi; hãy đề nghị tác giả "
            "quét máy rồi gửi lại tệp sạch.",
        ),
    ],
)
def test_without_a_safe_copy_a_judge_gets_nothing_and_is_told_why(client, judge, facts, said):
    assignment = give(judge)
    attach(assignment.submission, "a.pdf", **facts)

    response = client.get(reverse("judge:attachment", args=[assignment.alias, 1]))

    assert (response.status_code, response.context["reason"]) == (409, said)


@pytest.mark.parametrize(("state", "status"), [(ScanState.CLEAN, 200), (ScanState.UNSCANNED, 409)])
def test_where_scanning_is_required_a_judge_gets_only_what_was_found_clean(
    client, judge, settings, state, status
):
    settings.CLAMAV_REQUIRED = True
    assignment = give(judge)
    attach(assignment.submission, "a.pdf", scan_state=state)

    response = client.get(reverse("judge:attachment", args=[assignment.alias, 1]))

    assert response.status_code == status


@pytest.mark.parametrize("number", [0, 2])
def test_a_file_that_is_not_there_answers_like_none(client, judge, number):
    assignment = give(judge)
    attach(assignment.submission, "a.pdf")

    assert client.get(reverse("judge:attachment", args=[assignment.alias, number])).status_code == 404


def test_nobody_opens_files_of_anothers_assignment(client, judge):
    other = give(make_user(Role.JUDGE))
    attach(other.submission, "a.pdf")

    assert client.get(reverse("judge:attachment", args=[other.alias, 1])).status_code == 404


def test_a_pdf_may_stand_in_a_frame_of_the_own_page_and_nowhere_else(client, judge):
    assignment = give(judge)
    attach(assignment.submission, "a.pdf")

    page = client.get(reverse("judge:sheet", args=[assignment.alias]))
    response = client.get(reverse("judge:document", args=[assignment.alias, 1]))

    names = (
        "Content-Security-Policy",
        "X-Frame-Options",
        "X-Content-Type-Options",
        "Cross-Origin-Resource-Policy",
    )
    assert [response.headers[name] for name in names] == [
        "sandbox; default-src 'none'; frame-ancestors 'self'",
        "SAMEORIGIN",
        "nosniff",
        "same-origin",
    ]
    assert response.headers["Content-Disposition"] == 'inline; filename="Tep-1.pdf"'
    assert "frame-src 'self'" in page.headers["Content-Security-Policy"]
    other = client.get(reverse("judge:list")).headers["Content-Security-Policy"]
    assert "frame-src" not in other
    assert client.get(reverse("judge:picture", args=[assignment.alias, 1])).status_code == 404
