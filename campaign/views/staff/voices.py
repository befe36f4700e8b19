"""The organisers read and answer what authors ask and object to."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from accounts.models.user import User
from accounts.paging import key_set_page
from accounts.roles import Role
from campaign.actions import voices as acts
from campaign.actions.refused import Refused
from campaign.documents import following as shown
from campaign.forms.following import VoiceAnswerForm, VoicesForm
from campaign.models.following import Feedback
from campaign.views.access import require_role
from campaign.views.kept_forms import writing

Answer = Callable[[str], Feedback]


@require_GET
def questions(request: HttpRequest) -> HttpResponse:
    _require_staff(request.user)
    search = VoicesForm(request.GET)
    page = key_set_page(search.narrow(shown.questions_for(request.user)), by="-sent_at", query=request.GET)
    context = {"page": page, "lines": shown.voice_lines(page), "search": search}
    return render(request, "staff/questions.html", context)


@require_GET
def appeals(request: HttpRequest) -> HttpResponse:
    _require_staff(request.user)
    search = VoicesForm(request.GET)
    page = key_set_page(search.narrow(shown.appeals_for(request.user)), by="-filed_at", query=request.GET)
    context = {"page": page, "lines": shown.voice_lines(page), "search": search}
    return render(request, "staff/appeals.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def question(request: HttpRequest, pk: int) -> HttpResponse:
    _require_staff(request.user)
    asked = get_object_or_404(shown.questions_for(request.user), pk=pk)
    form = VoiceAnswerForm(request.POST or None)
    if _answered(request, form, lambda answer: acts.answer_question(asked, by=request.user, answer=answer)):
        return redirect("office:question", pk=pk)
    own = writing(request, f"office:question/{pk}", _("Trả lời câu hỏi"))
    context = {"line": shown.voice_line(asked), "form": own.restored(form), "writing": own}
    return render(request, "staff/question.html", context)


def _answered(request: HttpRequest, form: VoiceAnswerForm, act: Answer) -> bool:
    if request.method != "POST" or not form.is_valid():
        return False
    try:
        act(form.cleaned_data["answer"])
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return False
    messages.success(request, _("Đã gửi câu trả lời; tác giả được báo."))
    return True


def _require_staff(user: User) -> None:
    require_role(user, Role.OFFICER, Role.ADMINISTRATOR)
