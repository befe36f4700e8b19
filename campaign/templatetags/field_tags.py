"""A field of a long form, written at once: a template for each of seventy fields takes longer than all the rest.

The markup is crispy's, with the hint above a long text, and with the campaign's example (`field.example`).
"""

from typing import Any

from django import forms, template
from django.forms.utils import flatatt
from django.forms.widgets import Input
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

register = template.Library()
NOTHING = mark_safe("")
CLASSES = {forms.CheckboxInput: "checkboxinput form-check-input", forms.Select: "select form-select"}


@register.simple_tag
def field_box(bound: Any) -> SafeString:
    """Label, hint, example, the field itself and what is wrong with it, tied together for screen readers."""
    widget, name = bound.field.widget, bound.auto_id
    if isinstance(widget, forms.CheckboxInput):
        return _check_box(bound)
    hint, error = _hint(bound), _errors(bound)
    above = isinstance(widget, forms.Textarea)
    return format_html(
        '<div id="div_{}" class="mb-3"><label for="{}" class="form-label">{}</label>{}{}{}{}{}</div>',
        name,
        name,
        bound.label,
        hint if above else NOTHING,
        _example(bound),
        _widget(bound, _describing(bound)),
        error,
        NOTHING if above else hint,
    )


@register.simple_tag
def hidden_fields(form: Any) -> SafeString:
    """The hidden fields of a form, such as the counts of a table."""
    return format_html_join("", "<input{}>", ((flatatt(_hidden(bound)),) for bound in form.hidden_fields()))


def _hidden(bound: Any) -> dict[str, Any]:
    shown = bound.field.widget.format_value(bound.value())
    return {"type": "hidden", "name": bound.html_name, "value": shown, "id": bound.auto_id}


def _check_box(bound: Any) -> SafeString:
    name = bound.auto_id
    return format_html(
        '<div class="mb-3"><div id="div_{}" class="form-check">{}'
        '<label for="{}" class="form-check-label">{}</label>{}{}</div></div>',
        name,
        _widget(bound, _describing(bound)),
        name,
        bound.label,
        _errors(bound),
        _hint(bound),
    )


def _describing(bound: Any) -> dict[str, str]:
    told = [f"{bound.auto_id}_helptext"] if bound.help_text else []
    told += [f"{bound.auto_id}_error"] if bound.errors else []
    told += [f"{bound.auto_id}_count"] if "data-limit" in bound.field.widget.attrs else []
    return {"aria-describedby": " ".join(told)} if told else {}


def _widget(bound: Any, describing: dict[str, str]) -> SafeString:
    widget = bound.field.widget
    known = next((given for kind, given in CLASSES.items() if isinstance(widget, kind)), "form-control")
    wrong = {"aria-invalid": "true"} if bound.errors else {}
    classes = " ".join(filter(None, [widget.attrs.get("class"), known, "is-invalid" if wrong else ""]))
    attributes = {"id": bound.auto_id, **widget.attrs, "class": classes, **wrong, **describing}
    if isinstance(widget, forms.Textarea):
        shown = widget.format_value(bound.value()) or ""
        return format_html(
            '<textarea name="{}"{}>\n{}</textarea>', bound.html_name, flatatt(attributes), shown
        )
    if isinstance(widget, forms.CheckboxInput):
        ticked = {"checked": True} if widget.check_test(bound.value()) else {}
        return format_html(
            "<input{}>", flatatt({"type": "checkbox", "name": bound.html_name, **attributes, **ticked})
        )
    if isinstance(widget, Input):
        shown = widget.format_value(bound.value())
        given = {"type": widget.input_type, "name": bound.html_name, "value": shown, **attributes}
        return format_html("<input{}>", flatatt(given))
    return bound.as_widget(attrs=attributes)


def _hint(bound: Any) -> SafeString:
    if not bound.help_text:
        return NOTHING
    return format_html('<div id="{}_helptext" class="form-text">{}</div>', bound.auto_id, bound.help_text)


def _example(bound: Any) -> SafeString:
    example = getattr(bound.field, "example", "")
    if not example:
        return NOTHING
    return format_html(
        '<details class="example"><summary>{}<span class="visually-hidden">: {}</span></summary>'
        '<p class="preline">{}</p></details>',
        _("Xem ví dụ"),
        bound.label,
        example,
    )


def _errors(bound: Any) -> SafeString:
    if not bound.errors:
        return NOTHING
    lines = format_html_join("", "<p><strong>{}</strong></p>", ((error,) for error in bound.errors))
    return format_html('<div id="{}_error" class="invalid-feedback">{}</div>', bound.auto_id, lines)
