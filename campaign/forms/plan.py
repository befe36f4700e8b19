"""The timetable and the ordered lists of a plan, each typed as rows that may be added, moved and struck out."""

from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.forms import LineField
from campaign.actions.plan import Span
from campaign.documents import plan
from campaign.forms.fields import NumberField, TextField
from campaign.forms.kept import Writing
from campaign.models.campaign import Campaign
from campaign.models.rulebook import Rubric
from campaign.rules import phases
from campaign.rules.calendar import VIETNAM, vn_datetime

MOST_ROWS = 60
EARLIEST, LATEST = 2000, 2100
LONGEST_GRACE = 1440
KINDS = [(kind.value, phases.LABELS[kind]) for kind in phases.KINDS]


class MomentField(forms.DateTimeField):
    """A day and time of the day in Vietnam."""

    widget = forms.DateTimeInput(format="%Y-%m-%dT%H:%M", attrs={"type": "datetime-local"})

    def clean(self, value: Any) -> Any:
        moment = super().clean(value)
        if moment and not EARLIEST <= moment.year <= LATEST:
            raise forms.ValidationError(_("Năm phải nằm trong khoảng từ 2000 đến 2100."))
        return moment


class RowForm(forms.Form):
    """One row of a list; `position` moves it without a script."""

    use_required_attribute = False
    short: tuple[str, ...] = ("position",)
    pk = forms.IntegerField(required=False, widget=forms.HiddenInput)
    position = forms.IntegerField(label=_("Thứ tự"), required=False, min_value=1, max_value=999)

    def long_fields(self) -> list[forms.BoundField]:
        shown = self.visible_fields()
        return [field for field in shown if field.name not in (*self.short, "DELETE")]

    def short_fields(self) -> list[forms.BoundField]:
        """Numbers, side by side where there is room."""
        return [self[name] for name in self.short]

    def row(self) -> dict[str, Any]:
        return {
            name: value for name, value in self.cleaned_data.items() if name not in ("position", "DELETE")
        }


class LegalBasisRow(RowForm):
    text = TextField(label=_("Văn bản"), max_length=1000, widget=forms.Textarea(attrs={"rows": 2}))
    note = LineField(label=_("Ghi chú"), required=False, max_length=300)


class StrandRow(RowForm):
    short = ("position", "judges_per_dossier")
    name = LineField(label=_("Tên nội dung thi đua"), max_length=300)
    description = TextField(
        label=_("Mô tả"), required=False, max_length=4000, widget=forms.Textarea(attrs={"rows": 3})
    )
    rubric_id = forms.TypedChoiceField(label=_("Bộ tiêu chí"), coerce=int)
    judges_per_dossier = forms.IntegerField(
        label=_("Số giám khảo mỗi hồ sơ"), min_value=1, max_value=15, initial=3
    )

    def __init__(self, *args: Any, rubrics: list[tuple[Any, Any]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["rubric_id"].choices = rubrics


class AwardLevelRow(RowForm):
    short = ("position", "minimum_total", "bonus_coefficient")
    label = LineField(label=_("Tên giải"), max_length=100)
    minimum_total = NumberField(label=_("Điểm tối thiểu"), required=False, highest=1000)
    bonus_coefficient = NumberField(
        label=_("Hệ số thưởng"), required=False, highest=100, help_text=_("Nhân với mức lương cơ sở.")
    )
    note = LineField(label=_("Ghi chú"), required=False, max_length=300)


class ChecklistRow(RowForm):
    text = LineField(label=_("Nội dung kiểm tra"), max_length=300)
    basis = LineField(label=_("Căn cứ"), required=False, max_length=300)


ROWS: dict[str, type[RowForm]] = {
    "legal_bases": LegalBasisRow,
    "strands": StrandRow,
    "award_levels": AwardLevelRow,
    "checklist": ChecklistRow,
}


class Editor:
    """A form of rows: its errors in words, the version it was shown with, and what stands when that is stale."""

    tables: list[Any]

    def __init__(self, content: Any) -> None:
        self.version = plan.mark(content)
        self.errors: list[str] = []

    def is_valid(self) -> bool:
        valid = all([table.is_valid() for table in self.tables])
        self.errors = [*self.errors, *(line for table in self.tables for line in _table_errors(table))]
        return valid

    def refuse(self, sentence: str) -> None:
        self.errors.append(sentence)

    def show(self, writing: Writing) -> None:
        """The text that was kept of this form, with the version that it was typed against."""
        writing.restore(*self.tables)
        self.version = writing.seen(self.version)


class PartEditor(Editor):
    def __init__(self, campaign: Campaign, part: str, typed: Any = None) -> None:
        rows = plan.rows_of(campaign, part)
        super().__init__(rows)
        words = {"rubrics": rubric_choices()} if part == "strands" else {}
        initial = [row | {"position": order} for order, row in enumerate(rows, 1)]
        self.formset = row_formset(ROWS[part])(typed, initial=initial, form_kwargs=words, prefix="dong")
        self.tables = [self.formset]
        self.stands = [str(row[plan.PARTS[part].named_by]) for row in rows]

    def rows(self) -> list[dict[str, Any]]:
        return [form.row() for form in kept(self.formset)]


class WindowForm(forms.Form):
    """One line of the timetable; both moments or neither."""

    use_required_attribute = False
    opens = MomentField(label=_("Mở"), required=False)
    closes = MomentField(label=_("Đóng"), required=False)
    grace_minutes = forms.IntegerField(
        label=_("Ân hạn (phút)"),
        required=False,
        min_value=0,
        max_value=LONGEST_GRACE,
        help_text=_(
            "Không hiện cho ai ngoài trang này: hồ sơ đến trong thời gian này vẫn nhận và ghi là nộp muộn."
        ),
    )
    note = LineField(label=_("Ghi chú"), required=False, max_length=300)

    def __init__(self, *args: Any, graced: bool = True, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not graced:
            del self.fields["grace_minutes"]

    def clean(self) -> dict[str, Any]:
        facts = super().clean() or {}
        opens, closes = facts.get("opens"), facts.get("closes")
        if bool(opens) != bool(closes) and not self.errors:
            raise forms.ValidationError(_("Hãy ghi cả thời điểm mở và thời điểm đóng, hoặc để trống cả hai."))
        if opens and closes and closes - opens > timedelta(days=3660):
            raise forms.ValidationError(_("Khoảng thời gian dài quá 10 năm; hãy xem lại năm."))
        if facts.get("grace_minutes") and facts.get("kind", phases.Kind.SUBMIT) != phases.Kind.SUBMIT:
            raise forms.ValidationError(_("Ân hạn chỉ dùng cho bước nộp hồ sơ; hãy để trống ở bước khác."))
        return facts


class StrandWindowForm(WindowForm):
    kind = forms.ChoiceField(label=_("Bước"), choices=KINDS)
    strand_id = forms.TypedChoiceField(label=_("Nội dung thi đua"), coerce=int)

    field_order = ["strand_id", "kind"]

    def __init__(self, *args: Any, strands: list[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["strand_id"].choices = strands


class Timetable(Editor):
    """Every window of the campaign on one page: seven for all strands, then those of single strands."""

    def __init__(self, campaign: Campaign, typed: Any = None) -> None:
        rows = plan.timetable_rows(campaign)
        super().__init__(rows)
        self.strands = {strand.pk: strand for strand in campaign.strands.all()}
        common = {row["kind"]: row for row in rows if row["strand_id"] is None}
        self.steps = [
            (kind.value, phases.LABELS[kind], _window_form(typed, kind, common.get(kind)))
            for kind in phases.KINDS
        ]
        self.formset = row_formset(StrandWindowForm)(
            typed,
            initial=[row for row in rows if row["strand_id"]],
            form_kwargs={"strands": [(strand.pk, strand.name) for strand in self.strands.values()]},
            prefix="rieng",
        )
        self.tables = [self.formset, *(form for _kind, _label, form in self.steps)]
        self.stands = [self._line(row) for row in rows]

    def spans(self) -> list[Span]:
        common = [self._span(kind, form.cleaned_data) for kind, _label, form in self.steps]
        own = [self._span(form.cleaned_data["kind"], form.cleaned_data) for form in kept(self.formset)]
        return [span for span in [*common, *own] if span]

    def _span(self, kind: str, facts: dict[str, Any]) -> Span | None:
        if not facts.get("opens"):
            return None
        strand = self.strands.get(facts.get("strand_id"))
        grace = facts.get("grace_minutes") or 0
        return Span(kind, facts["opens"], facts["closes"], strand, facts["note"], grace)

    def _line(self, row: dict[str, Any]) -> str:
        whose = f" ({self.strands[row['strand_id']].name})" if row["strand_id"] else ""
        label = phases.LABELS[phases.Kind(row["kind"])]
        opens, closes = (vn_datetime(row[name].astimezone(VIETNAM)) for name in ("opens", "closes"))
        return f"{label}{whose}: {opens} – {closes}"


def _window_form(typed: Any, kind: phases.Kind, stored: Any) -> WindowForm:
    return WindowForm(typed, prefix=kind.value, initial=stored, graced=kind == phases.Kind.SUBMIT)


def rubric_choices() -> list[tuple[Any, Any]]:
    """The newest version first; older ones stay choosable for strands that already use them."""
    known = [(rubric.pk, str(rubric)) for rubric in Rubric.objects.order_by("code", "-version")]
    return [("", _("Chọn bộ tiêu chí")), *known]


def row_formset(form: type[forms.Form]) -> Any:
    return forms.formset_factory(
        form, extra=1, can_delete=True, max_num=MOST_ROWS, absolute_max=MOST_ROWS, validate_max=True
    )


def kept(formset: Any) -> Iterable[Any]:
    """The rows that stay, in the order of their numbers; a row left blank is nothing."""
    filled = [form for form in formset.forms if form.cleaned_data and not form.cleaned_data.get("DELETE")]
    return sorted(filled, key=lambda form: form.cleaned_data.get("position") or MOST_ROWS * 20)


def _table_errors(table: Any) -> list[str]:
    forms_of = table.forms if hasattr(table, "forms") else [table]
    lines = [
        _("Dòng %(row)s – %(label)s: %(error)s")
        % {"row": number, "label": _label(form, name), "error": error}
        for number, form in enumerate(forms_of, 1)
        for name, errors in form.errors.items()
        for error in errors
    ]
    return [*lines, *(str(error) for error in getattr(table, "non_form_errors", list)())]


def _label(form: forms.Form, name: str) -> Any:
    return form.fields[name].label if name in form.fields else _("cả dòng")
