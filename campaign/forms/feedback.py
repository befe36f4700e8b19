"""What the officer writes to authors, and the one press that sends it."""

from django import forms
from django.utils.translation import gettext_lazy as _

from campaign.forms.fields import TextField


class AuthorCommentForm(forms.Form):
    text = TextField(
        label=_("Ý kiến gửi tác giả"),
        required=False,
        max_length=6000,
        widget=forms.Textarea(attrs={"rows": 10}),
        help_text=_(
            "Viết chung cho cả tổ, không nêu ai đã chấm, không nêu điểm của từng phiếu. Để trống là không gửi ý kiến."
        ),
    )
    version = forms.IntegerField(min_value=0, widget=forms.HiddenInput)


class ReleaseForm(forms.Form):
    seen = forms.CharField(max_length=32, widget=forms.HiddenInput)
