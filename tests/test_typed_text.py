"""Whatever is typed in any form of the portal is stored composed, visible and in single spaces."""

import importlib
import pkgutil

import pytest
from django import forms

import accounts.forms
import accounts.sign_in_forms
import campaign.forms

TYPED = "  Ho\u0300a\u200b  bi\u0300nh \u00d0o\u0302\u0309i \ufeff mo\u031b\u0301i\u3164 "
KEPT = "Hòa bình Đổi mới"
INVISIBLE = " \u200b\u3164\ufeff "
# What is compared and never shown: hidden marks of the page, passwords, addresses. Numbers have tests of their own.
NOT_TEXT = (forms.EmailField, forms.UUIDField, forms.URLField, forms.RegexField, forms.SlugField)


def modules():
    rooms = [f"campaign.forms.{room.name}" for room in pkgutil.iter_modules(campaign.forms.__path__)]
    return [accounts.forms, accounts.sign_in_forms, *map(importlib.import_module, rooms)]


def own_forms():
    found = {
        thing
        for module in modules()
        for thing in vars(module).values()
        if isinstance(thing, type)
        and issubclass(thing, forms.BaseForm)
        and thing.__module__ == module.__name__
    }
    return sorted(found, key=lambda form: (form.__module__, form.__qualname__))


def text_fields():
    return {
        f"{form.__module__}.{form.__qualname__}.{name}": field
        for form in own_forms()
        for name, field in form.base_fields.items()
        if isinstance(field, forms.CharField)
        and not isinstance(field, NOT_TEXT)
        and not isinstance(field.widget, forms.PasswordInput | forms.HiddenInput)
        and not {"NumberField", "HoursField", "ShareField", "MarkupField"}
        & {kind.__name__ for kind in type(field).__mro__}
    }


@pytest.mark.parametrize("name", sorted(text_fields()))
def test_a_text_field_keeps_composed_visible_text(name):
    field = text_fields()[name]
    assert field.to_python(TYPED) == KEPT


@pytest.mark.parametrize("name", sorted(name for name, field in text_fields().items() if field.required))
def test_a_required_field_is_not_filled_by_what_nobody_sees(name):
    with pytest.raises(forms.ValidationError):
        text_fields()[name].clean(INVISIBLE)
