"""Files reach a judge under a number, never under the name that may tell who wrote them."""

import hashlib
import uuid

import pytest
from django.core.files.base import ContentFile
from django.urls import reverse

from accounts.roles import Role
from campaign.models import clock
from campaign.models.attachment import Attachment
from tests.factories import make_assignment, make_submission, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def judge(client):
    judge = make_user(Role.JUDGE)
    client.force_login(judge)
    return judge


def give(judge):
    return make_assignment(make_submission(state="assigned"), judge)


def attach(submission, name, content=b"%PDF-1.4 mau"):
    return Attachment.objects.create(
        submission=submission,
        public_id=uuid.uuid4(),
        name=name,
        content_type="application/pdf",
        size=len(content),
        sha256=hashlib.sha256(content).hexdigest(),
        file=ContentFile(content, name=f"{uuid.uuid4().hex}.pdf"),
        uploaded_by=submission.owner,
        uploaded_at=clock.now(),
    )


def test_a_file_comes_under_its_number_and_tells_no_name(client, judge):
    assignment = give(judge)
    attach(assignment.submission, "Đơn của Phạm Thị Tác Giả.pdf")

    shown = client.get(reverse("judge:sheet", args=[assignment.alias])).content.decode()
    response = client.get(reverse("judge:attachment", args=[assignment.alias, 1]))

    assert "Phạm Thị" not in shown
    assert response.headers["Content-Disposition"] == 'attachment; filename="Tep-1.pdf"'
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert b"".join(response.streaming_content) == b"%PDF-1.4 mau"


@pytest.mark.parametrize("number", [0, 2])
def test_a_file_that_is_not_there_answers_like_none(client, judge, number):
    assignment = give(judge)
    attach(assignment.submission, "a.pdf")

    assert client.get(reverse("judge:attachment", args=[assignment.alias, number])).status_code == 404


def test_nobody_opens_files_of_anothers_assignment(client, judge):
    other = give(make_user(Role.JUDGE))
    attach(other.submission, "a.pdf")

    assert client.get(reverse("judge:attachment", args=[other.alias, 1])).status_code == 404
