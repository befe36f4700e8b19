"""Millimetres, points and sides of the fields of a pre-printed form, one row for each field."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from campaign.forms.fields import NumberField
from campaign.rules.calendar import vn_number
from campaign.rules.print_form import FIELDS, SIDES, Place

LOOKS = {"shown": "form-check-input", "bold": "form-check-input", "side": "form-select"}
PARTS = ("shown", "x", "y", "width", "size", "side", "bold")


class PrintPlacesForm(forms.Form):
    """`places`: where each field stands now."""

    paper_width = NumberField(label=_("Bề ngang tờ phôi (mm)"), places=1)
    paper_height = NumberField(label=_("Bề dọc tờ phôi (mm)"), places=1)

    def __init__(
        self, *args: Any, places: Mapping[str, Place], paper: tuple[Decimal, Decimal], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        for name, size in zip(("paper_width", "paper_height"), paper, strict=True):
            self.initial[name] = vn_number(size.normalize())
        for name, place in places.items():
            for part, field in _fields(str(FIELDS[name])).items():
                self.fields[f"{name}-{part}"] = field
                value = getattr(place, part)
                self.initial[f"{name}-{part}"] = (
                    vn_number(Decimal(str(value)).normalize()) if part in PARTS[1:5] else value
                )

    def rows(self) -> Iterator[tuple[Any, list[Any]]]:
        """The label of each field with its boxes, for the table of the page."""
        for name, label in FIELDS.items():
            yield label, [self[f"{name}-{part}"] for part in PARTS]

    def heads(self) -> list[Any]:
        return [self[f"holder-{part}"].field.column for part in PARTS]

    def chosen(self) -> dict[str, Place]:
        typed = self.cleaned_data
        return {name: Place(**{part: _plain(typed[f"{name}-{part}"]) for part in PARTS}) for name in FIELDS}


def _plain(value: Any) -> Any:
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    return value


def _fields(label: str) -> dict[str, forms.Field]:
    columns = {
        "x": _("Lề trái (mm)"),
        "y": _("Từ trên (mm)"),
        "width": _("Bề rộng (mm)"),
        "size": _("Cỡ chữ"),
    }
    found: dict[str, forms.Field] = {"shown": forms.BooleanField(required=False)}
    found |= {part: NumberField(places=0 if part == "size" else 1) for part in columns}
    found["side"] = forms.ChoiceField(choices=[(key, str(words)) for key, words in SIDES.items()])
    found["bold"] = forms.BooleanField(required=False)
    columns |= {"shown": _("In"), "side": _("Căn"), "bold": _("Đậm")}
    for part, field in found.items():
        field.column = columns[part]
        field.label = f"{label}: {columns[part]}"
        field.widget.attrs |= {"aria-label": field.label, "class": LOOKS.get(part, "form-control")}
        if part not in LOOKS:
            field.widget.attrs["size"] = 5
    return found
