"""The page of the co-authors: who is invited, who has joined, who has confirmed which share."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.db.models import Prefetch
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts.models.user import User
from campaign.actions import coauthors as acts
from campaign.actions import gate, share_confirmation
from campaign.actions.coauthors import Invitee, Unknown
from campaign.actions.refused import Refused, refuse_if
from campaign.documents.coauthors import Table, last_void, table
from campaign.forms.coauthors import AccessForm, InviteForm, LeaveForm, PaperForm, RemoveForm, RowInviteForm
from campaign.models import clock
from campaign.models.coauthors import with_invitations
from campaign.models.submission import LONG_TEXTS, Submission
from campaign.rules.phrase import NO_OBJECTION, Phrase
from campaign.views import lookups
from campaign.views.access import submission_for


def own(user: User, code: str) -> Submission:
    """With its table of authors and little else: this page reads no text of the dossier."""
    rows = Submission.objects.of_author(user).defer(*LONG_TEXTS)
    return submission_for(user, code, rows=rows.prefetch_related(Prefetch("authorships", with_invitations())))


@require_http_methods(["GET", "HEAD", "POST"])
def coauthors(request: HttpRequest, code: str) -> HttpResponse:
    """The page itself; its own form invites somebody who is not in the table yet."""
    submission = own(request.user, code)
    form = InviteForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        whom = Invitee(**form.cleaned_data)
        if _done(form, lambda: _invited(request.user, submission, whom)):
            messages.success(request, _invited_words(whom))
            return redirect("author:coauthors", code=code)
    return _page(request, submission, invite=form)


@require_POST
def coauthor(request: HttpRequest, code: str, uid: str) -> HttpResponse:
    """One row: `do` says what is done with it."""
    submission = own(request.user, code)
    do = request.POST.get("do", "")
    made, act = ACTS.get(do, ACTS["bo"])
    form = made(request.POST, auto_id=_ids(uid, do))
    if form.is_valid() and _done(
        form, lambda: messages.success(request, act(request, submission, uid, form))
    ):
        return redirect("author:coauthors", code=code)
    return _page(request, own(request.user, code), typed=(uid, do, form))


@require_POST
def leave(request: HttpRequest, code: str) -> HttpResponse:
    """The own name out of the table; from then on the dossier is somebody else's."""
    submission = own(request.user, code)
    form = LeaveForm(request.POST)
    if form.is_valid() and _done(
        form, lambda: acts.leave(submission, by=request.user, reason=form.cleaned_data["reason"])
    ):
        messages.success(request, _("Đã rút tên bạn khỏi bảng tác giả; các tác giả khác được báo."))
        return redirect("author:list")
    return _page(request, own(request.user, code), leave=form)


@require_POST
def confirm(request: HttpRequest, code: str) -> HttpResponse:
    """The own share, as it stood on the page."""
    submission = own(request.user, code)
    form = forms.Form(request.POST)
    if form.is_valid() and _done(form, lambda: _confirmed(request, submission)):
        return redirect("author:coauthors", code=code)
    return _page(request, own(request.user, code), told=form)


@require_POST
def ask(request: HttpRequest, code: str) -> HttpResponse:
    submission = own(request.user, code)
    form = forms.Form(request.POST)
    if form.is_valid() and _done(form, lambda: _asked(request, submission)):
        return redirect("author:coauthors", code=code)
    return _page(request, own(request.user, code), told=form)


def _done(form: forms.Form, act: Callable[[], object]) -> bool:
    """Whether the act was done; its refusal is shown with what was typed."""
    try:
        act()
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return False
    return True


def _confirmed(request: HttpRequest, submission: Submission) -> None:
    share_confirmation.confirm_share(submission, by=request.user, shown=request.POST.get("shown", ""))
    messages.success(request, _("Đã ghi xác nhận tỷ lệ đóng góp của bạn."))


def _asked(request: HttpRequest, submission: Submission) -> None:
    names = ", ".join(share_confirmation.ask(submission, by=request.user))
    messages.success(request, _("Đã gửi yêu cầu xác nhận tới: %(names)s.") % {"names": names})


def _invited(reader: User, submission: Submission, whom: Invitee, uid: str = "") -> None:
    refuse_if(_guessing() if lookups.too_many(reader) else NO_OBJECTION)
    try:
        acts.invite(submission, by=reader, whom=whom, uid=uid)
    except Unknown:
        lookups.count(reader)
        raise


def _guessing() -> Phrase:
    return Phrase(
        "Bạn đã nhập sai quá nhiều lần trong giờ này nên chưa tìm thêm được. Nội dung đã nhập vẫn còn trong biểu mẫu; "
        "hãy hỏi lại đồng tác giả và thử lại sau một giờ."
    )


def _invited_words(whom: Invitee) -> str:
    return _("Đã gửi lời mời tới %(name)s.") % {"name": whom.full_name}


def _invite_row(request: HttpRequest, submission: Submission, uid: str, form: forms.Form) -> str:
    whom = Invitee(full_name=acts.row_of(submission, uid).full_name, **form.cleaned_data)
    _invited(request.user, submission, whom, uid)
    return _invited_words(whom)


def _withdraw(request: HttpRequest, submission: Submission, uid: str, form: forms.Form) -> str:
    acts.withdraw_invitation(submission, by=request.user, uid=uid)
    return _("Đã rút lời mời. Dòng tác giả vẫn còn trong bảng.")


def _paper(request: HttpRequest, submission: Submission, uid: str, form: forms.Form) -> str:
    share_confirmation.attest_on_paper(
        submission,
        by=request.user,
        uid=uid,
        signed_on=form.cleaned_data["signed_on"],
        shown=request.POST.get("shown", ""),
    )
    return _("Đã ghi nhận bản ký giấy.")


def _access(request: HttpRequest, submission: Submission, uid: str, form: forms.Form) -> str:
    acts.set_access(submission, by=request.user, uid=uid, access=form.cleaned_data["access"])
    return _("Đã đổi quyền; có hiệu lực ngay.")


def _remove(request: HttpRequest, submission: Submission, uid: str, form: forms.Form) -> str:
    acts.remove_author(submission, by=request.user, uid=uid, reason=form.cleaned_data["reason"])
    return _("Đã bỏ tác giả khỏi hồ sơ. Hãy chia lại tỷ lệ; mọi xác nhận trước đó không còn hiệu lực.")


Act = Callable[[HttpRequest, Submission, str, forms.Form], str]
ACTS: dict[str, tuple[type[forms.Form], Act]] = {
    "moi": (RowInviteForm, _invite_row),
    "rut": (forms.Form, _withdraw),
    "giay": (PaperForm, _paper),
    "quyen": (AccessForm, _access),
    "bo": (RemoveForm, _remove),
}


def _page(
    request: HttpRequest,
    submission: Submission,
    *,
    invite: InviteForm | None = None,
    typed: tuple[str, str, forms.Form] | None = None,
    told: forms.Form | None = None,
    leave: forms.Form | None = None,
) -> HttpResponse:
    shown = table(submission, request.user, clock.now())
    may_manage = submission.is_editable and not gate.why_not("invite", request.user, submission)
    context = {
        "submission": submission,
        "table": shown,
        "rows": [(row, _forms(row, typed) if may_manage else {}) for row in shown.rows],
        "refused": typed[2] if typed else told or leave or invite,
        "leave_form": leave or LeaveForm(),
        "may_leave": submission.is_editable and shown.own is not None and shown.own.may_leave,
        "invite_form": invite or InviteForm(),
        "may_manage": may_manage,
        "may_edit": submission.is_editable and not gate.why_not("edit", request.user, submission),
        "voided": last_void(submission) if _is_waiting(shown) else None,
    }
    return render(request, "author/coauthors.html", context)


def _is_waiting(shown: Table) -> bool:
    return shown.is_demanded and not shown.is_ready


def _ids(uid: str, do: str) -> str:
    return f"{do}-{uid[:12]}-%s"


def _forms(row: Any, typed: tuple[str, str, forms.Form] | None) -> dict[str, forms.Form]:
    """The forms that fit the row as it stands; the one that was refused comes back with what was typed."""
    wanted = {
        "moi": row.may_be_invited,
        "rut": row.is_invited,
        "giay": row.may_sign_paper,
        "quyen": row.is_joined,
        "bo": not row.is_owner,
    }
    made = {do: _form(row, do) for do, fits in wanted.items() if fits}
    if typed and typed[0] == row.uid and typed[1] in made:
        made[typed[1]] = typed[2]
    return made


def _form(row: Any, do: str) -> forms.Form:
    return ACTS[do][0](auto_id=_ids(row.uid, do), initial={"access": row.access_value})
