"""A dossier's file, only through the reader's right to the dossier and never shown inside a page."""

from django.http import FileResponse, Http404, HttpRequest
from django.views.decorators.http import require_GET

from accounts.text import nfc
from campaign.actions.refused import Refused
from campaign.models.attachment import Attachment
from campaign.rules.files import KINDS
from campaign.rules.phrase import Phrase
from campaign.views.access import submission_for

TYPES = frozenset(kind.content_type for kind in KINDS)


@require_GET
def attachment(request: HttpRequest, code: str, public_id: str) -> FileResponse:
    submission = submission_for(request.user, code)
    found = submission.attachments.live().filter(public_id=public_id).first()
    if found is None:
        raise Http404
    return sent(found, nfc(found.name))


def sent(found: Attachment, name: str) -> FileResponse:
    """Always a download of a type from our own table, and powerless should a browser open it all the same."""
    try:
        content = found.file.open("rb")
    except FileNotFoundError:
        raise Refused(
            Phrase(
                "Tệp «%(name)s» tạm thời không đọc được từ kho lưu trữ. Hồ sơ không thay đổi; hãy thử lại sau hoặc báo "
                "cơ quan thường trực.",
                name=name,
            )
        ) from None
    content_type = found.content_type if found.content_type in TYPES else "application/octet-stream"
    response = FileResponse(content, as_attachment=True, filename=name, content_type=content_type)
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    response["Cache-Control"] = "private, no-store"
    return response
