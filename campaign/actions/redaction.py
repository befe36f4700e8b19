"""An officer takes out of the judges' copy what tells whose it is; author, unit and office keep the original."""

import hashlib
import uuid

from django.core.files.base import ContentFile, File
from django.db import transaction

from accounts.models.user import User
from campaign.actions import gate, trail
from campaign.actions.file_limits import require_size
from campaign.actions.refused import Refused, refuse_if
from campaign.actions.transition import locked_submission
from campaign.actions.virus_scan import scan
from campaign.documents.blind_copy import fingerprint
from campaign.models import clock
from campaign.models.attachment import Attachment, ScanState
from campaign.models.redaction import REDACTABLE, REPLACED, SHOWN, WITHHELD, FileRedaction, Redaction
from campaign.models.submission import Submission
from campaign.rules.clean_copy import clean_copy
from campaign.rules.file_error import FileError
from campaign.rules.files import Kind, clean_name, kind_of
from campaign.rules.phrase import NO_OBJECTION, Phrase
from campaign.rules.workflow import State

REDACTING = (State.ENDORSED, State.SUPPLEMENT, State.ACCEPTED, State.ASSIGNED, State.JUDGING)


def why_not(user: User, submission: Submission) -> Phrase:
    """Between the unit's endorsement and the combined result; then nobody reads a blind copy any more."""
    objection = gate.why_not("check", user, submission)
    if objection or submission.state in REDACTING:
        return objection or NO_OBJECTION
    return Phrase(
        "Bản cho giám khảo chỉ sửa được từ khi hồ sơ đến bộ phận thường trực đến khi chấm xong. Bản hiện có được giữ "
        "nguyên."
    )


@transaction.atomic
def redact(submission: Submission, *, by: User, field: str, text: str | None, seen: str) -> Redaction:
    """`text`: what judges read from now on, an empty one included; None: the original again.

    `seen` is the fingerprint of the original that was shown beside the text.
    """
    locked = _hold(submission, by)
    if field not in REDACTABLE:
        raise Refused(Phrase("Mục này không có trong bản cho giám khảo. Chưa có gì thay đổi."))
    standing = fingerprint(getattr(locked, field))
    if seen != standing:
        raise Refused(
            Phrase(
                "Nội dung gốc của mục này đã thay đổi sau khi bạn mở trang nên chưa lưu. Bản bạn vừa sửa còn trong "
                "biểu mẫu; hãy so với nội dung mới bên cạnh rồi lưu lại."
            )
        )
    made = Redaction.objects.create(
        submission=locked, field=field, text=text, source_sha256=standing, made_by=by, made_at=clock.now()
    )
    facts = {"section": field, "copy": "shown" if text is None else "redacted"}
    trail.record("redact_text", by=by, submission=locked, facts=facts)
    return made


@transaction.atomic
def withhold(attachment: Attachment, *, by: User) -> FileRedaction:
    """Judges see that there is a file and that it is kept back."""
    return _decide(attachment, by=by, kind=WITHHELD)


@transaction.atomic
def show(attachment: Attachment, *, by: User) -> FileRedaction:
    """The clean copy of the file as it came, after a look at it."""
    return _decide(attachment, by=by, kind=SHOWN)


def replace(attachment: Attachment, *, by: User, upload: File) -> FileRedaction:
    """Judges get this file in its place: judged, scanned and cleaned like one that an author sends."""
    refuse_if(why_not(by, attachment.submission))
    name = clean_name(upload.name or "")
    require_size(attachment.submission, name, upload.size or 0)
    content = upload.read()
    kind, cleaned = _cleaned(name, content)
    with transaction.atomic():
        made = _decide(
            attachment,
            by=by,
            kind=REPLACED,
            content_type=kind.content_type,
            size=len(cleaned),
            sha256=hashlib.sha256(cleaned).hexdigest(),
            copy=ContentFile(cleaned, name=_place()),
        )
    return made


def _place() -> str:
    name = uuid.uuid4().hex
    return f"redacted/{name[:2]}/{name}"


def _cleaned(name: str, content: bytes) -> tuple[Kind, bytes]:
    try:
        kind = kind_of(name, content)
    except FileError as error:
        raise Refused(error.phrase) from error
    if scan(content).state == ScanState.INFECTED:
        raise Refused(
            Phrase(
                "Tệp «%(name)s» có mã độc nên chưa được nhận. Bản cho giám khảo được giữ nguyên.", name=name
            )
        )
    try:
        return kind, clean_copy(kind.content_type, content)
    except ValueError as error:
        raise Refused(
            Phrase(
                "Không tạo được bản ẩn danh của tệp «%(name)s» nên chưa thay. Bản cho giám khảo được giữ nguyên; hãy "
                "in lại thành PDF rồi gửi.",
                name=name,
            )
        ) from error


def _decide(attachment: Attachment, *, by: User, kind: str, **facts: object) -> FileRedaction:
    locked = _hold(attachment.submission, by)
    if not locked.attachments.live().filter(pk=attachment.pk).exists():
        raise Refused(
            Phrase(
                "Tệp này đã được tác giả thay hoặc bỏ. Chưa có gì thay đổi; hãy mở lại trang để xem tệp mới."
            )
        )
    made = FileRedaction.objects.create(
        attachment=attachment, kind=kind, made_by=by, made_at=clock.now(), **facts
    )
    trail.record("redact_file", by=by, submission=locked, facts={"file": attachment.pk, "copy": kind})
    return made


def _hold(submission: Submission, by: User) -> Submission:
    locked = locked_submission(submission)
    refuse_if(why_not(by, locked))
    return locked
