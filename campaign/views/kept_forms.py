"""Texts that are typed and not yet saved: kept on pause, found again, and offered back after every mishap."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import redirect, render, resolve_url
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from accounts.paging import key_set_page
from campaign.actions import kept as acts
from campaign.actions.refused import Refused
from campaign.documents.kept import readable
from campaign.forms.kept import Writing
from campaign.models import clock
from campaign.rules.calendar import vn_time


@login_not_required
@require_POST
def keep(request: HttpRequest) -> HttpResponse:
    """For every long form that has no autosave of its own. Who is not signed in is answered before, if known."""
    form = acts.typed_form(request.POST)
    if not request.user.is_authenticated:
        return signed_out(request, "")
    if form is None:
        return JsonResponse({"state": "unknown_form"}, status=400)
    try:
        kept = acts.keep_typed(form, request.POST)
    except Refused as refusal:
        return JsonResponse({"state": "too_large", "text": str(refusal)}, status=413)
    return JsonResponse(saved("kept", kept.saved_at if kept else clock.now()))


@login_not_required
@never_cache
@require_GET
def token(request: HttpRequest) -> HttpResponse:
    """A fresh token for a form that was opened before its reader signed in again."""
    if not request.user.is_authenticated:
        return signed_out(request, "")
    return JsonResponse({"token": get_token(request), "account": request.user.pk})


@require_GET
def kept_list(request: HttpRequest) -> HttpResponse:
    page = key_set_page(acts.kept_of(request.user), by="-saved_at", query=request.GET, size=20)
    return render(request, "kept.html", {"page": page, "rows": [readable(kept) for kept in page]})


@require_POST
def forget(request: HttpRequest, pk: int) -> HttpResponse:
    """Throw one kept text away: from the list, or from the form that has just shown it."""
    gone = acts.discard(request.user, pk)
    messages.info(request, _("Đã bỏ bản nhập dở. Những gì đã lưu vào hệ thống không thay đổi."))
    return redirect(gone.address if gone and "form" in request.POST else "kept")


def writing(request: HttpRequest, key: str, label: Any, *, autosave: str = "") -> Writing:
    """Of a form that is the page itself, at one address for reading and for sending."""
    posted = request.POST if request.method == "POST" else None
    return Writing(request.user, key, label=label, address=request.path, autosave=autosave, typed=posted)


def saved(state: str, moment: Any, **facts: Any) -> dict[str, Any]:
    """What an autosave answers; the script shows the time of the day as it stands here."""
    return {"state": state, "at": vn_time(moment, seconds=True), "at_iso": moment.isoformat(), **facts}


def signed_out(request: HttpRequest, address: str, *, state: str = "signed_out") -> JsonResponse:
    sign_in = resolve_url("account_login") + ("?" + urlencode({"next": address}) if address else "")
    is_kept = getattr(request, "typed_is_kept", False)
    return JsonResponse({"state": state, "sign_in": sign_in, "kept": is_kept}, status=401)


def sign_in_first(request: HttpRequest, form: acts.TypedForm) -> HttpResponse:
    """The session had ended: the text is kept for the account that the form was made for."""
    messages.warning(request, _kept_sentence(request))
    return redirect(resolve_url("account_login") + "?" + urlencode({"next": form.address}))


def other_account(request: HttpRequest, form: acts.TypedForm) -> HttpResponse:
    return render(request, "other_account.html", {"form_label": form.label}, status=409)


def _kept_sentence(request: HttpRequest) -> str:
    if not getattr(request, "typed_is_kept", False):
        return _(
            "Phiên đăng nhập đã hết nên chưa gửi được, và nội dung vừa nhập chưa giữ được trên máy chủ. Hãy quay lại "
            "trang trước để chép nội dung ra, rồi đăng nhập lại và gửi tiếp."
        )
    said = _(
        "Phiên đăng nhập đã hết nên chưa gửi được. Nội dung bạn vừa nhập được giữ nguyên trong tài khoản đã mở "
        "biểu mẫu; hãy đăng nhập lại để xem và gửi tiếp."
    )
    if not request.FILES:
        return said
    return said + " " + _("Riêng tệp vừa chọn thì phải chọn lại.")


def wants_json(request: HttpRequest) -> bool:
    return request.headers.get("Accept", "").startswith("application/json")
