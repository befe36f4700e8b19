"""An officer takes out what tells; what judges read follows at once, and closes when the original changes."""

import uuid

import pytest
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile

from accounts.roles import Role
from campaign.actions import file_words, redaction
from campaign.actions.refused import Refused
from campaign.documents import blind_copy, telling
from campaign.documents.blind_copy import Standing, fingerprint
from campaign.models import clock
from campaign.models.attachment import Attachment, CopyState
from campaign.models.audit import Event
from campaign.models.redaction import AttachmentText, Redaction
from campaign.models.submission import Submission
from campaign.rules.files import DOCX
from tests.factories import make_submission, make_user
from tests.rules import corpus

pytestmark = pytest.mark.django_db
BODY = '<w:p><w:r><w:t>Báo cáo của Phan Thị</w:t></w:r><w:r><w:t xml:space="preserve"> Lụa, UBND</w:t></w:r></w:p>'
TOLD = "Chị Phan Thị Lụa nghĩ ra cách làm này."


@pytest.fixture
def officer():
    return make_user(Role.OFFICER)


@pytest.fixture
def dossier():
    owner = make_user(full_name="Phan Thị Lụa")
    return make_submission(owner=owner, state="accepted", nature=TOLD)


def redact(dossier, officer, text, field="nature"):
    seen = fingerprint(getattr(Submission.objects.get(pk=dossier.pk), field))
    return redaction.redact(dossier, by=officer, field=field, text=text, seen=seen)


def read(dossier, field="nature"):
    section = blind_copy.sections(Submission.objects.get(pk=dossier.pk))[field]
    return section.text, section.standing


def attach(dossier, content=None, kind="application/pdf"):
    content = content or corpus.pdf()
    return Attachment.objects.create(
        submission=dossier,
        public_id=uuid.uuid4(),
        name="minh-chung.pdf",
        content_type=kind,
        size=len(content),
        sha256=uuid.uuid4().hex * 2,
        file=ContentFile(content, name=f"dossiers/{uuid.uuid4().hex}"),
        copy=ContentFile(content, name=f"copies/{uuid.uuid4().hex}"),
        copy_state=CopyState.READY,
        uploaded_by=dossier.owner,
        uploaded_at=clock.now(),
    )


def standings(dossier):
    return [file.standing for file in blind_copy.files(Submission.objects.get(pk=dossier.pk))]


def test_judges_read_the_redacted_text_and_others_the_original(dossier, officer):
    redact(dossier, officer, "Tác giả nghĩ ra cách làm này.")
    assert read(dossier) == ("Tác giả nghĩ ra cách làm này.", Standing.REDACTED)
    assert Submission.objects.get().nature == TOLD


def test_an_emptied_redaction_stays_empty(dossier, officer):
    redact(dossier, officer, "")
    assert read(dossier) == ("", Standing.REDACTED)


def test_without_a_text_the_original_stands_again_and_every_version_is_kept(dossier, officer):
    redact(dossier, officer, "")
    redact(dossier, officer, None)
    assert read(dossier) == (TOLD, Standing.ORIGINAL)
    assert [row.text for row in Redaction.objects.all()] == ["", None]


def test_a_section_that_was_resubmitted_is_closed_until_it_is_looked_at(dossier, officer):
    redact(dossier, officer, "Tác giả nghĩ ra.")
    redact(dossier, officer, "Tóm tắt đã che.", field="summary")
    Submission.objects.update(nature="Chị Phan Thị Lụa viết lại.")

    assert read(dossier) == (str(blind_copy.CLOSED), Standing.STALE)
    assert read(dossier, "summary")[1] == Standing.REDACTED

    redact(dossier, officer, "Tác giả viết lại.")
    assert read(dossier) == ("Tác giả viết lại.", Standing.REDACTED)


def test_a_stale_title_is_called_so(dossier, officer):
    redact(dossier, officer, "Cải tiến", field="title")
    Submission.objects.update(title="Cải tiến của Lụa")
    assert blind_copy.title(Submission.objects.get()) == str(blind_copy.CLOSED_TITLE)


def test_what_was_redacted_over_an_older_original_is_refused(dossier, officer):
    with pytest.raises(Refused, match="Nội dung gốc của mục này đã thay đổi"):
        redaction.redact(dossier, by=officer, field="nature", text="x", seen=fingerprint("khác"))
    assert Redaction.objects.count() == 0


@pytest.mark.parametrize("field", ["investor", "addressee", "state", "owner_id"])
def test_only_what_judges_read_can_be_redacted(dossier, officer, field):
    with pytest.raises(Refused, match="không có trong bản cho giám khảo"):
        redaction.redact(dossier, by=officer, field=field, text="", seen="")


@pytest.mark.parametrize("state", ["submitted", "judged", "published", "withdrawn"])
def test_outside_the_blind_time_nothing_is_redacted(dossier, officer, state):
    submission = make_submission(state=state)
    with pytest.raises(Refused, match="chỉ sửa được từ khi"):
        redact(submission, officer, "")


def test_nobody_else_redacts_and_no_author_the_own(dossier):
    officer_author = make_user(Role.OFFICER)
    own = make_submission(owner=officer_author, state="accepted")
    for person, submission in [
        (make_user(Role.JUDGE), dossier),
        (make_user(Role.CHAIR), dossier),
        (officer_author, own),
    ]:
        with pytest.raises(Refused):
            redact(submission, person, "")
    assert Redaction.objects.count() == 0


def test_the_trail_says_what_was_redacted_but_not_the_words(dossier, officer):
    redact(dossier, officer, "Tác giả nghĩ ra.")
    event = Event.objects.get(verb="redact_text")
    assert event.facts == {"section": "nature", "copy": "redacted"}


def test_a_file_is_withheld_replaced_and_shown_again(dossier, officer):
    attachment = attach(dossier)

    redaction.withhold(attachment, by=officer)
    assert standings(dossier) == [Standing.WITHHELD]

    upload = SimpleUploadedFile("che.pdf", corpus.pdf())
    made = redaction.replace(attachment, by=officer, upload=upload)
    (file,) = blind_copy.files(Submission.objects.get())
    assert (file.standing, file.copy.name) == (Standing.REDACTED, made.copy.name)
    assert made.copy.name.startswith("redacted/")

    redaction.show(attachment, by=officer)
    assert standings(dossier) == [Standing.ORIGINAL]


def test_a_bad_replacement_is_refused_and_leaves_the_copy_as_it_was(dossier, officer):
    attachment = attach(dossier)
    with pytest.raises(Refused):
        redaction.replace(attachment, by=officer, upload=SimpleUploadedFile("x.pdf", b"MZ chuong trinh"))
    assert standings(dossier) == [Standing.ORIGINAL]


def test_a_file_that_came_after_one_was_taken_out_is_closed_until_it_is_looked_at(dossier, officer):
    redaction.withhold(attach(dossier), by=officer)
    later = attach(dossier)
    assert standings(dossier) == [Standing.WITHHELD, Standing.STALE]

    redaction.show(later, by=officer)
    assert standings(dossier) == [Standing.WITHHELD, Standing.ORIGINAL]


def test_a_name_inside_a_file_is_pointed_out(dossier):
    attachment = attach(dossier, corpus.docx(BODY), DOCX.content_type)
    assert file_words.read_waiting() == 1
    assert file_words.read_waiting() == 0

    submission = Submission.objects.get()
    telling.prepare([submission])
    (line,) = telling.telling(submission).files
    assert [one.said for one in line.excerpts] == ["Phan Thị Lụa"]
    assert AttachmentText.objects.get().attachment == attachment


def test_files_of_drafts_are_not_looked_into():
    attach(make_submission())
    assert file_words.waiting().count() == 0


def test_what_still_tells_is_what_judges_would_read(dossier, officer):
    def open_lines():
        submission = Submission.objects.get()
        telling.prepare([submission])
        return [line.name for line in telling.telling(submission).open]

    assert open_lines() == ["nature"]
    redact(dossier, officer, "Chị Lụa nghĩ ra.")
    assert open_lines() == ["nature"]
    redact(dossier, officer, "Tác giả nghĩ ra.")
    assert open_lines() == []
