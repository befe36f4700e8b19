"""A picture that everybody may see: always the clean copy, small in a page, whole behind a link."""

from django.http import FileResponse, Http404

from campaign.models.attachment import Attachment

POWERLESS = "sandbox; default-src 'none'"


def picture_response(found: Attachment, *, whole: bool) -> FileResponse:
    stored = found.copy if whole else found.preview
    if not stored:
        raise Http404
    try:
        content = stored.open("rb")
    except FileNotFoundError:
        raise Http404 from None
    response = FileResponse(content, content_type=found.content_type if whole else "image/jpeg")
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = POWERLESS
    response["Cross-Origin-Resource-Policy"] = "same-origin"
    return response
