"""The upload of a Word template."""

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.forms import LineField


class TemplateForm(forms.Form):
    file = forms.FileField(
        label=_("Tệp mẫu (.docx)"),
        max_length=200,
        help_text=_("Không quá 2 MB, không chứa macro, không nhúng tệp khác."),
        widget=forms.ClearableFileInput(attrs={"accept": ".docx"}),
    )
    note = LineField(label=_("Ghi chú về lần thay này"), required=False, max_length=200)
