"""The official application as people read it: whole for those with a right to it, blind for judges.

A read model: prepared values in the form's order, made with three queries, writing nothing.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from campaign.documents import blind_copy
from campaign.documents.blind_copy import Section
from campaign.documents.files import FileLine, file_lines, nameless_lines
from campaign.models.submission import Authorship, Submission
from campaign.models.trial import TrialParticipant
from campaign.rules.application import FIELDS, Field
from campaign.rules.calendar import vn_date
from campaign.rules.phrase import Phrase
from campaign.rules.shares import format_bp


@dataclass(frozen=True)
class Line:
    """One field of the form: `is_long` texts keep their line ends, what `is_due` is missing as long as it is blank."""

    name: str
    label: Phrase
    value: str
    is_long: bool = False
    is_due: bool = False


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
        files=file_lines(submission),
        place=submission.campaign.place_name,
    )


def blind(submission: Submission, *, alias: str = "") -> Application:
    """What a judge reads, redacted; with the alias of the assignment the files can be opened under it."""
    shown = blind_copy.sections(submission)
    return Application(
        addressee="",
        authors=(),
        lines=tuple(
            _line(submission, field, shown)
            for field in FIELDS
            if field.name != "confidential" and not field.names_people
        ),
        confidential=shown["confidential"].text,
        participants=(),
        files=nameless_lines(submission, alias),
        is_blind=True,
    )


def _line(submission: Submission, field: Field, instead: Mapping[str, Section] | None = None) -> Line:
    """`instead`: what judges read in its place."""
    name = field.name
    value = instead[name].text if instead and name in instead else getattr(submission, name)
    shown = vn_date(value) if field.name == "first_used_on" and value else value or ""
    return Line(field.name, field.label, shown, field.long, field.required)


def _author(number: int, row: Authorship) -> Author:
    full_name, born, workplace, job_title, qualification = _person(row)
    name, share = author_name(full_name, row.representative), f"{format_bp(row.share_bp)} %"
    return Author(number, name, born, workplace, job_title, qualification, share)


def author_name(full_name: str, representative: str) -> str:
    """A collective is named with who speaks for it."""
    if not representative:
        return full_name
    return str(Phrase("%(name)s (đại diện: %(person)s)", name=full_name, person=representative))


def _participant(number: int, row: TrialParticipant) -> Participant:
    return Participant(number, *_person(row), row.work_supported)


def _person(row: Authorship | TrialParticipant) -> tuple[str, str, str, str, str]:
    born = vn_date(row.birth_date) if row.birth_date else ""
    return row.full_name, born, row.workplace, row.job_title, row.qualification
