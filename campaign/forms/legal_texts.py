"""What an administrator types of a text of law."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.forms import DayField, LineField
from campaign.documents.legal import CERTAINTY_LABELS, PURPOSE_LABELS
from campaign.forms.fields import TextField


class LegalTextForm(forms.Form):
    kind_name = LineField(label=_("Loại văn bản"), max_length=60, help_text=_("Ví dụ: Nghị định, Thông tư"))
    number = LineField(label=_("Số, ký hiệu"), max_length=60, help_text=_("Ví dụ: 13/2012/NĐ-CP"))
    title = LineField(label=_("Trích yếu"), max_length=400, required=False)
    issuer = LineField(label=_("Cơ quan ban hành"), max_length=150)
    issued_on = DayField(label=_("Ngày ban hành"), required=False)
    in_force_from = DayField(label=_("Có hiệu lực từ ngày"))
    in_force_to = DayField(label=_("Đến hết ngày (để trống nếu còn hiệu lực)"), required=False)
    purpose = forms.ChoiceField(label=_("Dùng cho"), choices=list(PURPOSE_LABELS.items()))
    certainty = forms.ChoiceField(
        label=_("Mức chắc chắn"),
        choices=list(CERTAINTY_LABELS.items()),
        help_text=_("Chỉ văn bản đã đối chiếu với bản chính mới được đánh dấu sẵn khi ghi quyết định."),
    )
    note = TextField(
        label=_("Ghi chú"), required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 3})
    )
    order = forms.IntegerField(label=_("Thứ tự khi in"), min_value=0, max_value=999, initial=50)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        first, last = data.get("in_force_from"), data.get("in_force_to")
        if first and last and last < first:
            self.add_error("in_force_to", _("Ngày hết hiệu lực không được trước ngày có hiệu lực."))
        return data
