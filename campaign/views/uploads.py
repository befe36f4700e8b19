"""Files that come in parts, for the script beside the plain file field (answered in JSON), and newer versions."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    JsonResponse,
    RawPostDataException,
    UnreadablePostError,
)
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from campaign.actions import upload as acts
from campaign.actions.attachment import Kept, attach
from campaign.actions.file_limits import NoRoom
from campaign.actions.refused import Refused
from campaign.actions.submission import require_editable
from campaign.documents.files import file_lines
from campaign.forms.upload import ReplaceForm, StartForm, offset_of
from campaign.models.attachment import Upload
from campaign.rules.phrase import Phrase
from campaign.views.author import own
from campaign.views.upload_rate import require_pace

UNCLEAR, OUT_OF_STEP, REFUSED, FULL = 400, 409, 422, 507


def in_json(view: Callable[..., JsonResponse]) -> Callable[..., JsonResponse]:
    """A refusal is the sentence that the page shows beside the file."""

    @wraps(view)
    def answered(request: HttpRequest, *args: Any, **kwargs: Any) -> JsonResponse:
        try:
            return view(request, *args, **kwargs)
        except acts.OutOfStep as refusal:
            return JsonResponse({"refused": str(refusal), "received": refusal.received}, status=OUT_OF_STEP)
        except NoRoom as refusal:
            return JsonResponse({"refused": str(refusal)}, status=FULL)
        except Refused as refusal:
            return JsonResponse({"refused": str(refusal)}, status=REFUSED)

    return answered


@require_POST
@in_json
def upload_start(request: HttpRequest, code: str) -> JsonResponse:
    submission = own(request.user, code)
    form = StartForm(request.POST)
    if not form.is_valid():
        return JsonResponse({"refused": str(_unclear())}, status=UNCLEAR)
    if not Upload.objects.filter(
        submission=submission, by=request.user, key=form.cleaned_data["key"]
    ).exists():
        require_pace(request.user, form.cleaned_data["name"])
    begun = acts.begin(submission, by=request.user, **form.cleaned_data)
    return JsonResponse(_state(begun, code), status=201)


@require_http_methods(["GET", "HEAD", "POST"])
@in_json
def upload_part(request: HttpRequest, code: str, key: str) -> JsonResponse:
    """GET: how far it has come. POST: the next part as the body, its `offset` in the address."""
    upload = _upload(request, code, key)
    if request.method != "POST":
        return JsonResponse(_state(upload, code))
    upload = acts.receive(upload, by=request.user, offset=offset_of(request.GET), part=_part(request, upload))
    if upload.received < upload.size:
        return JsonResponse(_state(upload, code))
    kept = acts.finish(upload, by=request.user)
    return JsonResponse(_state(upload, code) | _done(request, code, kept))


@require_POST
@in_json
def upload_cancel(request: HttpRequest, code: str, key: str) -> JsonResponse:
    acts.cancel(_upload(request, code, key))
    return JsonResponse({"said": _("Đã hủy tải lên.")})


@require_http_methods(["GET", "HEAD", "POST"])
def replace_file(request: HttpRequest, code: str, public_id: str) -> HttpResponse:
    """A newer version of one file; the earlier one stays where a filed dossier names it."""
    submission = own(request.user, code)
    require_editable(submission, by=request.user)
    old = submission.attachments.live().filter(public_id=public_id).first()
    if old is None:
        raise Http404
    form = ReplaceForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            require_pace(request.user, form.cleaned_data["file"].name)
            kept = attach(submission, by=request.user, upload=form.cleaned_data["file"], instead_of=old)
        except Refused as refusal:
            form.add_error("file", str(refusal))
        else:
            messages.success(request, _said(kept))
            return redirect(reverse("author:edit", args=[code]) + "#tep")
    return render(request, "author/replace_file.html", {"submission": submission, "file": old, "form": form})


def _upload(request: HttpRequest, code: str, key: str) -> Upload:
    submission = own(request.user, code)
    return get_object_or_404(Upload, submission=submission, by=request.user, key=key)


def _part(request: HttpRequest, upload: Upload) -> bytes:
    """Refused by its announced length before it is read; what breaks off on the way is sent again."""
    length = request.META.get("CONTENT_LENGTH") or "0"
    if not length.isdecimal() or int(length) > acts.LONGEST_PART:
        raise Refused(_unclear())
    try:
        return request.body
    except RawPostDataException:  # an ordinary form, already read in search of its token
        raise Refused(_unclear()) from None
    except UnreadablePostError:
        raise acts.OutOfStep(upload.received) from None


def _unclear() -> Phrase:
    return Phrase(
        "Yêu cầu tải tệp không đúng cách nên tệp chưa được nhận. Các nội dung khác vẫn được giữ; hãy tải lại trang rồi "
        "chọn tệp lần nữa."
    )


def _state(upload: Upload, code: str) -> dict[str, Any]:
    return {
        "url": reverse("author:upload_part", args=[code, upload.key]),
        "cancel": reverse("author:upload_cancel", args=[code, upload.key]),
        "received": upload.received,
        "size": upload.size,
    }


def _done(request: HttpRequest, code: str, kept: Kept) -> dict[str, Any]:
    submission = own(request.user, code)
    context = {"submission": submission, "files": file_lines(submission)}
    return {"said": _said(kept), "list": render_to_string("author/_file_list.html", context, request)}


def _said(kept: Kept) -> str:
    said = (
        _("Đã nhận tệp «%(name)s».")
        if kept.is_new
        else _("Tệp «%(name)s» đã có trong hồ sơ nên chỉ giữ một bản.")
    )
    return said % {"name": kept.attachment.name}
