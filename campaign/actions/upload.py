"""A file that comes in parts: begun, received part by part, finished. A cut costs the last part, not the file."""

import os
import uuid
from datetime import timedelta
from pathlib import Path

from django.conf import settings
from django.core.files.base import File
from django.db import transaction
from django.db.models import Sum

from accounts.models.user import User
from campaign.actions.attachment import Kept, attach
from campaign.actions.file_limits import NoRoom, no_room, require_allowance, require_room, require_size
from campaign.actions.refused import Refused, refuse_if
from campaign.actions.submission import require_editable
from campaign.actions.transition import locked_submission
from campaign.models import clock
from campaign.models.attachment import Upload
from campaign.models.submission import Submission
from campaign.rules.files import clean_name
from campaign.rules.phrase import NO_OBJECTION, Phrase

LONGEST_PART = 1_000_000
KEPT_FOR = timedelta(hours=24)
MOST_OPEN = 10
FOLDER = "uploads-tmp"


class OutOfStep(Refused):
    """The part does not join what has come so far; `received` says where to go on."""

    def __init__(self, received: int) -> None:
        super().__init__(
            Phrase("Phần này không nối tiếp phần đã nhận. Phần đã nhận vẫn được giữ; hãy gửi tiếp.")
        )
        self.received = received


@transaction.atomic
def begin(submission: Submission, *, by: User, key: str, name: str, size: int) -> Upload:
    """The same file again goes on where it was cut off. Every limit is asked before anything is sent."""
    locked = locked_submission(submission)
    require_editable(locked, by=by)
    name = clean_name(name)
    require_size(locked, name, size)
    known = Upload.objects.filter(submission=locked, by=by, key=key, size=size, expires_at__gt=clock.now())
    return known.first() or _begun(locked, by, key, name, size)


def _begun(submission: Submission, by: User, key: str, name: str, size: int) -> Upload:
    Upload.objects.filter(submission=submission, by=by, key=key).delete()
    now = clock.now()
    open_ones = Upload.objects.filter(expires_at__gt=now)
    refuse_if(_too_many_objection(name, open_ones.filter(by=by).count()))
    refuse_if(_empty_objection(name, size))
    coming = open_ones.filter(submission=submission).aggregate(coming=Sum("size"))["coming"] or 0
    require_room(submission, name, size, coming=coming)
    own = open_ones.filter(by=by).aggregate(coming=Sum("size"))["coming"] or 0
    require_allowance(by, name, size, coming=own)
    return Upload.objects.create(
        submission=submission,
        by=by,
        key=key,
        name=name,
        size=size,
        path=f"{FOLDER}/{uuid.uuid4().hex}",
        started_at=now,
        expires_at=now + KEPT_FOR,
    )


def _too_many_objection(name: str, count: int) -> Phrase:
    if count < MOST_OPEN:
        return NO_OBJECTION
    return Phrase(
        "Bạn đang có %(most)s tệp tải lên dở nên tệp «%(name)s» chưa được nhận. Các tệp dở vẫn được giữ trong 24 giờ; "
        "hãy tải tiếp hoặc hủy bớt rồi gửi lại.",
        most=MOST_OPEN,
        name=name,
    )


def _empty_objection(name: str, size: int) -> Phrase:
    if size:
        return NO_OBJECTION
    return Phrase(
        "Tệp «%(name)s» chưa được nhận: tệp trống, không có nội dung nào. Các nội dung khác vẫn được giữ. Hãy kiểm tra "
        "lại tệp trên máy của bạn rồi gửi lại.",
        name=name,
    )


@transaction.atomic
def receive(upload: Upload, *, by: User, offset: int, part: bytes) -> Upload:
    """Join one part. It counts only when row and disk agree: a part that was cut while being written is sent anew."""
    held = Upload.objects.select_for_update().get(pk=upload.pk)
    require_editable(held.submission, by=by)
    if offset != held.received or offset + len(part) > held.size:
        raise OutOfStep(held.received)
    _write(held, part)
    held.received += len(part)
    held.save(update_fields=["received"])
    return held


def _write(upload: Upload, part: bytes) -> None:
    path = place(upload)
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o750)
        with open(path, "r+b" if path.exists() else "xb") as stored:
            stored.truncate(upload.received)
            stored.seek(upload.received)
            stored.write(part)
            stored.flush()
            os.fsync(stored.fileno())
    except OSError as error:
        raise no_room(error, upload.name) from error


def finish(upload: Upload, *, by: User) -> Kept:
    """The whole file into the dossier, by the same door as any other; whatever the answer, the parts go.

    Only a full disk keeps them, since there the same parts will do later.
    """
    if upload.received != upload.size:
        raise OutOfStep(upload.received)
    try:
        with open(place(upload), "rb") as stored:
            kept = attach(upload.submission, by=by, upload=File(stored, upload.name))
    except NoRoom:
        raise
    except FileNotFoundError:
        cancel(upload)
        raise Refused(_lost(upload.name)) from None
    except Refused:
        cancel(upload)
        raise
    cancel(upload)
    return kept


def _lost(name: str) -> Phrase:
    return Phrase(
        "Phần đã tải của tệp «%(name)s» không còn trên máy chủ nên tệp chưa được nhận. Các nội dung khác vẫn được giữ; "
        "hãy chọn lại tệp và gửi lại.",
        name=name,
    )


def cancel(upload: Upload) -> None:
    """Row first: a file without a row is swept, a row without a file would promise what is not there."""
    Upload.objects.filter(pk=upload.pk).delete()
    place(upload).unlink(missing_ok=True)


def place(upload: Upload) -> Path:
    return Path(settings.MEDIA_ROOT) / upload.path
