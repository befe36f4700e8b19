"""A rubric as an administrator types it: criteria with bands, levels with minimums, the order of comparison.

Bands and minimums are lines of text ("Xuất sắc: 40 - 50", "Tính mới: 30"), so that no table stands in a table.
"""

import re
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.forms import DayField, LineField
from accounts.text import fold
from campaign.actions.campaign import slug_of
from campaign.actions.rubric import content_of
from campaign.documents.plan import mark
from campaign.documents.rubric import POINTS_AND_RULES, RULES, head_of, sheet_of, weight_lines
from campaign.forms.fields import NumberField, TextField
from campaign.forms.plan import Editor, RowForm, kept, row_formset
from campaign.models.rulebook import Rubric
from campaign.rules import ranking_words
from campaign.rules.calendar import decimal_places, parse_number, vn_number
from campaign.rules.combining import METHODS, ROLES, UNITS
from campaign.rules.levels import LevelRule
from campaign.rules.rubric_check import Sheet
from campaign.rules.scoring import Band, Criterion

BAND = re.compile(r"(.+?)\s*[:\uff1a]\s*(\S+?)(?:\s*[-–]\s*(\S+))?")
MINIMUM = re.compile(r"(.+?)\s*[:\uff1a]\s*(\S+)")
LINKS = [(link, label) for link, label in ranking_words.LINKS.items() if link != "total"]
CHAIN_LENGTH = 8


class HeadForm(forms.Form):
    name = LineField(label=_("Tên bộ tiêu chí"), max_length=200)
    source = TextField(
        label=_("Nguồn, căn cứ"), required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 2})
    )
    effective_from = DayField(label=_("Áp dụng từ ngày"))


class RuleForm(forms.Form):
    method = forms.ChoiceField(label=_("Cách tổng hợp các phiếu"), choices=[*METHODS.items()])
    trim_from = forms.IntegerField(
        label=_("Bỏ phiếu cao nhất, thấp nhất khi có từ (phiếu)"), min_value=3, max_value=99, initial=5
    )
    trim_each = forms.IntegerField(label=_("Số phiếu bỏ ở mỗi đầu"), min_value=1, max_value=9, initial=1)
    weights = TextField(
        label=_("Trọng số"),
        required=False,
        max_length=2000,
        help_text=_(
            "Mỗi vai trò trong tổ hoặc mã cán bộ một dòng, ví dụ: Tổ trưởng: 2. Chỉ dùng với trung bình có trọng số."
        ),
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    vote_points = NumberField(
        label=_("Điểm bình chọn của cộng đồng"),
        required=False,
        highest=100,
        help_text=_("Điểm cộng cho hồ sơ nhiều phiếu nhất; để trống nếu không có bình chọn."),
    )
    spread_limit = NumberField(
        label=_("Giới hạn chênh lệch giữa các phiếu"),
        required=False,
        highest=1000,
        help_text=_("Vượt giới hạn thì đề xuất thêm giám khảo; để trống nếu không dùng."),
    )
    spread_unit = forms.ChoiceField(label=_("Đơn vị của giới hạn"), choices=[*UNITS.items()])
    asks_verdict = forms.BooleanField(
        label=_("Mỗi phiếu có ý kiến công nhận hay không và có cần thêm giấy tờ không"), required=False
    )
    pass_total = NumberField(label=_("Tổng điểm để được công nhận"), highest=1000)

    def __init__(self, *args: Any, links: list[tuple[str, Any]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for place in range(1, CHAIN_LENGTH + 1):
            self.fields[f"link_{place}"] = forms.ChoiceField(
                label=_("Khi bằng nhau, so tiếp (%(place)s)") % {"place": place},
                choices=[("", _("Không so thêm")), *links],
                required=False,
            )

    def clean_weights(self) -> dict[str, str]:
        return dict(_weight(line) for line in self.cleaned_data["weights"].splitlines() if line)

    def values(self) -> dict[str, Any]:
        """What the rulebook keeps; a number left empty is none."""
        facts = {name: self.cleaned_data[name] for name in RULES}
        return facts | {"vote_points": facts["vote_points"] or Decimal(0)}

    def chain(self) -> list[str]:
        chosen = [self.cleaned_data[f"link_{place}"] for place in range(1, CHAIN_LENGTH + 1)]
        return ["total", *(link for link in chosen if link)]


class CriterionRow(RowForm):
    short = ("position", "max_points", "min_points", "weight", "step")
    code = forms.SlugField(required=False, max_length=40, widget=forms.HiddenInput)
    group = LineField(label=_("Thuộc nhóm"), required=False, max_length=200)
    label = LineField(label=_("Tên tiêu chí"), max_length=200)
    help = TextField(
        label=_("Hướng dẫn chấm"), required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 2})
    )
    max_points = NumberField(label=_("Điểm tối đa"), highest=999)
    min_points = NumberField(
        label=_("Điểm cần đạt để được công nhận"), required=False, highest=999, help_text=_("Để trống là 0.")
    )
    weight = NumberField(label=_("Hệ số"), initial=Decimal(1), highest=99)
    step = NumberField(label=_("Bước điểm"), initial=Decimal("0.5"), highest=99)
    bands = TextField(
        label=_("Các mức điểm"),
        required=False,
        max_length=2000,
        help_text=_("Mỗi mức một dòng, ví dụ: Xuất sắc: 40 - 50; mức có điểm cố định ghi: Cao: 40"),
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    ticked = forms.BooleanField(label=_("Giám khảo chọn một mức có điểm cố định"), required=False)
    zero_is_copied = forms.BooleanField(
        label=_("Điểm 0 nghĩa là sao chép"),
        help_text=_("Quá nửa số phiếu chấm 0 thì không đủ điều kiện công nhận."),
        required=False,
    )
    na_rule = TextField(
        label=_("Khi nào được chọn «Không áp dụng»"),
        help_text=_("Ghi quy định bằng lời; để trống thì tiêu chí luôn phải chấm."),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    evidence = TextField(
        label=_("Minh chứng phải có"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def clean_bands(self) -> tuple[Band, ...]:
        return tuple(_band(line) for line in self.cleaned_data["bands"].splitlines() if line)


class LevelRow(RowForm):
    short = ("position", "total_min")
    code = forms.SlugField(required=False, max_length=40, widget=forms.HiddenInput)
    label = LineField(label=_("Tên mức"), max_length=100)
    total_min = NumberField(label=_("Tổng điểm từ"), highest=1000)
    minimums = TextField(
        label=_("Điểm tối thiểu theo tiêu chí"),
        required=False,
        max_length=2000,
        help_text=_("Mỗi tiêu chí một dòng, ví dụ: Tính mới: 30"),
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def clean_minimums(self) -> list[tuple[str, Decimal]]:
        return [_minimum(line) for line in self.cleaned_data["minimums"].splitlines() if line]


class RubricEditor(Editor):
    def __init__(self, rubric: Rubric, typed: Any = None) -> None:
        self.version, self.errors = mark(content_of(rubric)), []
        sheet = sheet_of(rubric)
        links = [(f"criterion:{one.code}", one.label) for one in sheet.criteria]
        self.head = HeadForm(typed, initial=head_of(rubric))
        self.rules = RuleForm(typed, initial=_rules(sheet), links=[*links, *LINKS])
        self.criteria = row_formset(CriterionRow)(typed, initial=_criteria(sheet), prefix="tieu-chi")
        self.levels = row_formset(LevelRow)(typed, initial=_levels(sheet), prefix="muc")
        self.tables = [self.head, self.rules, self.criteria, self.levels]
        self.stands = [
            *(f"{one.label}: {vn_number(one.max_points.normalize())}" for one in sheet.criteria),
            *(f"{level.label}: {vn_number(level.total_min.normalize())}" for level in sheet.levels),
        ]

    def is_valid(self) -> bool:
        if not super().is_valid():
            return False
        unknown = [
            name for level in kept(self.levels) for name in self._unknown(level.cleaned_data["minimums"])
        ]
        for name in unknown:
            self.refuse(_("Không có tiêu chí «%(name)s» để đặt điểm tối thiểu cho mức.") % {"name": name})
        return not unknown

    def sheet(self) -> Sheet:
        criteria = self._coded(self.criteria)
        known = {fold(row["label"]): code for code, row in criteria.items()}
        return Sheet(
            criteria=[_as_criterion(code, row) for code, row in criteria.items()],
            levels=[_as_level(code, row, known) for code, row in self._coded(self.levels).items()],
            method=self.rules.cleaned_data["method"],
            **self.rules.values(),
            chain=self.rules.chain(),
            helps={code: row["help"] for code, row in criteria.items()},
        )

    def _coded(self, table: Any) -> dict[str, dict[str, Any]]:
        """Rows by code; a new row gets one made of its name, the older ones keep theirs."""
        rows = [form.row() for form in kept(table)]
        taken = {row["code"] for row in rows if row["code"]}
        coded: dict[str, dict[str, Any]] = {}
        for row in rows:
            code = row["code"] if row["code"] and row["code"] not in coded else slug_of(row["label"], taken)
            taken.add(code)
            coded[code] = row
        return coded

    def _unknown(self, minimums: list[tuple[str, Decimal]]) -> list[str]:
        names = {fold(form.cleaned_data["label"]) for form in kept(self.criteria)}
        return [name for name, _points in minimums if fold(name) not in names]


def _band(line: str) -> Band:
    match = BAND.fullmatch(line)
    low, high = (parse_number(match[2]), parse_number(match[3] or match[2])) if match else (None, None)
    if match is None or low is None or high is None:
        raise forms.ValidationError(
            _("Không hiểu mức «%(line)s». Hãy viết như: Xuất sắc: 40 - 50"), params={"line": line[:60]}
        )
    return Band(match[1], low, high)


def _weight(line: str) -> tuple[str, str]:
    """Who weighs how much: a role of the panel by its name, or somebody by the staff code."""
    match = MINIMUM.fullmatch(line)
    number = parse_number(match[2]) if match else None
    if match is None or number is None or decimal_places(number) > 2:
        raise forms.ValidationError(
            _("Không hiểu dòng «%(line)s». Hãy viết như: Tổ trưởng: 2"), params={"line": line[:60]}
        )
    roles = {fold(str(name)): role for role, name in ROLES.items()}
    return roles.get(fold(match[1]), f"@{match[1]}"), str(number.normalize())


def _minimum(line: str) -> tuple[str, Decimal]:
    match = MINIMUM.fullmatch(line)
    points = parse_number(match[2]) if match else None
    if match is None or points is None:
        raise forms.ValidationError(
            _("Không hiểu dòng «%(line)s». Hãy viết như: Tính mới: 30"), params={"line": line[:60]}
        )
    return match[1], points


def _rules(sheet: Sheet) -> dict[str, Any]:
    links = {f"link_{place}": link for place, link in enumerate(sheet.chain[1:], 1)}
    rules = {name: getattr(sheet, name) for name in RULES}
    return rules | {"method": sheet.method, "weights": "\n".join(weight_lines(sheet))} | links


def _criteria(sheet: Sheet) -> list[dict[str, Any]]:
    return [
        vars(one)
        | {
            "position": order,
            "help": sheet.helps.get(one.code, ""),
            "bands": "\n".join(_band_line(band) for band in one.bands),
        }
        for order, one in enumerate(sheet.criteria, 1)
    ]


def _band_line(band: Band) -> str:
    low, high = vn_number(band.low.normalize()), vn_number(band.high.normalize())
    return f"{band.label}: {low}" if low == high else f"{band.label}: {low} - {high}"


def _levels(sheet: Sheet) -> list[dict[str, Any]]:
    labels = {one.code: one.label for one in sheet.criteria}
    return [
        vars(level)
        | {
            "position": order,
            "minimums": "\n".join(
                f"{labels[code]}: {vn_number(points.normalize())}" for code, points in level.minimums
            ),
        }
        for order, level in enumerate(sheet.levels, 1)
    ]


def _as_criterion(code: str, row: dict[str, Any]) -> Criterion:
    return Criterion(
        code=code,
        label=row["label"],
        **{name: row[name] for name in POINTS_AND_RULES} | {"min_points": row["min_points"] or Decimal(0)},
        bands=row["bands"],
    )


def _as_level(code: str, row: dict[str, Any], known: dict[str, str]) -> LevelRule:
    minimums = tuple((known[fold(name)], points) for name, points in row["minimums"])
    return LevelRule(code, row["label"], row["total_min"], minimums)
