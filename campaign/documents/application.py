"""The official application as people read it: whole for those with a right to it, blind for judges.

A read model: prepared values in the form's order, made with three queries, writing nothing.
"""

from dataclasses import dataclass
from decimal import Decimal

from django.urls import reverse

from campaign.models.attachment import Attachment
from campaign.models.submission import Authorship, Submission, TrialParticipant
from campaign.rules.application import FIELDS, Field
from campaign.rules.calendar import vn_date, vn_number
from campaign.rules.phrase import Phrase
from campaign.rules.shares import format_bp

KIND_NAMES = {
    "application/pdf": "PDF",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "DOCX",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": "XLSX",
    "image/png": "PNG",
    "image/jpeg": "JPEG",
    "image/webp": "WebP",
}
MEGABYTE = 1_000_000


@dataclass(frozen=True)
class Line:
    """One field of the form: `is_long` texts keep their line ends."""

    name: str
    label: Phrase
    value: str
    is_long: bool = False


@dataclass(frozen=True)
class Author:
    number: int
    full_name: str
    birth_date: str
    workplace: str
    job_title: str
    qualification: str
    share: str


@dataclass(frozen=True)
class Participant:
    number: int
    full_name: str
    birth_date: str
    workplace: str
    job_title: str
    qualification: str
    work_supported: str


@dataclass(frozen=True)
class FileLine:
    """`note` is such as "PDF, 240 KB"; without `url` the file is only named."""

    number: int
    name: Phrase | str
    note: str
    url: str = ""
    public_id: str = ""


@dataclass(frozen=True)
class Application:
    """`lines` run from the title on, without the confidential part; a blind one names no person or unit."""

    addressee: str
    authors: tuple[Author, ...]
    lines: tuple[Line, ...]
    confidential: str
    participants: tuple[Participant, ...]
    files: tuple[FileLine, ...]
    place: str = ""
    is_blind: bool = False


def application(submission: Submission) -> Application:
    return Application(
        addressee=submission.addressee,
        authors=tuple(_author(number, row) for number, row in enumerate(submission.authorships.all(), 1)),
        lines=tuple(
            _line(submission, field) for field in FIELDS if field.name not in {"addressee", "confidential"}
        ),
        confidential=submission.confidential,
        participants=tuple(
            _participant(number, row) for number, row in enumerate(submission.trial_participants.all(), 1)
        ),
        files=tuple(_file(submission, number, row) for number, row in _numbered_files(submission)),
        place=submission.campaign.place_name,
    )


def blind(submission: Submission, *, alias: str = "") -> Application:
    """What a judge reads; with the alias of the assignment the files can be opened under it."""
    return Application(
        addressee="",
        authors=(),
        lines=tuple(
            _line(submission, field)
            for field in FIELDS
            if field.name != "confidential" and not field.names_people
        ),
        confidential=submission.confidential,
        participants=(),
        files=tuple(_nameless_file(alias, number, row) for number, row in _numbered_files(submission)),
        is_blind=True,
    )


def file_note(attachment: Attachment) -> str:
    return f"{KIND_NAMES.get(attachment.content_type, '')}, {file_size(attachment.size)}"


def file_size(size: int) -> str:
    if size < MEGABYTE:
        return f"{vn_number(max(1, round(size / 1000)))} KB"
    return f"{vn_number(Decimal(size) / MEGABYTE, 1)} MB"


def _line(submission: Submission, field: Field) -> Line:
    value = getattr(submission, field.name)
    shown = vn_date(value) if field.name == "first_used_on" and value else value or ""
    return Line(field.name, field.label, shown, field.long)


def _author(number: int, row: Authorship) -> Author:
    return Author(number, *_person(row), f"{format_bp(row.share_bp)} %")


def _participant(number: int, row: TrialParticipant) -> Participant:
    return Participant(number, *_person(row), row.work_supported)


def _person(row: Authorship | TrialParticipant) -> tuple[str, str, str, str, str]:
    born = vn_date(row.birth_date) if row.birth_date else ""
    return row.full_name, born, row.workplace, row.job_title, row.qualification


def _numbered_files(submission: Submission) -> list[tuple[int, Attachment]]:
    """Filtered here, so that prefetched rows serve."""
    live = (row for row in submission.attachments.all() if row.removed_at is None)
    return list(enumerate(live, 1))


def _file(submission: Submission, number: int, row: Attachment) -> FileLine:
    url = reverse("attachment", args=[submission.code, row.public_id])
    return FileLine(number, row.name, file_note(row), url, str(row.public_id))


def _nameless_file(alias: str, number: int, row: Attachment) -> FileLine:
    url = reverse("judge:attachment", args=[alias, number]) if alias else ""
    return FileLine(number, Phrase("Tệp %(number)s", number=number), file_note(row), url)
