"""What an officer types into the copy that judges read."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from campaign.forms.fields import TextField
from campaign.rules.application import BY_NAME
from campaign.rules.files import ACCEPT


class RedactionForm(forms.Form):
    """An emptied text is a redaction too: judges then read nothing of the section."""

    seen = forms.CharField(widget=forms.HiddenInput, max_length=64)
    text = TextField(label=_("Giám khảo đọc"), required=False)

    def __init__(self, *args: Any, field: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        facts = BY_NAME[field]
        self.fields["text"] = TextField(
            label=_("Giám khảo đọc"),
            help_text=_("Để trống thì giám khảo không đọc được gì ở mục này."),
            required=False,
            max_length=facts.limit,
            widget=forms.Textarea(attrs={"rows": 14 if facts.long else 3}),
        )


class ReplacementForm(forms.Form):
    upload = forms.FileField(
        label=_("Tệp thay thế"),
        help_text=_("Cùng nội dung, đã bỏ những chỗ cho biết tác giả, đơn vị."),
        widget=forms.FileInput(attrs={"accept": ACCEPT}),
        error_messages={"required": _("Hãy chọn tệp thay thế.")},
    )
