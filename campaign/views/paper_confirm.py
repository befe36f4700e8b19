"""Where the writer of a paper form, without an account, reads what was keyed in and hands it in with the stub.

Both codes of the stub are asked for. What follows carries a signed token, so that the secret is typed once and stands
in no address; wrong codes are counted like those of certificates.
"""

import secrets
from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from campaign.actions import paper
from campaign.actions.refused import Refused
from campaign.documents.application import Application, application
from campaign.forms.paper import RemarkForm, StubForm
from campaign.models.paper import PaperForm
from campaign.models.submission import Submission
from campaign.rules.paper import Stage, grouped, plain
from campaign.views import guesses

SALT, MINUTES = "paper-form", 60


@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def check(request: HttpRequest) -> HttpResponse:
    if request.method != "POST":
        return _ask(request, StubForm(initial={"ma": grouped(plain(request.GET.get("ma", "")[:20]))}))
    if guesses.too_many(request):
        return render(request, "429.html", {"reference": secrets.token_hex(4).upper()}, status=429)
    stub = StubForm(request.POST)
    found = paper.found(stub.cleaned_data["ma"], stub.cleaned_data["bi_mat"]) if stub.is_valid() else None
    if found is None:
        return _not_found(request, stub)
    return _read(request, found)


@login_not_required
@never_cache
@require_POST
def confirm(request: HttpRequest) -> HttpResponse:
    found = _of_token(request)
    if found is None:
        return _expired(request)
    version = request.POST.get("version", "")
    try:
        done = paper.confirm(found, version=int(version) if version.isdecimal() else 0)
    except Refused as refusal:
        return _read(request, _again(found), refusal=str(refusal))
    return render(request, "public/paper_done.html", {"submission": done, "form": found})


@login_not_required
@never_cache
@require_POST
def dispute(request: HttpRequest) -> HttpResponse:
    found, remark = _of_token(request), RemarkForm(request.POST)
    if found is None:
        return _expired(request)
    if remark.is_valid():
        try:
            paper.dispute(found, remark=remark.cleaned_data["remark"])
        except Refused as refusal:
            remark.add_error(None, str(refusal))
        else:
            return render(request, "public/paper_disputed.html", {"form": found})
    return _read(request, _again(found), remark=remark)


def _ask(request: HttpRequest, stub: StubForm, *, status: int = 200) -> HttpResponse:
    return render(request, "public/paper.html", {"form": stub}, status=status)


def _not_found(request: HttpRequest, stub: StubForm) -> HttpResponse:
    if stub.is_valid():
        guesses.count(request)
        stub.add_error(
            None,
            _(
                "Mã phiếu và mã bí mật không khớp. Chưa có gì thay đổi; hãy so từng ký tự với phần cắt rời "
                "rồi nhập lại."
            ),
        )
    return _ask(request, stub)


def _expired(request: HttpRequest) -> HttpResponse:
    messages.info(request, _("Trang đã mở quá lâu nên chưa ghi gì. Hãy nhập lại hai mã trên phần cắt rời."))
    return redirect("public:paper")


def _read(
    request: HttpRequest, found: PaperForm, *, refusal: str = "", remark: RemarkForm | None = None
) -> HttpResponse:
    objection = paper.why_not_answer(found)
    context: dict[str, Any] = {"form": found, "objection": objection, "refusal": refusal}
    if not objection:
        draft = Submission.objects.select_related("campaign", "owner", "strand").get(pk=found.submission_id)
        context |= {
            "submission": draft,
            "application": _without_addresses(application(draft)),
            "token": signing.dumps(found.pk, salt=SALT),
            "remark": remark or RemarkForm(),
        }
    elif found.stage is Stage.CONFIRMED:
        context["submission"] = found.submission
    return render(request, "public/paper_read.html", context)


def _without_addresses(read: Application) -> Application:
    """The files are named only: they are opened by those who sign in."""
    return replace(
        read, files=tuple(replace(file, url="", preview_url="", earlier=()) for file in read.files)
    )


def _of_token(request: HttpRequest) -> PaperForm | None:
    try:
        number = signing.loads(request.POST.get("token", ""), salt=SALT, max_age=MINUTES * 60)
    except signing.BadSignature:
        return None
    return get_object_or_404(PaperForm.objects.select_related("campaign", "submission"), pk=number)


def _again(found: PaperForm) -> PaperForm:
    """As it stands after the refusal."""
    return PaperForm.objects.select_related("campaign", "submission").get(pk=found.pk)
