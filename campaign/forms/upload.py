"""What the script beside the file field says of a file before it sends it, and the plain field for a newer version."""

from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from accounts.forms import LineField
from campaign.rules.files import ACCEPT

LARGEST = 10**12


class StartForm(forms.Form):
    key = forms.RegexField(r"^[0-9a-z-]{8,64}$")
    name = LineField(max_length=1000)
    size = forms.IntegerField(min_value=0, max_value=LARGEST)


class ReplaceForm(forms.Form):
    file = forms.FileField(
        label=_("Bản mới của tệp"),
        widget=forms.FileInput(attrs={"accept": ACCEPT}),
        error_messages={
            "required": _("Bạn chưa chọn tệp nào nên chưa thay gì. Hãy chọn bản mới rồi bấm lại."),
            "empty": _("Tệp vừa chọn trống nên chưa thay gì. Hãy kiểm tra lại tệp trên máy của bạn."),
        },
        max_length=1000,
    )


def offset_of(given: QueryDict) -> int:
    """-1 for what is no number, which joins nothing."""
    typed: Any = given.get("offset", "")
    return int(typed) if typed.isascii() and typed.isdecimal() and len(typed) < 14 else -1
