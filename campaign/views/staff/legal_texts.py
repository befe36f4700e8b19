"""The texts of law that papers rest on, with their dates and how sure they are."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from accounts.paging import key_set_page
from accounts.roles import Role
from campaign.actions.legal_texts import add_legal_text, amend_legal_text
from campaign.actions.refused import Refused
from campaign.documents.legal import CERTAINTY_LABELS, PURPOSE_LABELS, citation, validity
from campaign.forms.legal_texts import LegalTextForm
from campaign.models.legal import LegalText
from campaign.views.access import require_role
from campaign.views.kept_forms import writing

page_view = require_http_methods(["GET", "HEAD", "POST"])


@require_GET
def legal_texts(request: HttpRequest) -> HttpResponse:
    require_role(request.user, Role.ADMINISTRATOR)
    page = key_set_page(LegalText.objects.all(), by="order", query=request.GET)
    rows = [
        (text, citation(text), validity(text), PURPOSE_LABELS[text.purpose], CERTAINTY_LABELS[text.certainty])
        for text in page
    ]
    return render(request, "staff/legal_texts.html", {"page": page, "rows": rows})


@page_view
def legal_text_new(request: HttpRequest) -> HttpResponse:
    require_role(request.user, Role.ADMINISTRATOR)
    return _page(request, None)


@page_view
def legal_text(request: HttpRequest, pk: int) -> HttpResponse:
    require_role(request.user, Role.ADMINISTRATOR)
    return _page(request, get_object_or_404(LegalText, pk=pk))


def _page(request: HttpRequest, text: LegalText | None) -> HttpResponse:
    initial = {name: getattr(text, name) for name in LegalTextForm.base_fields} if text else None
    form = LegalTextForm(request.POST if request.method == "POST" else None, initial=initial)
    if form.is_bound and form.is_valid():
        try:
            if text:
                amend_legal_text(text, by=request.user, **form.cleaned_data)
            else:
                add_legal_text(by=request.user, **form.cleaned_data)
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(
                request, _("Đã ghi căn cứ pháp lý; các văn bản đã ký giữ nguyên căn cứ của mình.")
            )
            return redirect("office:legal_texts")
    key = f"office:legal_text/{text.pk if text else 'new'}"
    own = writing(request, key, _("Căn cứ pháp lý: %(text)s") % {"text": text or _("văn bản mới")})
    context = {"form": own.restored(form), "text": text, "writing": own}
    return render(request, "staff/legal_text.html", context)
