"""What the office asks of the remuneration of authors."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.forms import LineField
from accounts.models.user import User
from campaign.documents.remuneration import WAYS, dossier_of


class RemunerationForm(forms.Form):
    way = forms.ChoiceField(label=_("Tính theo"), choices=list(WAYS.items()))
    amount = forms.IntegerField(label=_("Số tiền (đồng)"), min_value=1, max_value=10**15)
    number = LineField(
        label=_("Số tiếp nhận của sáng kiến (để chia theo tỷ lệ đóng góp)"), required=False, max_length=40
    )

    def __init__(self, *args: Any, reader: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.reader = reader

    def clean_number(self) -> Any:
        number = self.cleaned_data["number"]
        found = dossier_of(self.reader, number) if number else None
        if number and found is None:
            raise forms.ValidationError(_("Không có hồ sơ nào mang số này. Hãy kiểm tra lại hoặc để trống."))
        return found
