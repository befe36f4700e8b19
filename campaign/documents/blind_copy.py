"""What judges read in the place of the dossier: the redacted text where there is one, nothing where one is stale.

A redaction holds for the text that the officer had before the eyes. When that text has changed since, the section is
closed to judges until the office has looked again; so is every file that came after the office had taken out a file.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from hashlib import sha256
from typing import Any

from django.db.models import prefetch_related_objects
from django.db.models.fields.files import FieldFile

from campaign.models.attachment import Attachment
from campaign.models.redaction import REDACTABLE, REPLACED, SHOWN, WITHHELD, FileRedaction, Redaction
from campaign.models.submission import Submission
from campaign.rules.phrase import Phrase

CLOSED = Phrase("(mục này đang được bộ phận thường trực soát lại nên tạm thời chưa đọc được)")
CLOSED_TITLE = Phrase("Tên sáng kiến đang được soát lại")


class Standing(StrEnum):
    ORIGINAL = "original"
    REDACTED = "redacted"
    WITHHELD = "withheld"
    STALE = "stale"


@dataclass(frozen=True)
class Section:
    """`text` is what judges read; for a stale one it is a sentence that says so."""

    text: str
    standing: Standing


@dataclass(frozen=True)
class File:
    """A file under its number; `copy` is nothing where judges do not get it. `kept` is the row that says so."""

    number: int
    attachment: Attachment
    standing: Standing
    content_type: str
    size: int
    copy: FieldFile | None
    kept: FileRedaction | None = None

    @property
    def is_open(self) -> bool:
        return self.copy is not None


def prepare(submissions: Iterable[Submission]) -> None:
    """What `sections` and `files` ask for, in three questions for all of them."""
    prefetch_related_objects(list(submissions), "redactions", "attachments__redactions")


def fingerprint(text: str) -> str:
    return sha256(text.encode()).hexdigest()


def sections(submission: Submission) -> dict[str, Section]:
    latest = {row.field: row for row in submission.redactions.all()}
    return {name: _section(getattr(submission, name), latest.get(name)) for name in REDACTABLE}


def title(submission: Submission) -> str:
    """What every page, sheet and mail of a judge calls it."""
    rows = [row for row in submission.redactions.all() if row.field == "title"]
    shown = _section(submission.title, rows[-1] if rows else None)
    return str(CLOSED_TITLE) if shown.standing == Standing.STALE else shown.text


def titles(submissions: Iterable[Submission]) -> Mapping[int, str]:
    """One question for a whole list."""
    found = list(submissions)
    prefetch_related_objects(found, "redactions")
    return {one.pk: title(one) for one in found}


def files(submission: Submission) -> list[File]:
    rows = list(submission.attachments.all())
    hidden_at = [kept.made_at for row in rows for kept in row.redactions.all() if kept.kind != SHOWN]
    last = max(hidden_at, default=None)
    live = [row for row in rows if row.removed_at is None]
    return [_file(number, row, last) for number, row in enumerate(live, 1)]


def _section(original: str, latest: Redaction | None) -> Section:
    if latest is None or latest.text is None:
        return Section(original, Standing.ORIGINAL)
    if latest.source_sha256 != fingerprint(original):
        return Section(str(CLOSED), Standing.STALE)
    return Section(latest.text, Standing.REDACTED)


def _file(number: int, row: Attachment, hidden_at: Any) -> File:
    decisions = list(row.redactions.all())
    kept = decisions[-1] if decisions else None
    if kept and kept.kind == REPLACED:
        return File(number, row, Standing.REDACTED, kept.content_type, kept.size, kept.copy, kept)
    if kept and kept.kind == WITHHELD:
        return File(number, row, Standing.WITHHELD, row.content_type, row.size, None, kept)
    if kept is None and hidden_at is not None and row.uploaded_at > hidden_at:
        return File(number, row, Standing.STALE, row.content_type, row.size, None)
    return File(number, row, Standing.ORIGINAL, row.content_type, row.size, row.copy, kept)
