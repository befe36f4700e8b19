"""What a dossier still tells judges of its authors, for the officer who checks it and gives it to judges."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import prefetch_related_objects

from accounts.text import is_blank
from campaign.documents import blind_copy
from campaign.documents.blind_copy import Section, Standing
from campaign.models.attachment import Attachment, CopyState
from campaign.models.redaction import AttachmentText
from campaign.models.submission import Authorship, Submission
from campaign.rules import naming
from campaign.rules.application import BY_NAME
from campaign.rules.file_words import READERS
from campaign.rules.naming import Excerpt, Known, Person
from campaign.rules.phrase import NO_OBJECTION, Phrase

STANDINGS = {
    Standing.ORIGINAL: ("info", Phrase("Nguyên văn")),
    Standing.REDACTED: ("good", Phrase("Bản đã che")),
    Standing.WITHHELD: ("good", Phrase("Không đưa cho giám khảo")),
    Standing.STALE: ("bad", Phrase("Bản gốc đã đổi: cần soát lại, giám khảo chưa đọc được")),
}
MOST_EXCERPTS = 5


@dataclass(frozen=True)
class TextLine:
    """`excerpts` are what still tells in the text as judges read it."""

    name: str
    label: Phrase
    standing: Standing
    tone: str
    state: Phrase
    excerpts: list[Excerpt]
    more: int
    is_empty: bool

    @property
    def is_open(self) -> bool:
        """Something is left to do here."""
        return bool(self.excerpts) or self.standing == Standing.STALE


@dataclass(frozen=True)
class FileLine:
    """`note` says what could not be looked into."""

    number: int
    public_id: str
    name: str
    standing: Standing
    tone: str
    state: Phrase
    excerpts: list[Excerpt]
    more: int
    note: Phrase

    @property
    def is_open(self) -> bool:
        return bool(self.excerpts) or self.standing == Standing.STALE


@dataclass(frozen=True)
class Telling:
    texts: list[TextLine]
    files: list[FileLine]

    @property
    def open(self) -> list[TextLine | FileLine]:
        return [line for line in [*self.texts, *self.files] if line.is_open]


def prepare(submissions: Iterable[Submission]) -> None:
    """What `telling` asks for, in seven questions for all of them."""
    found = list(submissions)
    blind_copy.prepare(found)
    prefetch_related_objects(found, "owner", "authorships__user", "attachments__words")


def known(submission: Submission) -> Known:
    """Whom and what judges must not read of; wants the author rows with their accounts."""
    rows = list(submission.authorships.all())
    owner = submission.owner
    people = [_person(row) for row in rows]
    people.append(Person(owner.full_name, owner.email or "", owner.staff_code or ""))
    units = [submission.unit_name, *(row.workplace for row in rows)]
    return Known(tuple(dict.fromkeys(people)), tuple(dict.fromkeys(unit for unit in units if unit)))


def telling(submission: Submission) -> Telling:
    """Wants what `prepare` fetches."""
    whom = known(submission)
    sections = blind_copy.sections(submission)
    return Telling(
        [text_line(submission, name, section, whom) for name, section in sections.items()],
        [_file_line(file, whom) for file in blind_copy.files(submission)],
    )


def text_line(submission: Submission, name: str, section: Section, whom: Known) -> TextLine:
    closed = section.standing == Standing.STALE
    found = [] if closed else naming.mentions(section.text, whom)
    tone, state = STANDINGS[section.standing]
    return TextLine(
        name=name,
        label=BY_NAME[name].label,
        standing=section.standing,
        tone=tone,
        state=state,
        excerpts=naming.excerpts(section.text, found[:MOST_EXCERPTS]),
        more=max(0, len(found) - MOST_EXCERPTS),
        is_empty=is_blank(getattr(submission, name)),
    )


def _file_line(file: blind_copy.File, whom: Known) -> FileLine:
    row, read = file.attachment, getattr(file.attachment, "words", None)
    looks = file.standing == Standing.ORIGINAL and file.kept is None
    text = read.text if looks and read else ""
    found = naming.mentions(text, whom)
    tone, state = STANDINGS[file.standing]
    return FileLine(
        number=file.number,
        public_id=str(row.public_id),
        name=row.name,
        standing=file.standing,
        tone=tone,
        state=state,
        excerpts=naming.excerpts(text, found[:MOST_EXCERPTS]),
        more=max(0, len(found) - MOST_EXCERPTS),
        note=_unread(row, read) if looks else NO_OBJECTION,
    )


def _unread(row: Attachment, read: AttachmentText | None) -> Phrase:
    if row.content_type not in READERS:
        return Phrase("Hình ảnh: hệ thống không đọc được chữ trong ảnh, cần xem bằng mắt.")
    if row.copy_state != CopyState.READY or read is None:
        return Phrase("Chưa đọc được chữ trong tệp; hãy mở lại trang sau ít phút hoặc xem bằng mắt.")
    if is_blank(read.text):
        return Phrase("Tệp không có chữ đọc được (có thể là bản quét), cần xem bằng mắt.")
    return NO_OBJECTION


def _person(row: Authorship) -> Person:
    user = row.user
    email = row.email or (user.email if user else "") or ""
    return Person(row.full_name, email, (user.staff_code if user else "") or "")
