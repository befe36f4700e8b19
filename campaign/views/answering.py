"""A form asks an action to act; what the action refuses is said above the form, with everything typed in place."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.http import QueryDict

from campaign.actions.refused import Refused


def acted(form: forms.Form, act: Callable[[dict[str, Any]], Any]) -> Any:
    """What the action returns for the form's facts; None when the form is empty, faulty or refused."""
    if not form.is_bound or not form.is_valid():
        return None
    try:
        return act(form.cleaned_data)
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return None


def version_of(posted: QueryDict) -> int:
    """The version that the page showed; 0, which nothing has, for what is none."""
    typed = posted.get("version", "")
    return int(typed) if typed.isascii() and typed.isdecimal() and len(typed) < 10 else 0
