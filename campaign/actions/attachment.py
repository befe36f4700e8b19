"""Files of a dossier: kept under a random name, known by their content, never changed."""

import hashlib
import uuid
from dataclasses import dataclass

from django.core.files.base import ContentFile
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from accounts.models.user import User
from campaign.actions.refused import Refused, refuse_if
from campaign.actions.submission import require_editable
from campaign.actions.transition import locked_submission
from campaign.models import clock
from campaign.models.attachment import Attachment
from campaign.models.submission import Submission
from campaign.rules.file_error import FileError
from campaign.rules.files import Kind, clean_name, kind_of
from campaign.rules.phrase import NO_OBJECTION, Phrase

MEGABYTE = 1_000_000


@dataclass(frozen=True)
class Kept:
    """`is_new` is False when the very same file was in the dossier already."""

    attachment: Attachment
    is_new: bool


@transaction.atomic
def attach(submission: Submission, *, by: User, upload: UploadedFile) -> Kept:
    """Judge the file by its content and keep it; a file that is refused leaves no trace."""
    locked = locked_submission(submission)
    require_editable(locked, by=by)
    name = clean_name(upload.name or "")
    refuse_if(_size_objection(locked, name, upload.size or 0))
    content = upload.read()
    kind = _kind(name, content)
    sha256 = hashlib.sha256(content).hexdigest()
    twin = locked.attachments.live().filter(sha256=sha256).first()
    if twin:
        return Kept(twin, is_new=False)
    refuse_if(_count_objection(locked, name))
    return Kept(_keep(locked, by, _Content(name, kind, content, sha256)), is_new=True)


@dataclass(frozen=True)
class _Content:
    name: str
    kind: Kind
    content: bytes
    sha256: str


def _keep(submission: Submission, by: User, one: _Content) -> Attachment:
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
    )
    stored = f"dossiers/{public_id.hex[:2]}/{public_id.hex}"
    attachment.file.save(stored, ContentFile(one.content), save=False)
    try:
        attachment.save(force_insert=True)
    except Exception:
        attachment.file.delete(save=False)
        raise
    return attachment


@transaction.atomic
def remove(attachment: Attachment, *, by: User) -> None:
    """A file that was once filed stays behind the page, since a revision names it; a draft's file goes."""
    locked = locked_submission(attachment.submission)
    require_editable(locked, by=by)
    if attachment.removed_at is not None:
        return
    if locked.register_number:
        attachment.removed_at = clock.now()
        attachment.save(update_fields=["removed_at"])
        return
    stored, storage = str(attachment.file.name), attachment.file.storage
    Attachment.objects.filter(pk=attachment.pk).delete()
    transaction.on_commit(lambda: storage.delete(stored))


def _kind(name: str, content: bytes) -> Kind:
    try:
        return kind_of(name, content)
    except FileError as error:
        raise Refused(error.phrase) from error


def _size_objection(submission: Submission, name: str, size: int) -> Phrase:
    limit = submission.campaign.max_file_mb
    if size <= limit * MEGABYTE:
        return NO_OBJECTION
    return Phrase(
        "Tệp «%(name)s» lớn hơn %(limit)s MB nên chưa được nhận. Các nội dung khác vẫn được giữ. Hãy giảm dung lượng "
        "(nén ảnh, lưu PDF cỡ nhỏ) hoặc chia thành nhiều tệp rồi gửi lại.",
        name=name,
        limit=limit,
    )


def _count_objection(submission: Submission, name: str) -> Phrase:
    limit = submission.campaign.max_files
    if submission.attachments.live().count() < limit:
        return NO_OBJECTION
    return Phrase(
        "Hồ sơ đã có đủ %(limit)s tệp nên tệp «%(name)s» chưa được nhận. Các tệp đã có vẫn được giữ; hãy xóa bớt một "
        "tệp hoặc gộp tài liệu rồi gửi lại.",
        name=name,
        limit=limit,
    )
