"""My data: what is kept and why, a copy of it, and the wish to have it erased."""

from allauth.core import ratelimit
from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from campaign.actions import personal_data as acts
from campaign.actions.refused import Refused
from campaign.documents.personal_data import request_lines
from campaign.exchange.own_data import own_copy
from campaign.forms.personal_data import ConfirmedForm, CopyForm, ErasureForm
from campaign.rules.erasure import KINDS


@require_GET
def my_data(request: HttpRequest) -> HttpResponse:
    return _page(request)


@require_POST
def copy(request: HttpRequest) -> HttpResponse:
    form = CopyForm(request.POST, user=request.user)
    if not _is_confirmed(request, form):
        return _page(request, copy_form=form)
    made = own_copy(request.user)
    acts.record_copy(by=request.user, sha256=made.sha256, rows=made.rows)
    return HttpResponse(
        made.content,
        content_type="application/zip",
        headers={
            "Content-Disposition": 'attachment; filename="du-lieu-cua-toi.zip"',
            "Cache-Control": "no-store",
        },
    )


@require_POST
def erase(request: HttpRequest) -> HttpResponse:
    form = ErasureForm(request.POST, user=request.user)
    if not _is_confirmed(request, form) or not _asked(request, form):
        return _page(request, erasure_form=form)
    messages.success(
        request, _("Đã ghi yêu cầu. Phần không phải lưu đã được xóa; quản trị sẽ xử lý phần còn lại.")
    )
    return redirect("my_data")


def _asked(request: HttpRequest, form: ErasureForm) -> bool:
    try:
        acts.ask_erasure(by=request.user, text=form.cleaned_data["text"])
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return False
    return True


def _is_confirmed(request: HttpRequest, form: ConfirmedForm) -> bool:
    """Passwords are not to be tried out here either."""
    if ratelimit.consume(request, action="reauthenticate", user=request.user):
        return form.is_valid()
    form.is_valid()
    form.add_error(
        None, _("Bạn đã thử nhiều lần nên chưa làm gì. Dữ liệu được giữ nguyên; hãy đợi một phút.")
    )
    return False


def _page(request: HttpRequest, **bound: forms.Form) -> HttpResponse:
    requests = request.user.data_requests.select_related("user")[:20]
    context = {
        "kinds": KINDS,
        "requests": request_lines(requests),
        "copy_form": CopyForm(user=request.user),
        "erasure_form": ErasureForm(user=request.user),
        **bound,
    }
    return render(request, "following/my_data.html", context)
