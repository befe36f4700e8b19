"""A dossier's file, only through the reader's right to the dossier and never shown inside a page."""

from django.conf import settings
from django.db.models.fields.files import FieldFile
from django.http import FileResponse, Http404, HttpRequest
from django.views.decorators.http import require_GET

from accounts.text import nfc
from campaign.actions.refused import Refused, refuse_if
from campaign.documents.blind_copy import File, Standing
from campaign.models.attachment import Attachment, CopyState
from campaign.rules.file_safety import INFECTED, why_not_given
from campaign.rules.files import KINDS, PDF
from campaign.rules.phrase import Phrase
from campaign.views.access import submission_for

# Chromium's PDF reader starts inside this sandbox; a browser whose reader does not still has the link beside the frame.
IN_FRAME = "sandbox; default-src 'none'; frame-ancestors 'self'"
AS_PICTURE = "sandbox; default-src 'none'"
TYPES = frozenset(kind.content_type for kind in KINDS)


@require_GET
def attachment(request: HttpRequest, code: str, public_id: str) -> FileResponse:
    """The file as it was sent: for its authors, their unit and the office."""
    submission = submission_for(request.user, code)
    found = submission.attachments.readable().filter(public_id=public_id).first()
    if found is None:
        raise Http404
    own = request.user.pk in submission.author_ids | {submission.owner_id}
    return sent(found, nfc(found.name), own=own)


@require_GET
def attachment_preview(request: HttpRequest, code: str, public_id: str) -> FileResponse:
    """A small picture made from the clean copy, so that it may stand in a page."""
    submission = submission_for(request.user, code)
    found = submission.attachments.readable().filter(public_id=public_id).first()
    if found is None or not found.preview or found.scan_state == INFECTED:
        raise Http404
    response = _response(found.preview, found.name, "image/jpeg")
    response["Content-Disposition"] = "inline"
    return response


def sent(found: Attachment, name: str, *, own: bool) -> FileResponse:
    refuse_if(why_not_given(name, found.scan_state, required=settings.CLAMAV_REQUIRED, own=own))
    return _response(found.file, name, found.content_type)


def sent_blind(file: File, name: str) -> FileResponse:
    """For those who must not learn whose it is: the copy without names or what stands in its place, or nothing."""
    return _response(_open_copy(file, name), name, file.content_type)


def shown_blind(file: File, name: str) -> FileResponse:
    """The same, to stand in a judge's page: a picture, or a PDF in a frame of the portal's own pages and no other."""
    response = _response(_open_copy(file, name), name, file.content_type)
    response["Content-Disposition"] = f'inline; filename="{name}"'
    response["Content-Security-Policy"] = IN_FRAME if file.content_type == PDF.content_type else AS_PICTURE
    response["X-Frame-Options"] = "SAMEORIGIN"
    return response


def _open_copy(file: File, name: str) -> FieldFile:
    row = file.attachment
    if file.copy is None:
        raise Refused(
            Phrase(
                "Tệp «%(name)s» không được đưa ra chấm. Phiếu chấm không thay đổi; hãy chấm theo phần đọc được.",
                name=name,
            )
        )
    if file.standing == Standing.ORIGINAL:
        refuse_if(why_not_given(name, row.scan_state, required=settings.CLAMAV_REQUIRED, own=False))
        if row.copy_state != CopyState.READY:
            raise Refused(_no_copy(name, row.copy_state))
    return file.copy


def _no_copy(name: str, state: str) -> Phrase:
    if state == CopyState.WAITING:
        return Phrase(
            "Bản ẩn danh của «%(name)s» đang được tạo nên chưa mở được. Phiếu chấm không thay đổi; hãy thử lại sau ít "
            "phút.",
            name=name,
        )
    return Phrase(
        "Không tạo được bản ẩn danh của «%(name)s» nên tệp chưa mở được. Phiếu chấm không thay đổi; hãy báo cơ quan "
        "thường trực để xin bản PDF khác.",
        name=name,
    )


def _response(stored: FieldFile, name: str, content_type: str) -> FileResponse:
    """Always a download of a type from our own table, and powerless should a browser open it all the same."""
    try:
        content = stored.open("rb")
    except FileNotFoundError:
        raise Refused(
            Phrase(
                "Tệp «%(name)s» tạm thời không đọc được từ kho lưu trữ. Hồ sơ không thay đổi; hãy thử lại sau hoặc báo "
                "cơ quan thường trực.",
                name=name,
            )
        ) from None
    known = content_type if content_type in TYPES else "application/octet-stream"
    response = FileResponse(content, as_attachment=True, filename=name, content_type=known)
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    response["Cross-Origin-Resource-Policy"] = "same-origin"
    response["Cache-Control"] = "private, no-store"
    return response
