"""The files of a dossier as its pages list them: what each is, whether it is safe, what stood there before."""

from dataclasses import dataclass, field
from decimal import Decimal

from django.urls import reverse

from campaign.documents import blind_copy
from campaign.documents.blind_copy import File, Standing
from campaign.models.attachment import Attachment, CopyState
from campaign.models.submission import Submission
from campaign.rules.calendar import vn_datetime, vn_number
from campaign.rules.clean_copy import PICTURES
from campaign.rules.file_safety import INFECTED, LABELS
from campaign.rules.files import PDF
from campaign.rules.phrase import Phrase

KIND_NAMES = {
    "application/pdf": "PDF",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "DOCX",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": "XLSX",
    "image/png": "PNG",
    "image/jpeg": "JPEG",
    "image/webp": "WebP",
}
COPY_LABELS = {
    CopyState.WAITING: Phrase("bản ẩn danh đang được tạo"),
    CopyState.READY: Phrase(""),
    CopyState.FAILED: Phrase(
        "không tạo được bản ẩn danh nên giám khảo chưa mở được; nên gửi lại bản PDF in mới"
    ),
}
MEGABYTE = 1_000_000
NOT_FOR_JUDGES = {
    Standing.WITHHELD: Phrase("không đưa ra chấm để giữ kín tên tác giả"),
    Standing.STALE: Phrase("đang được bộ phận thường trực soát lại nên tạm thời chưa mở được"),
}


@dataclass(frozen=True)
class FileLine:
    """`note` is such as "PDF, 240 KB"; without `url` the file is only named. `states`: scanner, then copy.

    `frame_url` and `picture_url` are where a judge's page shows it in place.
    """

    number: int
    name: Phrase | str
    note: str
    url: str = ""
    public_id: str = ""
    preview_url: str = ""
    states: tuple[Phrase, ...] = ()
    is_locked: bool = False
    frame_url: str = ""
    picture_url: str = ""
    earlier: tuple["FileLine", ...] = field(default=())


def file_lines(submission: Submission) -> tuple[FileLine, ...]:
    """One question to the database, none when the files are prefetched; filtered here, so that they serve."""
    rows = {row.pk: row for row in submission.attachments.all()}
    live = [row for row in rows.values() if row.removed_at is None]
    return tuple(
        _line(submission, number, row, earlier=_versions(submission, row, rows))
        for number, row in enumerate(live, 1)
    )


def nameless_lines(submission: Submission, alias: str) -> tuple[FileLine, ...]:
    """For judges: under numbers; with the alias of the assignment they can be opened and shown under it."""
    return tuple(_nameless(file, alias) for file in blind_copy.files(submission))


def _nameless(file: File, alias: str) -> FileLine:
    name = Phrase("Tệp %(number)s", number=file.number)
    if not file.is_open:
        return FileLine(file.number, name, str(NOT_FOR_JUDGES[file.standing]))
    note = f"{KIND_NAMES.get(file.content_type, '')}, {file_size(file.size)}"
    place = [alias, file.number]
    shown = alias and _is_shown(file)
    return FileLine(
        file.number,
        name,
        note,
        reverse("judge:attachment", args=place) if alias else "",
        frame_url=reverse("judge:document", args=place)
        if shown and file.content_type == PDF.content_type
        else "",
        picture_url=reverse("judge:picture", args=place) if shown and file.content_type in PICTURES else "",
    )


def _is_shown(file: File) -> bool:
    """A copy that is made and, as far as is known, safe."""
    row = file.attachment
    return row.scan_state != INFECTED and (file.kept is not None or row.copy_state == CopyState.READY)


def file_note(attachment: Attachment) -> str:
    return f"{KIND_NAMES.get(attachment.content_type, '')}, {file_size(attachment.size)}"


def file_size(size: int) -> str:
    if size < MEGABYTE:
        return f"{vn_number(max(1, round(size / 1000)))} KB"
    return f"{vn_number(Decimal(size) / MEGABYTE, 1)} MB"


def _line(submission: Submission, number: int, row: Attachment, *, earlier: tuple = ()) -> FileLine:
    place = [submission.code, row.public_id]
    states = (LABELS[row.scan_state], COPY_LABELS[CopyState(row.copy_state)])
    shown = bool(row.preview) and row.scan_state != INFECTED
    return FileLine(
        number,
        row.name,
        file_note(row),
        reverse("attachment", args=place),
        str(row.public_id),
        reverse("attachment_preview", args=place) if shown else "",
        tuple(state for state in states if state),
        row.scan_state == INFECTED,
        earlier=earlier,
    )


def _versions(submission: Submission, row: Attachment, rows: dict[int, Attachment]) -> tuple[FileLine, ...]:
    """What it replaced, newest first; the note tells when each came."""
    found: list[FileLine] = []
    while row.replaces_id in rows:
        row = rows[row.replaces_id]
        note = f"{file_note(row)}, {vn_datetime(row.uploaded_at)}"
        url = reverse("attachment", args=[submission.code, row.public_id])
        found.append(FileLine(len(found) + 1, row.name, note, url))
    return tuple(found)
