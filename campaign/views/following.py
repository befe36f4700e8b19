"""The reader's bell and how the reader likes the mail."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.models.user import User
from accounts.paging import key_set_page
from campaign.actions import following as acts
from campaign.documents import following as shown
from campaign.forms.following import WayForm
from campaign.models.following import Way
from campaign.notifications.outbox import way_of
from campaign.notifications.unsubscribe import reader_of


@require_GET
def notices(request: HttpRequest) -> HttpResponse:
    page = key_set_page(shown.notices_of(request.user), by="-made_at", query=request.GET, size=20)
    return render(request, "following/notices.html", {"page": page, "lines": shown.notice_lines(page)})


@require_POST
def notice_read(request: HttpRequest, pk: int) -> HttpResponse:
    acts.read_notice(get_object_or_404(shown.notices_of(request.user), pk=pk), by=request.user)
    return redirect("notices")


@require_POST
def notices_read(request: HttpRequest) -> HttpResponse:
    latest = request.POST.get("until", "")
    if latest.isascii() and latest.isdigit() and len(latest) <= 18:
        acts.read_all(by=request.user, until=int(latest))
    return redirect("notices")


@require_http_methods(["GET", "HEAD", "POST"])
def mail_preferences(request: HttpRequest) -> HttpResponse:
    form = WayForm(request.POST or None, initial={"news": way_of(request.user).value})
    if request.method == "POST" and form.is_valid():
        acts.choose_way(Way(form.cleaned_data["news"]), by=request.user)
        messages.success(request, _("Đã ghi cách nhận tin. Việc bắt buộc vẫn được báo ngay bằng thư."))
        return redirect("mail_preferences")
    return render(request, "following/preferences.html", {"form": form})


@csrf_exempt
@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def unsubscribe(request: HttpRequest, token: str) -> HttpResponse:
    """The signed token stands for the reader; opening the address changes nothing, only the form's POST does.

    It needs no other token: a mail program posts it by itself (RFC 8058).
    """
    reader = _reader_of(token)
    if request.method == "POST":
        acts.choose_way(Way.SITE_ONLY, by=reader)
    stopped = way_of(reader) is Way.SITE_ONLY
    return render(request, "following/unsubscribe.html", {"stopped": stopped})


def _reader_of(token: str) -> User:
    reader = reader_of(token)
    if reader is None:
        raise Http404
    return reader
