"""Fields that clean Vietnamese text before anything else sees it."""

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.text import clean_text
from campaign.rules.calendar import decimal_places, parse_number, vn_number


class TextField(forms.CharField):
    """Several clean lines: NFC, nothing invisible, line ends kept."""

    widget = forms.Textarea

    def to_python(self, value: Any) -> str:
        return clean_text(super().to_python(value))


class NumberField(forms.CharField):
    """A number as Vietnamese people type it: "8,5", "8.5" or "1.234,5"; shown with a decimal comma."""

    def __init__(self, *, places: int = 2, highest: int = 9999, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.places, self.highest = places, highest
        self.widget.attrs |= {"inputmode": "decimal", "class": "form-control-short"}

    def prepare_value(self, value: Any) -> Any:
        return vn_number(value.normalize()) if isinstance(value, Decimal) else value

    def to_python(self, value: Any) -> Any:
        text = super().to_python(value)
        if not text:
            return None
        number = parse_number(text)
        if number is None or decimal_places(number) > self.places or number > self.highest:
            raise forms.ValidationError(
                _("Hãy nhập một số từ 0 đến %(highest)s, tối đa %(places)s chữ số sau dấu phẩy, ví dụ 8,5.")
                % {"highest": self.highest, "places": self.places}
            )
        return number

    def has_changed(self, initial: Any, data: Any) -> bool:
        return str(self.prepare_value(initial) or "") != str(data or "").strip()
