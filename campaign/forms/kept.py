"""A long form on a page: the mark that says whose it is, and the text that was kept of it put back."""

from typing import Any

from django.forms import BaseFormSet
from django.forms.utils import ErrorDict
from django.http import QueryDict
from django.urls import reverse

from accounts.models.user import User
from campaign.actions import kept as acts
from campaign.models.writing import KeptForm


class Writing:
    """What `components/_kept.html` and `_kept_notice.html` show.

    `key` names the form ("unit:decide/<code>"), `label` says in words which one it is, `address` is the page that
    shows it. `autosave` is the address that a form with an autosave of its own is sent to. `now` is the moment.
    """

    def __init__(
        self, user: User, key: str, *, label: Any, address: str, autosave: str = "", typed: Any = None
    ) -> None:
        self.key, self.account = key, user.pk
        self.kept: KeptForm | None
        self.kept, self.now = acts.found_now(user, key)
        self.autosave, self.fallback = autosave or reverse("keep"), reverse("keep")
        self.page = acts.new_page()
        base = acts.page_of(self.kept)
        self.mark = acts.TypedForm(user.pk, key, str(label), address, self.page, base).mark
        self.is_typed = typed is not None

    @property
    def fields(self) -> acts.Fields | None:
        """The kept text, unless the page shows what was typed a moment ago."""
        return None if self.kept is None or self.is_typed else self.kept.fields

    def restored(self, form: Any) -> Any:
        """The form (or the set of forms) with the kept text in it, if there is any."""
        return form if self.fields is None else restored(form, self.fields)

    def restore(self, *forms: Any) -> None:
        for form in forms:
            self.restored(form)

    def seen(self, version: Any) -> Any:
        """The version that the kept text was typed against; else the present one."""
        return (self.fields or {}).get("version", [version])[0]


def typed_again(fields: acts.Fields) -> QueryDict:
    """What was kept, as if it had been posted."""
    data = QueryDict(mutable=True)
    for name, values in fields.items():
        data.setlist(name, values)
    return data


def restored(form: Any, fields: acts.Fields) -> Any:
    """The form shows exactly what was typed, and no error yet: its writer is still busy."""
    is_set = isinstance(form, BaseFormSet)
    if is_set and f"{form.prefix}-TOTAL_FORMS" not in fields:  # kept before the form had this table
        return form
    form.data, form.is_bound = typed_again(fields), True
    if not is_set:
        form._errors = ErrorDict()
        return form
    form._errors, form._non_form_errors = [], form.error_class()
    for made_before in ("forms", "management_form"):
        form.__dict__.pop(made_before, None)
    for row in form.forms:
        row._errors = ErrorDict()
    return form
