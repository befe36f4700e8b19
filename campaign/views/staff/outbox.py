"""The outbox as staff see it: what waits, what left, what could not be delivered and why."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from accounts.models.user import User
from accounts.paging import key_set_page
from accounts.roles import Role
from campaign.actions import mail as mails
from campaign.documents import outbox as shown
from campaign.forms.outbox import OutboxForm
from campaign.models.message import Message, MessageQuerySet
from campaign.views.access import require_role


@require_GET
def outbox(request: HttpRequest) -> HttpResponse:
    search = OutboxForm(request.GET)
    page = key_set_page(search.narrow(_mails(request.user).defer("body")), by="-queued_at", query=request.GET)
    context = {"page": page, "lines": shown.lines(page), "search": search}
    return render(request, "staff/outbox.html", context)


@require_GET
def mail(request: HttpRequest, pk: int) -> HttpResponse:
    message = get_object_or_404(_mails(request.user), pk=pk)
    return render(request, "staff/mail.html", {"mail": message, "line": shown.line(message)})


@require_POST
def retry(request: HttpRequest, pk: int) -> HttpResponse:
    mails.retry(get_object_or_404(_mails(request.user), pk=pk), by=request.user)
    messages.success(request, _("Thư được đưa lại vào hàng chờ và sẽ gửi trong ít phút."))
    return redirect("office:mail", pk=pk)


def _mails(user: User) -> MessageQuerySet:
    require_role(user, Role.OFFICER, Role.ADMINISTRATOR)
    return Message.objects.for_office(user).select_related("reader")
