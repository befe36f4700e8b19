"""The office makes the judges' copy: what still tells of the authors, section by section and file by file."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from accounts.models.user import User
from accounts.paging import key_set_page
from accounts.roles import Role
from campaign.actions import redaction as acts
from campaign.actions.refused import Refused
from campaign.documents import blind_copy, telling
from campaign.forms.redaction import RedactionForm, ReplacementForm
from campaign.models.attachment import Attachment
from campaign.models.submission import Submission
from campaign.rules import naming
from campaign.rules.application import BY_NAME
from campaign.views.access import require_role, submission_for
from campaign.views.kept_forms import writing

page_view = require_http_methods(["GET", "HEAD", "POST"])
PAGE = 10


@require_GET
def redactions(request: HttpRequest) -> HttpResponse:
    """Dossiers that judges read or soon will, the longest waiting first, each with what is left to do."""
    require_role(request.user, Role.OFFICER)
    rows = Submission.objects.for_office(request.user).filter(state__in=acts.REDACTING)
    rows = rows.filter(campaign__closed_at=None).select_related("strand", "owner")
    page = key_set_page(rows, by="state_since", query=request.GET, size=PAGE)
    telling.prepare(page.rows)
    lines = [{"submission": one, "open": telling.telling(one).open} for one in page]
    return render(request, "staff/redactions.html", {"page": page, "lines": lines})


@require_GET
def redaction(request: HttpRequest, code: str) -> HttpResponse:
    submission = _dossier(request.user, code)
    telling.prepare([submission])
    context = {"submission": submission, "telling": telling.telling(submission)}
    return render(request, "staff/redaction.html", context | _objection(request, submission))


@page_view
def redact_text(request: HttpRequest, code: str, field: str) -> HttpResponse:
    submission = _dossier(request.user, code)
    if field not in telling.BY_NAME or field not in blind_copy.REDACTABLE:
        raise Http404
    form = RedactionForm(request.POST or None, field=field, initial=_initial(submission, field))
    if form.is_valid() and _redacted(request, submission, field, form):
        messages.success(request, _("Đã lưu bản cho giám khảo của mục này."))
        return redirect("office:redaction", code=code)
    label = BY_NAME[field].label
    named = {"label": label, "title": submission.title}
    own = writing(
        request, f"office:redact/{code}/{field}", _("Bản cho giám khảo, mục «%(label)s»: %(title)s") % named
    )
    context = {
        "submission": submission,
        "label": label,
        "original": getattr(submission, field),
        "line": _line(submission, field),
        "form": own.restored(form),
        "writing": own,
    }
    return render(request, "staff/redact_text.html", context | _objection(request, submission))


@page_view
def redact_file(request: HttpRequest, code: str, public_id: str) -> HttpResponse:
    submission = _dossier(request.user, code)
    attachment = get_object_or_404(submission.attachments.live(), public_id=public_id)
    attachment.submission = submission
    form = ReplacementForm(request.POST, request.FILES) if "replace" in request.POST else ReplacementForm()
    if request.method == "POST" and _decided(request, attachment, form):
        messages.success(request, _("Đã lưu bản cho giám khảo của tệp này."))
        return redirect("office:redaction", code=code)
    telling.prepare([submission])
    lines = telling.telling(submission).files
    context = {
        "submission": submission,
        "line": next(line for line in lines if line.public_id == str(attachment.public_id)),
        "form": form,
    }
    return render(request, "staff/redact_file.html", context | _objection(request, submission))


def _dossier(user: User, code: str) -> Submission:
    require_role(user, Role.OFFICER)
    return submission_for(user, code, rows=Submission.objects.for_office(user))


def _objection(request: HttpRequest, submission: Submission) -> dict[str, object]:
    return {"objection": acts.why_not(request.user, submission)}


def _line(submission: Submission, field: str) -> telling.TextLine:
    telling.prepare([submission])
    section = blind_copy.sections(submission)[field]
    return telling.text_line(submission, field, section, telling.known(submission))


def _initial(submission: Submission, field: str) -> dict[str, str]:
    """What judges read now; for what nobody has redacted yet, the proposal without what tells."""
    telling.prepare([submission])
    section, original = blind_copy.sections(submission)[field], getattr(submission, field)
    seen = {"seen": blind_copy.fingerprint(original)}
    if section.standing == blind_copy.Standing.REDACTED:
        return seen | {"text": section.text}
    return seen | {"text": naming.hidden(original, naming.mentions(original, telling.known(submission)))}


def _redacted(request: HttpRequest, submission: Submission, field: str, form: RedactionForm) -> bool:
    facts = form.cleaned_data
    text = None if "original" in request.POST else facts["text"]
    try:
        acts.redact(submission, by=request.user, field=field, text=text, seen=facts["seen"])
    except Refused as refusal:
        form.add_error(None, str(refusal))
        form.data = form.data.copy()
        form.data["seen"] = blind_copy.fingerprint(
            Submission.objects.values_list(field, flat=True).get(pk=submission.pk)
        )
        return False
    return True


def _decided(request: HttpRequest, attachment: Attachment, form: ReplacementForm) -> bool:
    try:
        if "withhold" in request.POST:
            acts.withhold(attachment, by=request.user)
        elif "show" in request.POST:
            acts.show(attachment, by=request.user)
        elif not form.is_valid():
            return False
        else:
            acts.replace(attachment, by=request.user, upload=form.cleaned_data["upload"])
    except Refused as refusal:
        messages.error(request, str(refusal))
        return False
    return True
