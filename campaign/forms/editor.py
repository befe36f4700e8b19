"""The long form of a dossier: its texts and two tables, shown and read section by section."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.forms import DayField, LineField
from campaign.actions.application import standing
from campaign.actions.sections import Saved
from campaign.documents.sections import strand_names
from campaign.forms.coauthors import author_table
from campaign.forms.fields import TextField
from campaign.forms.kept import restored
from campaign.forms.people import Participants, participant_rows
from campaign.models.submission import Submission
from campaign.rules.application import BY_NAME, FIELDS, Field
from campaign.rules.calendar import vn_number
from campaign.rules.phrase import Phrase
from campaign.rules.sections import BY_ANCHOR, TYPED, Fate, section_of, tags
from campaign.rules.shares import format_bp, split_evenly
from campaign.rules.text_warnings import text_warnings

ROWS = {"nature": 12, "summary": 4}
TOO_LONG = _(
    "Đang có %(show_value)s ký tự, dài hơn mức cho phép %(limit_value)s ký tự. Nội dung vẫn được giữ; hãy rút gọn hoặc "
    "chuyển bớt sang tệp kèm theo."
)
TAG, CHOICE = "tag-", "chon-"


@dataclass(frozen=True)
class Problem:
    """Something typed that cannot be stored: where it is and what to do. `box` is the id of the field's box."""

    section: str
    box: str
    label: str
    text: str


class DossierForm(forms.Form):
    """Of a dossier among `documents.sections.form_rows`. Nothing is required: a draft may be saved at any time.

    The browser never cuts a text that is too long: it is kept, and said to be so.
    """

    strand = forms.TypedChoiceField(label=_("Nội dung thi đua"), coerce=int, required=False, empty_value=None)

    def __init__(self, *args: Any, submission: Submission, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        words = {told["field"]: told for told in submission.words}
        for field in FIELDS:
            self.fields[field.name] = _form_field(field, words.get(field.name, {}))
        if submission.register_number:
            del self.fields["strand"]
        else:
            self.fields["strand"].choices = list(strand_names(submission).items())


def _form_field(field: Field, words: dict[str, str]) -> forms.Field:
    """The campaign's own words about a field stand in place of the general ones."""
    made = _typed_field(field, words.get("help") or field.hint)
    made.example = words.get("example", "")
    return made


def _typed_field(field: Field, hint: Any) -> forms.Field:
    label = field.label if field.required else Phrase("%(label)s (không bắt buộc)", label=field.label)
    limited = Phrase("%(hint)s Tối đa %(limit)s ký tự.", hint=hint, limit=vn_number(field.limit))
    facts: dict[str, Any] = {
        "label": label,
        "help_text": limited if field.long else hint,
        "required": False,
    }
    if field.name == "first_used_on":
        return DayField(**facts)
    made: forms.Field
    if field.long:
        rows = {"rows": ROWS.get(field.name, 6)}
        made = TextField(max_length=field.limit, widget=forms.Textarea(attrs=rows), **facts)
    else:
        made = LineField(max_length=field.limit, **facts)
    made.error_messages["max_length"] = TOO_LONG
    del made.widget.attrs["maxlength"]
    made.widget.attrs["data-limit"] = field.limit
    return made


class Editor:
    """`typed` is what was posted, `kept` an earlier text that was never saved: shown again, not judged yet."""

    def __init__(
        self, submission: Submission, typed: Any = None, *, kept: Any = None, now: datetime | None = None
    ) -> None:
        self.submission, self.typed = submission, typed
        fresh = typed is None
        self.form = DossierForm(typed, submission=submission, initial=_initial(submission) if fresh else None)
        self.authors = author_table(submission, typed, now=now)
        self.participants = Participants(
            typed, prefix="ap_dung_thu", initial=participant_rows(submission) if fresh else None
        )
        self.tags = tags(standing(submission))
        if kept is not None:
            self._put_back(kept)
        elif typed is not None:
            self.tags = self.shown

    def _put_back(self, kept: Any) -> None:
        for form in (self.form, self.authors, self.participants):
            restored(form, kept)
        self.tags = {anchor: kept.get(TAG + anchor, [tag])[0] for anchor, tag in self.tags.items()}

    @property
    def shown(self) -> dict[str, str]:
        """What each section was when the form was made."""
        return {section.anchor: self.typed.get(TAG + section.anchor, "") for section in TYPED}

    @property
    def chosen(self) -> dict[str, str]:
        return {section.anchor: self.typed.get(CHOICE + section.anchor, "") for section in TYPED}

    def content(self, *, even_shares: bool = False) -> dict[str, dict[str, Any]]:
        """By section, what can be stored; a field that was not sent is not touched."""
        broken = {problem.section for problem in self.problems}
        content: dict[str, dict[str, Any]] = {}
        for name, value in self.form.cleaned_data.items():
            if name in self.typed:
                content.setdefault(_section(name), {})[_key(name)] = value
        if self.authors.is_valid():
            content["tac-gia"] = {
                "authors": _split(_rows(self.authors)) if even_shares else _rows(self.authors)
            }
        if self.participants.is_valid():
            content["ap-dung-thu"] = {"participants": _rows(self.participants)}
        return {anchor: typed for anchor, typed in content.items() if anchor not in broken}

    @cached_property
    def problems(self) -> list[Problem]:
        return [
            *_form_problems(self.form),
            *_table_problems(self.authors, "tac-gia", _("Tác giả")),
            *_table_problems(self.participants, "ap-dung-thu", _("Người áp dụng thử")),
        ]

    def all_problems(self, saved: Saved) -> list[Problem]:
        """With the sections that the act itself could not store."""
        refused = [
            Problem(anchor, anchor, str(BY_ANCHOR[anchor].label), str(reason))
            for anchor, reason in saved.refused.items()
        ]
        return [*self.problems, *refused]

    def take(self, saved: Saved) -> None:
        """After a save the form is meant against what stands now, except where the person still has to choose."""
        now = tags(saved.standing)
        for anchor, fate in saved.fates.items():
            if fate != Fate.CONFLICT and anchor not in saved.refused:
                self.tags[anchor] = now[anchor]
            if fate == Fate.KEPT:
                self._show_standing(anchor, saved.submission)

    def _show_standing(self, anchor: str, current: Submission) -> None:
        if anchor == "tac-gia":
            self.authors = author_table(current)
        elif anchor == "ap-dung-thu":
            self.participants = Participants(prefix="ap_dung_thu", initial=participant_rows(current))
        else:
            self._show_texts(anchor, current)

    def _show_texts(self, anchor: str, current: Submission) -> None:
        stands = _initial(current)
        data = self.form.data.copy()
        for name in BY_ANCHOR[anchor].keys:
            field = "strand" if name == "strand_id" else name
            data[field] = "" if stands[field] is None else str(stands[field])
        self.form.data = data

    @property
    def warnings(self) -> list[tuple[str, str]]:
        """What looks wrong in a text that is kept as it is: the field's id and the hint."""
        texts = ((name, self.form[name].value()) for name in BY_NAME if name != "first_used_on")
        return [
            (self.form[name].id_for_label, str(hint))
            for name, text in texts
            if text
            for hint in text_warnings(text)
        ]

    @property
    def share_total(self) -> str:
        rows = _rows(self.authors) if self.authors.is_valid() else []
        return format_bp(sum(row["share_bp"] for row in rows))


def _key(name: str) -> str:
    return "strand_id" if name == "strand" else name


def _section(name: str) -> str:
    return section_of(_key(name))


def _initial(submission: Submission) -> dict[str, Any]:
    values = {field.name: getattr(submission, field.name) for field in FIELDS}
    return {**values, "strand": submission.strand_id}


def _rows(formset: Any) -> list[dict[str, Any]]:
    return [row for form in formset.forms if (row := form.row())]


def _split(authors: list[dict[str, Any]]) -> list[dict[str, Any]]:
    if not authors:
        return []
    return [row | {"share_bp": part} for row, part in zip(authors, split_evenly(len(authors)), strict=True)]


def _form_problems(form: DossierForm) -> Iterator[Problem]:
    for name, errors in form.errors.items():
        for error in errors:
            yield Problem(_section(name), f"div_{form[name].auto_id}", str(form[name].label), str(error))


def _table_problems(formset: Any, anchor: str, table: Any) -> Iterator[Problem]:
    for number, form in enumerate(formset.forms, 1):
        for name, errors in form.errors.items():
            box, label = f"div_{form[name].auto_id}", f"{table} {number} – {form[name].label}"
            for error in errors:
                yield Problem(anchor, box, label, str(error))
    for error in formset.non_form_errors():
        yield Problem(anchor, anchor, str(table), str(error))
