"""What is typed about conflicts of interest: by a judge, by an author, and by the office."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.forms import LineField
from accounts.models.user import User
from campaign.documents.ties import Somebody
from campaign.forms.fields import TextField
from campaign.rules.conflicts import DECLARED, KIND_LABELS, Kind, Verdict

KINDS = [(kind.value, KIND_LABELS[kind]) for kind in DECLARED]
NO_REASON = {"required": _("Hãy ghi lý do xung đột lợi ích.")}


def _reason(label: Any, **extra: Any) -> TextField:
    return TextField(label=label, max_length=1000, widget=forms.Textarea(attrs={"rows": 4}), **extra)


class ConflictForm(forms.Form):
    kind = forms.ChoiceField(label=_("Loại xung đột"), choices=KINDS)
    reason = _reason(
        _("Lý do không thể chấm hồ sơ này"),
        help_text=_("Ví dụ: người thân, cấp trên hoặc cộng sự của tác giả; cùng tham gia tạo ra giải pháp."),
        error_messages=NO_REASON,
    )

    def clean_kind(self) -> Kind:
        return Kind(self.cleaned_data["kind"])


class ObjectionForm(ConflictForm):
    name = LineField(label=_("Họ và tên người cần tránh"), max_length=150)
    workplace = LineField(label=_("Nơi công tác của người đó (nếu biết)"), max_length=200, required=False)
    reason = _reason(
        _("Vì sao người này không nên xét hồ sơ"), error_messages={"required": _("Hãy ghi lý do.")}
    )
    field_order = ["name", "workplace", "kind", "reason"]


class NoteForm(ConflictForm):
    """The office notes what it knows of the people of the panels and councils."""

    person = forms.ChoiceField(label=_("Người có xung đột"))
    reason = _reason(_("Căn cứ"), error_messages={"required": _("Hãy ghi căn cứ.")})
    field_order = ["person", "kind", "reason"]

    def __init__(self, *args: Any, people: Sequence[Somebody], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        named = [(str(one.pk), one.full_name) for one in people]
        self.fields["person"].choices = [("", _("Chọn một người")), *named]

    def clean_person(self) -> User:
        return User.objects.get(pk=self.cleaned_data["person"])


class VerdictForm(forms.Form):
    """On a row that stands (`row`), or on a hint (`person` and `kind`)."""

    row = forms.IntegerField(required=False, min_value=1, widget=forms.HiddenInput)
    person = forms.IntegerField(required=False, min_value=1, widget=forms.HiddenInput)
    kind = forms.ChoiceField(
        required=False, choices=[(kind.value, "") for kind in Kind], widget=forms.HiddenInput
    )
    seen = forms.CharField(required=False, max_length=10, widget=forms.HiddenInput)
    verdict = forms.ChoiceField(
        label=_("Kết luận"),
        choices=[(one.value, "") for one in (Verdict.UPHELD, Verdict.DISMISSED)],
        error_messages={"required": _("Hãy chọn kết luận.")},
    )
    reason = LineField(
        label=_("Lý do của kết luận"),
        max_length=500,
        error_messages={"required": _("Hãy ghi lý do của kết luận.")},
    )

    @property
    def mark(self) -> str:
        """Which row or hint it is about, as the page names it."""
        given = self.data
        return given.get("row") or f"{given.get('person')}-{given.get('kind')}"

    def clean_verdict(self) -> Verdict:
        return Verdict(self.cleaned_data["verdict"])
