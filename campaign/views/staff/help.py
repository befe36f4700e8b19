"""The administrator writes the questions and answers of the help page."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.paging import key_set_page
from accounts.roles import Role
from campaign.actions.help import remove_question, save_question, take_standard_questions
from campaign.documents.guides import question_facts
from campaign.forms.help import HelpQuestionForm
from campaign.models.help import HelpQuestion
from campaign.views.access import require_role
from campaign.views.answering import acted
from campaign.views.kept_forms import writing


@require_GET
def questions(request: HttpRequest) -> HttpResponse:
    require_role(request.user, Role.ADMINISTRATOR)
    page = key_set_page(HelpQuestion.objects.all(), by="order", query=request.GET)
    return render(request, "staff/help_questions.html", {"page": page})


@require_POST
def take_standard(request: HttpRequest) -> HttpResponse:
    require_role(request.user, Role.ADMINISTRATOR)
    take_standard_questions(by=request.user)
    messages.success(request, _("Đã chép các câu hỏi mẫu; từ nay trang hướng dẫn hiện các câu dưới đây."))
    return redirect("setup:help_questions")


@require_http_methods(["GET", "HEAD", "POST"])
def question_new(request: HttpRequest) -> HttpResponse:
    return _edit(request, None)


@require_http_methods(["GET", "HEAD", "POST"])
def question(request: HttpRequest, pk: int) -> HttpResponse:
    require_role(request.user, Role.ADMINISTRATOR)
    return _edit(request, get_object_or_404(HelpQuestion, pk=pk))


@require_POST
def question_remove(request: HttpRequest, pk: int) -> HttpResponse:
    require_role(request.user, Role.ADMINISTRATOR)
    remove_question(get_object_or_404(HelpQuestion, pk=pk), by=request.user)
    messages.success(request, _("Đã bỏ câu hỏi khỏi trang hướng dẫn."))
    return redirect("setup:help_questions")


def _edit(request: HttpRequest, row: HelpQuestion | None) -> HttpResponse:
    require_role(request.user, Role.ADMINISTRATOR)
    initial = question_facts(row) if row else {}
    form = HelpQuestionForm(request.POST if request.method == "POST" else None, initial=initial)
    if acted(form, lambda facts: save_question(row, by=request.user, **facts)):
        messages.success(request, _("Đã lưu câu hỏi và câu trả lời."))
        return redirect("setup:help_questions")
    own = writing(request, f"setup:help_question/{row.pk if row else 'moi'}", _("Câu hỏi thường gặp"))
    context = {"form": own.restored(form), "question": row, "writing": own}
    return render(request, "staff/help_question.html", context)
