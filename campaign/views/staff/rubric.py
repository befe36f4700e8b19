"""Rubrics: presets to start from, versions, and the editor of a version that no sheet rests on yet."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.models.user import User
from accounts.paging import key_set_page
from accounts.roles import Role
from campaign.actions import rubric as acts
from campaign.actions.refused import Refused
from campaign.documents.rubric import CONTENT, combining_lines, has_sheets, level_lines, sheet_of, uses
from campaign.forms.rubric import RubricEditor
from campaign.models.rulebook import Rubric
from campaign.rules.ranking_words import link_label
from campaign.rules.rubric_presets import PRESETS
from campaign.rules.scoring import top_total
from campaign.views.access import require_role
from campaign.views.kept_forms import writing


@require_GET
def rubrics(request: HttpRequest) -> HttpResponse:
    require_role(request.user, Role.ADMINISTRATOR)
    page = key_set_page(Rubric.objects.prefetch_related("strands__campaign"), by="-pk", query=request.GET)
    return render(request, "staff/rubrics.html", {"page": page, "presets": PRESETS.values()})


@require_GET
def rubric(request: HttpRequest, pk: int) -> HttpResponse:
    chosen = _rubric(request.user, pk)
    sheet = sheet_of(chosen)
    return render(
        request,
        "staff/rubric.html",
        {
            "rubric": chosen,
            "sheet": sheet,
            "top": top_total(sheet.criteria),
            "combining": combining_lines(sheet),
            "labels": _link_labels(sheet),
            "levels": level_lines(sheet),
            "read_only": has_sheets(chosen),
            "uses": uses(chosen),
        },
    )


@require_http_methods(["GET", "HEAD", "POST"])
def rubric_edit(request: HttpRequest, pk: int) -> HttpResponse:
    chosen = _rubric(request.user, pk)
    editor = RubricEditor(chosen, request.POST or None)
    seen = request.POST.get("version", "")
    if request.method == "POST" and editor.is_valid():
        try:
            acts.save_rubric(
                chosen, by=request.user, head=editor.head.cleaned_data, sheet=editor.sheet(), seen=seen
            )
        except Refused as refusal:
            editor.refuse(str(refusal))
        else:
            messages.success(request, _("Đã lưu bộ tiêu chí."))
            return redirect("setup:rubric", pk=pk)
    stale = seen not in ("", editor.version)
    own = writing(request, f"setup:rubric/{pk}", _("Bộ tiêu chí «%(name)s»") % {"name": chosen.name})
    editor.show(own)
    context = {"rubric": chosen, "editor": editor, "stale": stale, "writing": own}
    return render(request, "staff/rubric_edit.html", context)


@require_POST
def rubric_version(request: HttpRequest, pk: int) -> HttpResponse:
    chosen = _rubric(request.user, pk)
    return _made(request, pk, lambda: acts.new_version(chosen, by=request.user))


@require_POST
def rubric_preset(request: HttpRequest, code: str) -> HttpResponse:
    require_role(request.user, Role.ADMINISTRATOR)
    if code not in PRESETS:
        raise Http404
    return _made(request, None, lambda: acts.take_preset(PRESETS[code], by=request.user))


@require_POST
def rubric_remove(request: HttpRequest, pk: int) -> HttpResponse:
    chosen = _rubric(request.user, pk)
    try:
        acts.remove_rubric(chosen, by=request.user)
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect("setup:rubric", pk=pk)
    messages.success(request, _("Đã xóa bộ tiêu chí chưa dùng."))
    return redirect("setup:rubrics")


def _made(request: HttpRequest, pk: int | None, act: Callable[[], Rubric]) -> HttpResponse:
    try:
        made = act()
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect("setup:rubric", pk=pk) if pk else redirect("setup:rubrics")
    messages.success(request, _("Đã tạo bản mới; hãy xem lại và sửa trước khi chọn cho nội dung thi đua."))
    return redirect("setup:rubric_edit", pk=made.pk)


def _rubric(user: User, pk: int) -> Rubric:
    require_role(user, Role.ADMINISTRATOR)
    return get_object_or_404(Rubric.objects.prefetch_related(*CONTENT), pk=pk)


def _link_labels(sheet: Any) -> list[str]:
    names = {one.code: one.label for one in sheet.criteria}
    return [str(link_label(link, names)) for link in sheet.chain]
