"""Files of a dossier: kept under a random name, known by their content, never changed."""

import hashlib
import uuid
from contextlib import suppress
from dataclasses import dataclass
from functools import partial

from django.core.files.base import ContentFile, File
from django.db import transaction

from accounts.models.user import User
from campaign.actions.clean_copies import AT_ONCE, make_copy
from campaign.actions.file_limits import no_room, require_allowance, require_room, require_size
from campaign.actions.refused import Refused
from campaign.actions.submission import require_editable
from campaign.actions.transition import locked_submission
from campaign.actions.virus_scan import scan
from campaign.models import clock
from campaign.models.attachment import Attachment, ScanState
from campaign.models.submission import Submission
from campaign.rules.file_error import FileError
from campaign.rules.files import Kind, clean_name, kind_of
from campaign.rules.phrase import Phrase


@dataclass(frozen=True)
class Kept:
    """`is_new` is False when the very same file was in the dossier already."""

    attachment: Attachment
    is_new: bool


@dataclass(frozen=True)
class Judged:
    name: str
    kind: Kind
    content: bytes
    sha256: str
    scan_state: ScanState


def attach(submission: Submission, *, by: User, upload: File, instead_of: Attachment | None = None) -> Kept:
    """Judge the file by its content and keep it; a file that is refused leaves no trace.

    Reading and scanning come before the dossier's row is held, so that a large file keeps nobody waiting.
    """
    require_editable(submission, by=by)
    name = clean_name(upload.name or "")
    require_size(submission, name, upload.size or 0)
    one = judged(name, upload.read())
    kept = _kept(submission, by, one, instead_of)
    if kept.is_new and kept.attachment.size <= AT_ONCE:
        with suppress(OSError):  # the file itself is kept; the worker tries again
            make_copy(kept.attachment)
    return kept


def judged(name: str, content: bytes) -> Judged:
    """Known by its content and asked about at the scanner, or refused."""
    kind = _kind(name, content)
    verdict = scan(content)
    if verdict.state == ScanState.INFECTED:
        raise Refused(
            Phrase(
                "Tệp «%(name)s» chưa được nhận: phần mềm chống mã độc tìm thấy «%(virus)s» trong tệp. Các nội dung "
                "khác vẫn được giữ. Hãy quét máy của bạn rồi gửi lại tệp sạch.",
                name=name,
                virus=verdict.virus,
            )
        )
    return Judged(name, kind, content, hashlib.sha256(content).hexdigest(), verdict.state)


def _kind(name: str, content: bytes) -> Kind:
    try:
        return kind_of(name, content)
    except FileError as error:
        raise Refused(error.phrase) from error


@transaction.atomic
def _kept(submission: Submission, by: User, one: Judged, instead_of: Attachment | None) -> Kept:
    locked = locked_submission(submission)
    require_editable(locked, by=by)
    twin = locked.attachments.live().filter(sha256=one.sha256).first()
    if twin:
        return Kept(twin, is_new=False)
    old = _replaced(locked, instead_of)
    require_room(locked, one.name, len(one.content), instead_of=old)
    require_allowance(by, one.name, len(one.content))
    stays = _taken_away(locked, old) if old else None
    return Kept(_stored(locked, by, one, replaces=stays), is_new=True)


def _replaced(submission: Submission, asked: Attachment | None) -> Attachment | None:
    """As it stands now; somebody else may have taken it away."""
    return submission.attachments.live().filter(pk=asked.pk).first() if asked else None


def _stored(submission: Submission, by: User, one: Judged, *, replaces: Attachment | None) -> Attachment:
    public_id = uuid.uuid4()
    attachment = Attachment(
        submission=submission,
        public_id=public_id,
        name=one.name,
        content_type=one.kind.content_type,
        size=len(one.content),
        sha256=one.sha256,
        uploaded_by=by,
        uploaded_at=clock.now(),
        replaces=replaces,
        scan_state=one.scan_state,
        scanned_at=None if one.scan_state == ScanState.UNSCANNED else clock.now(),
    )
    stored, storage = f"dossiers/{public_id.hex[:2]}/{public_id.hex}", attachment.file.storage
    try:
        attachment.file.save(stored, ContentFile(one.content), save=False)
        attachment.save(force_insert=True)
    except OSError as error:
        storage.delete(stored)
        raise no_room(error, one.name) from error
    except Exception:
        storage.delete(stored)
        raise
    return attachment


@transaction.atomic
def remove(attachment: Attachment, *, by: User) -> None:
    """A file that was once filed stays behind the page, since a revision names it; a draft's file goes."""
    locked = locked_submission(attachment.submission)
    require_editable(locked, by=by)
    if attachment.removed_at is None:
        _taken_away(locked, attachment)


def _taken_away(submission: Submission, attachment: Attachment) -> Attachment | None:
    """The row, when it stays."""
    if submission.register_number:
        attachment.removed_at = clock.now()
        attachment.save(update_fields=["removed_at"])
        return attachment
    Attachment.objects.filter(pk=attachment.pk).delete()
    for stored in filter(None, (attachment.file, attachment.copy, attachment.preview)):
        transaction.on_commit(partial(stored.storage.delete, str(stored.name)))
    return None
