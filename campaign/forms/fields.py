"""Fields that clean Vietnamese text before anything else sees it."""

from typing import Any

from django import forms

from accounts.text import clean_text


class TextField(forms.CharField):
    """Several clean lines: NFC, nothing invisible, line ends kept."""

    widget = forms.Textarea

    def to_python(self, value: Any) -> str:
        return clean_text(super().to_python(value))
