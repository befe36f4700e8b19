"""What an author types: the long form of the dossier with its tables, the declaration, the answer."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from accounts.forms import DayField, LineField
from campaign.forms.fields import TextField
from campaign.forms.people import Authors, Participants, author_rows, participant_rows
from campaign.models.campaign import Strand
from campaign.models.submission import Submission
from campaign.rules.application import FIELDS, Field
from campaign.rules.calendar import vn_date, vn_number
from campaign.rules.eligibility import Finding
from campaign.rules.phrase import Phrase
from campaign.rules.shares import format_bp, split_evenly

ROWS = {"nature": 12, "summary": 4}
BASICS = ("addressee", "title", "summary", "field_of_application", "investor", "first_used_on")


@dataclass(frozen=True)
class Section:
    """A part of the editor; `problems` are the findings that are mended there."""

    anchor: str
    label: Phrase
    problems: tuple[Finding, ...] = ()

    @property
    def status(self) -> str:
        return self.problems[0].severity if self.problems else "ok"


SECTIONS: dict[str, tuple[Phrase, tuple[str, ...]]] = {
    "chung": (
        Phrase("Thông tin chung"),
        (*(f"missing:{name}" for name in BASICS), "time_bar", "first_use_future", "unit_kind"),
    ),
    "tac-gia": (Phrase("Tác giả"), ("shares", "same_author", "person_kind", "author_details")),
    "noi-dung": (Phrase("Nội dung"), ("missing:nature", "missing:conditions", "author_named")),
    "bao-mat": (Phrase("Thông tin bảo mật"), ()),
    "loi-ich": (Phrase("Lợi ích"), ("missing:benefits_author",)),
    "ap-dung-thu": (Phrase("Người áp dụng thử"), ()),
    "tep": (Phrase("Tệp kèm theo"), ("no_attachment",)),
}


def outline(found: Iterable[Finding]) -> list[Section]:
    found = list(found)
    return [
        Section(anchor, label, tuple(one for one in found if one.code in codes))
        for anchor, (label, codes) in SECTIONS.items()
    ]


def anchor_of(code: str) -> str:
    """Where in the editor a finding is mended."""
    return next((anchor for anchor, (_label, codes) in SECTIONS.items() if code in codes), "chung")


class StrandField(forms.ModelChoiceField):
    def label_from_instance(self, obj: Strand) -> str:
        return obj.name


class DossierForm(forms.Form):
    """Nothing is required: a draft may be saved at any time. `version` says which text was shown."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    strand = StrandField(Strand.objects.none(), label=_("Nội dung thi đua"), empty_label=None)

    def __init__(self, *args: Any, submission: Submission, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in FIELDS:
            self.fields[field.name] = _form_field(field)
        if submission.register_number:
            del self.fields["strand"]
        else:
            self.fields["strand"].queryset = submission.campaign.strands.all()


def _form_field(field: Field) -> forms.Field:
    label = field.label if field.required else Phrase("%(label)s (không bắt buộc)", label=field.label)
    hint = Phrase("%(hint)s Tối đa %(limit)s ký tự.", hint=field.hint, limit=vn_number(field.limit))
    facts: dict[str, Any] = {
        "label": label,
        "help_text": hint if field.long else field.hint,
        "required": False,
    }
    if field.name == "first_used_on":
        return DayField(**facts)
    if field.long:
        rows = {"rows": ROWS.get(field.name, 6)}
        return TextField(max_length=field.limit, widget=forms.Textarea(attrs=rows), **facts)
    return LineField(max_length=field.limit, **facts)


class Editor:
    """The form and its two tables, shown and read together."""

    def __init__(self, submission: Submission, typed: Any = None) -> None:
        self.submission = submission
        fresh = typed is None
        self.form = DossierForm(typed, submission=submission, initial=_initial(submission) if fresh else None)
        self.authors = Authors(typed, prefix="tac_gia", initial=author_rows(submission) if fresh else None)
        self.participants = Participants(
            typed, prefix="ap_dung_thu", initial=participant_rows(submission) if fresh else None
        )

    def is_valid(self) -> bool:
        return all([self.form.is_valid(), self.authors.is_valid(), self.participants.is_valid()])

    @property
    def version(self) -> int:
        return self.form.cleaned_data["version"]

    def content(self, *, even_shares: bool = False) -> dict[str, Any]:
        """What the action saves."""
        fields = {name: value for name, value in self.form.cleaned_data.items() if name != "version"}
        authors = _rows(self.authors)
        if even_shares and authors:
            parts = split_evenly(len(authors))
            authors = [row | {"share_bp": part} for row, part in zip(authors, parts, strict=True)]
        return {**fields, "authors": authors, "participants": _rows(self.participants)}

    def refuse(self, sentence: str) -> None:
        self.form.add_error(None, sentence)

    def show_version(self, version: int) -> None:
        """The next save is meant against this version: its reader has seen it."""
        self.form.data = self.form.data.copy()
        self.form.data["version"] = str(version)

    @property
    def table_errors(self) -> list[str]:
        """The errors of both tables, with the row they are in."""
        return [
            *_table_errors(self.authors, _("Tác giả")),
            *_table_errors(self.participants, _("Người áp dụng thử")),
        ]

    def differences(self, current: Submission) -> list[tuple[Phrase, str, str]]:
        """Label, what stands now and what was typed, for every text that differs."""
        typed = self.form.cleaned_data
        pairs = [(field.label, getattr(current, field.name), typed.get(field.name)) for field in FIELDS]
        different = [(label, _shown(stands), _shown(new)) for label, stands, new in pairs if stands != new]
        people = _authors_line(author_rows(current)), _authors_line(_rows(self.authors))
        return different if people[0] == people[1] else [*different, (Phrase("Tác giả"), *people)]


def _initial(submission: Submission) -> dict[str, Any]:
    values = {field.name: getattr(submission, field.name) for field in FIELDS}
    return {**values, "strand": submission.strand_id, "version": submission.version}


def _rows(formset: Any) -> list[dict[str, Any]]:
    return [row for form in formset.forms if (row := form.row())]


def _table_errors(formset: Any, table: Any) -> list[str]:
    rows = [
        format_html(
            '<a href="#div_{}">{} {} – {}: {}</a>', form[name].auto_id, table, number, form[name].label, error
        )
        for number, form in enumerate(formset.forms, 1)
        for name, errors in form.errors.items()
        for error in errors
    ]
    return [*rows, *(f"{table}: {error}" for error in formset.non_form_errors())]


def _shown(value: Any) -> str:
    return vn_date(value) if hasattr(value, "year") else str(value or "")


def _authors_line(rows: list[dict[str, Any]]) -> str:
    return "; ".join(f"{row['full_name']} {_share(row)} %" for row in rows)


def _share(row: dict[str, Any]) -> str:
    return format_bp(row["share_bp"]) if "share_bp" in row else row["share"] or format_bp(0)


class StartForm(forms.Form):
    strand = StrandField(
        Strand.objects.none(), label=_("Nội dung thi đua"), widget=forms.RadioSelect, empty_label=None
    )

    def __init__(self, *args: Any, strands: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["strand"].queryset = strands


class DeclarationForm(forms.Form):
    version = forms.IntegerField(widget=forms.HiddenInput)
    declared = forms.BooleanField(
        label=_(
            "Tôi xin cam đoan mọi thông tin trong đơn là trung thực, đúng sự thật và hoàn toàn chịu trách nhiệm trước "
            "pháp luật."
        ),
        required=False,
    )


class AnswerForm(forms.Form):
    answer = TextField(
        label=_("Trả lời của bạn"),
        help_text=_("Ghi ngắn gọn đã sửa, bổ sung gì theo từng điểm được yêu cầu."),
        required=False,
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 6}),
    )


class WithdrawForm(forms.Form):
    reason = TextField(
        label=_("Lý do rút hồ sơ"), required=False, max_length=1000, widget=forms.Textarea(attrs={"rows": 3})
    )
