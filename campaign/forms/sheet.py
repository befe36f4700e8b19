"""What a judge types on a score sheet: marks by criterion, a comment, and what the rubric asks for beside them."""

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from decimal import Decimal
from itertools import groupby
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.forms import LineField
from campaign.actions.judging import Entry, said_on
from campaign.documents.scoring import criteria_of
from campaign.forms.fields import TextField
from campaign.models.judging import Sheet
from campaign.models.rulebook import Criterion, Rubric
from campaign.rules import scoring
from campaign.rules.calendar import round_half_up, vn_number
from campaign.rules.sheet_words import VERDICTS, VIOLATIONS, Said

SAID = ("verdict", "papers_needed", "violation_kind", "violation_reason")


@dataclass(frozen=True)
class CriterionLine:
    """One criterion as the sheet shows it; `stored` is what another tab saved meanwhile."""

    criterion: Criterion
    points: forms.BoundField
    remark: forms.BoundField
    left_out: forms.BoundField | None
    copied_from: forms.BoundField | None
    stored: Entry | None


@dataclass(frozen=True)
class Group:
    """Criteria under one heading, with the highest points they make together; one without a heading stands alone."""

    label: str
    top: str
    lines: list[CriterionLine]


def _long(label: Any, length: int, rows: int, **more: Any) -> TextField:
    widget = forms.Textarea(attrs={"rows": rows, "class": "form-control"})
    return TextField(label=label, required=False, max_length=length, widget=widget, **more)


class SheetForm(forms.Form):
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    comment = _long(_("Nhận xét chung"), 4000, 4)
    verdict = forms.ChoiceField(
        label=_("Đề nghị của giám khảo"),
        required=False,
        choices=[*VERDICTS.items()],
        widget=forms.RadioSelect(attrs={"class": "form-check-input"}),
    )
    papers_needed = _long(_("Giấy tờ cần bổ sung (nếu có)"), 1000, 2)
    violation_kind = forms.ChoiceField(
        label=_("Loại vi phạm"), required=False, choices=[("", _("Không báo cáo")), *VIOLATIONS.items()]
    )
    violation_reason = _long(_("Lý do, căn cứ"), 2000, 3)

    def __init__(self, *args: Any, rubric: Rubric, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.rules = criteria_of(rubric)
        self.rows = list(rubric.criteria.all())
        self.asks_verdict = rubric.asks_verdict
        if not rubric.asks_verdict:
            del self.fields["verdict"], self.fields["papers_needed"]
        for row in self.rows:
            self._add(row)

    def _add(self, row: Criterion) -> None:
        self.fields[f"points_{row.code}"] = _points_field(row)
        self.fields[f"remark_{row.code}"] = _long(_("Nhận xét"), 2000, 2)
        if row.na_rule:
            attributes = {"class": "form-check-input", "data-left-out": ""}
            self.fields[f"na_{row.code}"] = forms.BooleanField(
                label=_("Không áp dụng"), required=False, widget=forms.CheckboxInput(attrs=attributes)
            )
        if row.zero_is_copied:
            self.fields[f"copied_{row.code}"] = _long(_("Xác nhận sao chép: sao chép từ đâu"), 1000, 2)

    def clean(self) -> dict[str, Any]:
        facts = super().clean() or {}
        entries = {rule.code: self._entry(rule, facts) for rule in self.rules}
        said = Said(**{name: facts.get(name, "") for name in SAID})
        return facts | {"entries": entries, "said": said}

    def _entry(self, rule: scoring.Criterion, facts: dict[str, Any]) -> Entry:
        remark = facts.get(f"remark_{rule.code}", "")
        copied = facts.get(f"copied_{rule.code}", "")
        if facts.get(f"na_{rule.code}"):
            return Entry(None, remark, not_applicable=True)
        points = self._points(rule, facts.get(f"points_{rule.code}", ""))
        return Entry(points, remark, copied_from=copied if points == 0 else "")

    def _points(self, rule: scoring.Criterion, typed: str) -> Decimal | None:
        name = f"points_{rule.code}"
        if not typed:
            return None
        try:
            points = scoring.parse_points(typed).normalize()
        except scoring.PointsError as error:
            self.add_error(name, f"{rule.label}: {error.phrase}")
            return None
        if problem := scoring.mark_problem(rule, points, remark="-", copied_from="-"):
            self.add_error(name, str(problem))
        return points

    def total(self) -> str:
        """What the marks typed so far make; those that cannot stand are left out. The errors shown stay as they are."""
        if not hasattr(self, "cleaned_data"):
            shown = vars(self)["_errors"]
            self.full_clean()
            vars(self)["_errors"] = shown
        entries = self.cleaned_data["entries"]
        marks = [
            scoring.Mark(rule.code, entry.points or Decimal(0), not_applicable=entry.not_applicable)
            for rule in self.rules
            if (entry := entries[rule.code]) and _counts(rule, entry)
        ]
        return vn_number(round_total(self.rules, marks))

    def groups(self, stored: dict[str, Entry] | None = None) -> list[Group]:
        """Neighbours with the same heading stand together."""
        return [
            Group(label, _top(lines), lines)
            for label, found in groupby(self.lines(stored), key=lambda line: line.criterion.group)
            for lines in [list(found)]
        ]

    def lines(self, stored: dict[str, Entry] | None = None) -> Iterator[CriterionLine]:
        return (
            CriterionLine(
                row,
                self[f"points_{row.code}"],
                self[f"remark_{row.code}"],
                self[f"na_{row.code}"] if row.na_rule else None,
                self[f"copied_{row.code}"] if row.zero_is_copied else None,
                None if stored is None else stored.get(row.code, Entry()),
            )
            for row in self.rows
        )

    def take_version(self, version: int) -> None:
        """After a stale save: what was typed stays, and the next save is a choice made knowingly."""
        self.data = self.data.copy()
        self.data["version"] = str(version)


def _counts(rule: scoring.Criterion, entry: Entry) -> bool:
    if entry.not_applicable:
        return bool(rule.na_rule)
    return entry.points is not None and not scoring.mark_problem(
        rule, entry.points, remark="-", copied_from="-"
    )


def round_total(rules: list[scoring.Criterion], marks: list[scoring.Mark]) -> Decimal:
    return round_half_up(scoring.sheet_total(rules, marks)).normalize()


def _top(lines: list[CriterionLine]) -> str:
    tops = (line.criterion.max_points * line.criterion.weight for line in lines)
    return vn_number(sum(tops, Decimal(0)).normalize())


def _points_field(row: Criterion) -> LineField:
    data = {"data-points": "", "data-max": str(row.max_points), "data-weight": str(row.weight)}
    if row.ticked:
        attributes = data | {"class": "form-check-input"}
        radio = forms.RadioSelect(attrs=attributes, choices=_fixed(row))
        return LineField(label=_("Mức"), required=False, max_length=20, widget=radio)
    attributes = data | {
        "inputmode": "decimal",
        "autocomplete": "off",
        "class": "form-control form-control-short",
    }
    return LineField(label=_("Điểm"), required=False, max_length=20, widget=forms.TextInput(attrs=attributes))


def _fixed(row: Criterion) -> list[tuple[str, Any]]:
    """The bands with their fixed points; where a 0 means "copied", that too."""
    found = [(_said(band.low), f"{band.label} ({_said(band.low)})") for band in row.bands.all()]
    if row.zero_is_copied and "0" not in dict(found):
        found.append(("0", _("Sao chép (0)")))
    return found


def _said(points: Decimal) -> str:
    return vn_number(points.normalize())


def sheet_initial(sheet: Sheet | None) -> dict[str, Any]:
    if sheet is None:
        return {"version": 0}
    initial: dict[str, Any] = {"version": sheet.version, "comment": sheet.comment, **asdict(said_on(sheet))}
    for code, entry in stored_entries(sheet).items():
        initial[f"points_{code}"] = "" if entry.points is None else _said(entry.points)
        initial[f"remark_{code}"] = entry.remark
        initial[f"na_{code}"] = entry.not_applicable
        initial[f"copied_{code}"] = entry.copied_from
    return initial


def stored_entries(sheet: Sheet) -> dict[str, Entry]:
    return {
        mark.criterion.code: Entry(mark.points, mark.remark, mark.not_applicable, mark.copied_from)
        for mark in sheet.marks.select_related("criterion")
    }
