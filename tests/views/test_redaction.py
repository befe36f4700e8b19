"""The office's pages of the judges' copy, and the canaries: a planted name reaches no judge on any way."""

import io
import uuid

import pytest
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from pypdf import PdfReader

from accounts.roles import Role
from campaign.actions import redaction
from campaign.actions.attachment import attach as attach_file
from campaign.documents.blind_copy import fingerprint
from campaign.models import clock
from campaign.models.attachment import Attachment, CopyState
from campaign.models.redaction import REDACTABLE, Redaction
from campaign.models.submission import Submission
from tests.factories import make_assignment, make_campaign, make_submission, make_user
from tests.rules import corpus

pytestmark = pytest.mark.django_db
NAME = "Phan Thị Lụa"


@pytest.fixture
def officer(client):
    officer = make_user(Role.OFFICER)
    client.force_login(officer)
    return officer


def attach(submission, content=b"%PDF-1.7\n", name="a.pdf"):
    return Attachment.objects.create(
        submission=submission,
        public_id=uuid.uuid4(),
        name=name,
        content_type="application/pdf",
        size=len(content),
        sha256=uuid.uuid4().hex * 2,
        file=ContentFile(content, name=f"dossiers/{uuid.uuid4().hex}"),
        copy=ContentFile(content, name=f"copies/{uuid.uuid4().hex}"),
        copy_state=CopyState.READY,
        uploaded_by=submission.owner,
        uploaded_at=clock.now(),
    )


def planted():
    """A dossier with the name of its author in every text that judges read."""
    texts = {name: f"{NAME} viết mục {name}" for name in REDACTABLE}
    return make_submission(owner=make_user(full_name=NAME), state="assigned", **texts)


def judge_reads(client, assignment):
    """Every page and file that the judge can open, in one text with its headers."""
    client.force_login(assignment.judge)
    alias = assignment.alias
    addresses = [
        reverse("judge:list"),
        *(reverse(f"judge:{name}", args=[alias]) for name in ("sheet", "lock", "conflict")),
        *(reverse(f"judge:{name}", args=[alias, 1]) for name in ("attachment", "document", "picture")),
        reverse("kept"),
        reverse("notices"),
    ]
    found = [client.get(address) for address in addresses]
    bodies = [b"".join(one.streaming_content) if one.streaming else one.content for one in found]
    return "\n".join(
        f"{one.headers}\n{body.decode(errors='replace')}" for one, body in zip(found, bodies, strict=True)
    )


def test_the_officer_sees_where_a_name_stands(client, officer):
    submission = make_submission(
        owner=make_user(full_name=NAME), state="accepted", nature=f"Do {NAME} nghĩ ra, gọi 0912 345 678."
    )
    page = client.get(reverse("office:redaction", args=[submission.code]))
    (line,) = page.context["telling"].open
    assert [(one.said, str(one.label)) for one in line.excerpts] == [
        (NAME, "tên tác giả"),
        ("0912 345 678", "số điện thoại"),
    ]


def test_the_form_proposes_the_text_without_the_names(client, officer):
    submission = make_submission(
        owner=make_user(full_name=NAME), state="accepted", nature=f"Do {NAME} nghĩ ra."
    )
    address = reverse("office:redact_text", args=[submission.code, "nature"])
    form = client.get(address).context["form"]
    assert form["text"].value() == "Do […] nghĩ ra."

    response = client.post(address, {"seen": form["seen"].value(), "text": ""})

    assert response.status_code == 302
    assert [row.text for row in Redaction.objects.all()] == [""]
    assert client.get(address).context["form"]["text"].value() == ""


def test_a_changed_original_keeps_what_was_typed_and_the_next_press_saves(client, officer):
    submission = make_submission(state="accepted", nature="Bản một.")
    address = reverse("office:redact_text", args=[submission.code, "nature"])
    seen = client.get(address).context["form"]["seen"].value()
    Submission.objects.update(nature="Bản hai.")

    refused = client.post(address, {"seen": seen, "text": "Đã che."})
    form = refused.context["form"]
    assert (form["text"].value(), "Bản hai." in refused.content.decode()) == ("Đã che.", True)

    client.post(address, {"seen": form["seen"].value(), "text": "Đã che."})
    assert [row.text for row in Redaction.objects.all()] == ["Đã che."]


def test_a_file_is_withheld_and_replaced_on_its_page(client, officer):
    submission = make_submission(state="accepted")
    attachment = attach(submission)
    address = reverse("office:redact_file", args=[submission.code, attachment.public_id])

    client.post(address, {"withhold": "1"})
    client.post(address, {"replace": "1", "upload": SimpleUploadedFile("che.pdf", corpus.pdf())})

    assert [row.kind for row in attachment.redactions.all()] == ["withheld", "replaced"]


def test_a_replacement_needs_a_file(client, officer):
    submission = make_submission(state="accepted")
    address = reverse("office:redact_file", args=[submission.code, attach(submission).public_id])
    response = client.post(address, {"replace": "1"})
    assert response.context["form"].errors == {"upload": ["Hãy chọn tệp thay thế."]}


@pytest.mark.parametrize("number", [1, 10])
def test_the_list_costs_the_same_however_long(client, officer, django_assert_max_num_queries, number):
    campaign, owner = make_campaign(), make_user()
    for _ in range(number):
        attach(make_submission(campaign=campaign, owner=owner, state="accepted"))
    with django_assert_max_num_queries(12):
        client.get(reverse("office:redactions"))


@pytest.mark.parametrize("name", ["redaction", "redact_text", "redact_file"])
def test_the_pages_stay_within_twelve_queries(client, officer, django_assert_max_num_queries, name):
    submission = make_submission(state="accepted")
    attachment = attach(submission)
    rest = {"redact_text": ["nature"], "redact_file": [attachment.public_id]}.get(name, [])
    with django_assert_max_num_queries(12):
        client.get(reverse(f"office:{name}", args=[submission.code, *rest]))


def test_the_planted_name_stands_on_the_judges_pages_before_it_is_redacted(client):
    assignment = make_assignment(planted(), make_user(Role.JUDGE))
    assert NAME in judge_reads(client, assignment)


def test_after_the_redaction_the_name_reaches_the_judge_nowhere(client):
    officer, submission = make_user(Role.OFFICER), planted()
    assignment = make_assignment(submission, make_user(Role.JUDGE))
    attachment = attach(submission, f"%PDF-1.7 {NAME}".encode(), name=f"{NAME}.pdf")
    for field in REDACTABLE:
        seen = fingerprint(getattr(submission, field))
        redaction.redact(submission, by=officer, field=field, text="Đã che.", seen=seen)
    redaction.withhold(attachment, by=officer)

    shown = judge_reads(client, assignment)

    telling = [NAME, "Phan", "Lụa", submission.unit_name, submission.owner.email, submission.code]
    telling += [submission.register_number, submission.owner.staff_code, attachment.public_id.hex]
    assert [word for word in telling if word in shown] == []


def test_a_stale_redaction_shows_the_judge_nothing_of_the_section(client):
    officer, submission = make_user(Role.OFFICER), planted()
    assignment = make_assignment(submission, make_user(Role.JUDGE))
    for field in REDACTABLE:
        seen = fingerprint(getattr(submission, field))
        redaction.redact(submission, by=officer, field=field, text="", seen=seen)
    Submission.objects.update(**{field: f"{NAME} viết lại {field}" for field in REDACTABLE})

    assert NAME not in judge_reads(client, assignment)


def test_authors_and_office_read_the_original(client, officer):
    submission = planted()
    redaction.redact(submission, by=officer, field="nature", text="", seen=fingerprint(submission.nature))
    shown = client.get(reverse("office:detail", args=[submission.code])).content.decode()
    client.force_login(submission.owner)
    own = client.get(reverse("author:detail", args=[submission.code])).content.decode()
    assert (submission.nature in shown, submission.nature in own) == (True, True)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.pdf", lambda: corpus.pdf(Author=NAME, Title=NAME)),
        ("a.jpg", lambda: corpus.photo()),
    ],
)
def test_properties_of_a_file_do_not_reach_the_judge(client, name, content):
    draft = make_submission()
    attach_file(draft, by=draft.owner, upload=SimpleUploadedFile(f"{NAME} {name}", content()))
    Submission.objects.filter(pk=draft.pk).update(state="submitted", submitted_at=clock.now())
    for state in ("endorsed", "accepted", "assigned"):
        Submission.objects.filter(pk=draft.pk).update(state=state)
    assignment = make_assignment(Submission.objects.get(), make_user(Role.JUDGE))
    client.force_login(assignment.judge)

    response = client.get(reverse("judge:attachment", args=[assignment.alias, 1]))

    body = b"".join(response.streaming_content)
    assert [word for word in (NAME.encode(), b"Lua", b"Exif", b"GPS") if word in body] == []
    assert NAME not in str(response.headers)
    if name.endswith("pdf"):
        assert PdfReader(io.BytesIO(body)).metadata is None
