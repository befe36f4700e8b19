"""The organiser's words about the fields of the application, typed on one page."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from campaign.documents import plan
from campaign.documents.field_help import help_rows
from campaign.forms.fields import TextField
from campaign.forms.kept import Writing
from campaign.models.campaign import Campaign
from campaign.rules.application import BY_NAME


class FieldHelpForm(forms.Form):
    """Each row is prefixed with the name of its field."""

    help = TextField(
        label=_("Hướng dẫn"), required=False, max_length=600, widget=forms.Textarea(attrs={"rows": 2})
    )
    example = TextField(
        label=_("Ví dụ"), required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 3})
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = BY_NAME[str(self.prefix)]
        self.title, self.usual = field.label, field.hint


class FieldHelpEditor:
    """`version` says which words were shown; `stands` is what is stored, for whoever came too late."""

    def __init__(self, campaign: Campaign, typed: Any = None) -> None:
        rows = help_rows(campaign)
        self.version = plan.mark(rows)
        self.forms = [FieldHelpForm(typed, prefix=row["field"], initial=row) for row in rows]
        self.errors: list[str] = []
        self.stands = [f"{BY_NAME[row['field']].label}: {row['help'] or '–'}" for row in rows]

    def is_valid(self) -> bool:
        valid = all([form.is_valid() for form in self.forms])
        for form in self.forms:
            lines = (error for errors in form.errors.values() for error in errors)
            self.errors += [f"{form.title}: {line}" for line in lines]
        return valid

    def refuse(self, sentence: str) -> None:
        self.errors.append(sentence)

    def words(self) -> dict[str, dict[str, str]]:
        return {str(form.prefix): form.cleaned_data for form in self.forms}

    def show(self, writing: Writing) -> None:
        writing.restore(*self.forms)
        self.version = writing.seen(self.version)
