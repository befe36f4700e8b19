"""Word templates of the papers: which one is in use, its fields, a trial with sample values, earlier versions."""

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.models.user import User
from accounts.roles import Role
from campaign.actions.paper_templates import replace_template, restore_template, try_template
from campaign.actions.refused import Refused
from campaign.documents import paper_samples
from campaign.documents import render as rendering
from campaign.documents.paper_templates import in_use, stored
from campaign.documents.papers import File
from campaign.forms.paper_template import TemplateForm
from campaign.models.issued_paper import PaperTemplate
from campaign.views.access import require_role
from campaign.views.papers import download

SHOWN = 20


@require_safe
def templates(request: HttpRequest) -> HttpResponse:
    require_role(request.user, Role.ADMINISTRATOR)
    used = {
        one.kind: one
        for one in PaperTemplate.objects.filter(set_aside_at__isnull=True).select_related("uploaded_by")
    }
    kinds = [(kind, label, used.get(kind)) for kind, (label, _sample) in paper_samples.KINDS.items()]
    return render(request, "staff/paper_templates.html", {"kinds": kinds})


@require_http_methods(["GET", "HEAD", "POST"])
def template(request: HttpRequest, kind: str) -> HttpResponse:
    label = _label(request.user, kind)
    form = TemplateForm(request.POST or None, request.FILES or None)
    if form.is_bound and form.is_valid():
        try:
            return _answer(request, kind, form)
        except Refused as refused:
            form.add_error("file", str(refused))
    rows = PaperTemplate.objects.filter(kind=kind).select_related("uploaded_by")[:SHOWN]
    context = {"kind": kind, "label": label, "form": form, "fields": paper_samples.fields(kind), "rows": rows}
    return render(request, "staff/paper_template.html", context)


def _answer(request: HttpRequest, kind: str, form: forms.Form) -> HttpResponse:
    """The sample paper, or the new template in use."""
    upload = form.cleaned_data["file"]
    content = upload.read()
    if "preview" in request.POST:
        return download(_word(f"xem-thu-{kind}", try_template(kind, upload.name, content, by=request.user)))
    replace_template(kind, upload.name, content, by=request.user, note=form.cleaned_data["note"])
    messages.success(request, _("Đã thay mẫu. Bản DOCX lập từ nay theo mẫu mới; bản PDF theo mẫu có sẵn."))
    return redirect("setup:paper_template", kind=kind)


@require_POST
def restore(request: HttpRequest, kind: str) -> HttpResponse:
    _label(request.user, kind)
    restore_template(kind, by=request.user)
    messages.success(request, _("Đã dùng lại mẫu có sẵn; các mẫu đã tải lên vẫn được giữ."))
    return redirect("setup:paper_template", kind=kind)


@require_safe
def built_in(request: HttpRequest, kind: str) -> HttpResponse:
    _label(request.user, kind)
    return download(_word(f"mau-{kind}", rendering.built_in(kind)))


@require_safe
def kept(request: HttpRequest, kind: str, version: int) -> HttpResponse:
    _label(request.user, kind)
    found = get_object_or_404(PaperTemplate, kind=kind, version=version)
    return download(_word(f"mau-{kind}-{version}", stored(found)))


@require_safe
def preview(request: HttpRequest, kind: str) -> HttpResponse:
    """What is in use now, with sample values."""
    _label(request.user, kind)
    return download(_word(f"xem-thu-{kind}", paper_samples.preview(kind, in_use(kind))))


def _label(user: User, kind: str) -> object:
    require_role(user, Role.ADMINISTRATOR)
    if kind not in paper_samples.KINDS:
        raise Http404
    return paper_samples.KINDS[kind][0]


def _word(name: str, content: bytes) -> File:
    return File(f"{name}.docx", rendering.TYPES["docx"], content)
