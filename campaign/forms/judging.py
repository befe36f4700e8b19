"""What a judge types on a score sheet, and what the office types about panels and judges."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.forms import DayField, LineField
from accounts.models.user import User
from campaign.actions.assignment import Choice
from campaign.actions.judging import Entry
from campaign.actions.panels import seatable
from campaign.documents.scoring import criteria_of
from campaign.forms.fields import TextField
from campaign.models.campaign import Campaign
from campaign.models.judging import Panel, Sheet
from campaign.models.rulebook import Criterion, Rubric
from campaign.rules import scoring
from campaign.rules.calendar import vn_number

MEMBER_LABELS = [
    ("member", _("Thành viên")),
    ("chair", _("Tổ trưởng")),
    ("vice_chair", _("Tổ phó")),
    ("secretary", _("Thư ký")),
]


@dataclass(frozen=True)
class CriterionLine:
    """One criterion as the sheet shows it; `stored` is what another tab saved meanwhile."""

    criterion: Criterion
    points: forms.BoundField
    remark: forms.BoundField
    stored: Entry | None


class SheetForm(forms.Form):
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    comment = TextField(
        label=_("Nhận xét chung"), required=False, max_length=4000, widget=forms.Textarea(attrs={"rows": 4})
    )

    def __init__(self, *args: Any, rubric: Rubric, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.rules = criteria_of(rubric)
        self.rows = list(rubric.criteria.all())
        for row in self.rows:
            self.fields[f"points_{row.code}"] = _points_field(row)
            self.fields[f"remark_{row.code}"] = TextField(
                label=_("Nhận xét"),
                required=False,
                max_length=2000,
                widget=forms.Textarea(attrs={"rows": 2, "class": "form-control"}),
            )

    def clean(self) -> dict[str, Any]:
        facts = super().clean() or {}
        entries = {rule.code: self._entry(rule, facts) for rule in self.rules}
        return facts | {"entries": entries}

    def _entry(self, rule: scoring.Criterion, facts: dict[str, Any]) -> Entry:
        name, typed = f"points_{rule.code}", facts.get(f"points_{rule.code}", "")
        remark = facts.get(f"remark_{rule.code}", "")
        if not typed:
            return Entry(None, remark)
        try:
            points = scoring.parse_points(typed).normalize()
        except scoring.PointsError as error:
            self.add_error(name, f"{rule.label}: {error.phrase}")
            return Entry(None, remark)
        if problem := scoring.mark_problem(rule, points, remark="-"):
            self.add_error(name, str(problem))
        return Entry(points, remark)

    def lines(self, stored: dict[str, Entry] | None = None) -> Iterator[CriterionLine]:
        return (
            CriterionLine(
                row,
                self[f"points_{row.code}"],
                self[f"remark_{row.code}"],
                None if stored is None else stored.get(row.code, Entry()),
            )
            for row in self.rows
        )

    def take_version(self, version: int) -> None:
        """After a stale save: what was typed stays, and the next save is a choice made knowingly."""
        self.data = self.data.copy()
        self.data["version"] = str(version)


def _points_field(row: Criterion) -> LineField:
    attributes = {
        "inputmode": "decimal",
        "autocomplete": "off",
        "class": "form-control form-control-short",
        "data-points": "",
        "data-max": str(row.max_points),
        "data-weight": str(row.weight),
    }
    return LineField(label=_("Điểm"), required=False, max_length=20, widget=forms.TextInput(attrs=attributes))


def sheet_initial(sheet: Sheet | None) -> dict[str, Any]:
    if sheet is None:
        return {"version": 0}
    initial: dict[str, Any] = {"version": sheet.version, "comment": sheet.comment}
    for code, entry in stored_entries(sheet).items():
        initial[f"points_{code}"] = "" if entry.points is None else vn_number(entry.points.normalize())
        initial[f"remark_{code}"] = entry.remark
    return initial


def stored_entries(sheet: Sheet) -> dict[str, Entry]:
    return {
        mark.criterion.code: Entry(mark.points, mark.remark, mark.not_applicable)
        for mark in sheet.marks.select_related("criterion")
    }


class ReasonForm(forms.Form):
    reason = TextField(label=_("Lý do"), max_length=1000, widget=forms.Textarea(attrs={"rows": 4}))


class ConflictForm(ReasonForm):
    reason = TextField(
        label=_("Lý do không thể chấm hồ sơ này"),
        help_text=_("Ví dụ: người thân, cấp trên hoặc cộng sự của tác giả; cùng tham gia tạo ra giải pháp."),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": _("Hãy ghi lý do xung đột lợi ích.")},
    )


class AmendPanelForm(forms.Form):
    name = LineField(label=_("Tên tổ giám khảo"), max_length=200)
    decision_number = LineField(
        label=_("Số quyết định thành lập"), max_length=60, help_text=_("Ví dụ: 15/QĐ-UBND")
    )
    decision_date = DayField(label=_("Ngày ký quyết định"))


class PanelForm(AmendPanelForm):
    """A panel serves one strand, or all strands of a campaign."""

    place = forms.ChoiceField(label=_("Chấm cho"))
    field_order = ["place", "name", "decision_number", "decision_date"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.places = {
            key: (campaign, strand)
            for campaign in Campaign.objects.running().prefetch_related("strands")
            for key, strand in _keys(campaign)
        }
        groups: dict[str, list[tuple[str, Any]]] = {}
        for key, (campaign, strand) in self.places.items():
            groups.setdefault(campaign.title, []).append(
                (key, strand.name if strand else _("Mọi nội dung thi đua"))
            )
        self.fields["place"].choices = list(groups.items())

    def clean(self) -> dict[str, Any]:
        facts = super().clean() or {}
        campaign, strand = self.places.get(facts.pop("place", ""), (None, None))
        return facts | {"campaign": campaign, "strand": strand}


def _keys(campaign: Campaign) -> Iterator[tuple[str, Any]]:
    yield f"p{campaign.pk}", None
    for strand in campaign.strands.all():
        yield f"n{strand.pk}", strand


class MemberForm(forms.Form):
    user = forms.ModelChoiceField(
        User.objects.none(),
        label=_("Người tham gia"),
        empty_label=_("Chọn một người"),
        help_text=_("Chỉ gồm người đang giữ nhiệm vụ giám khảo hoặc chủ tịch hội đồng."),
    )
    role = forms.ChoiceField(label=_("Vai trò trong tổ"), choices=MEMBER_LABELS)

    def __init__(self, *args: Any, panel: Panel, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        seated = panel.members.filter(left_on__isnull=True).values("user")
        self.fields["user"].queryset = seatable().exclude(pk__in=seated)


class AppointForm(forms.Form):
    judges = forms.MultipleChoiceField(
        label=_("Giám khảo"), error_messages={"required": _("Hãy chọn giám khảo.")}
    )
    reason = TextField(
        label=_("Lý do (khi chọn ít hơn số quy định)"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, *args: Any, choices: Sequence[Choice], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.people = {str(choice.seat.user.pk): choice.seat.user for choice in choices}
        self.fields["judges"].choices = [(pk, user.full_name) for pk, user in self.people.items()]

    def clean_judges(self) -> list[User]:
        return [self.people[pk] for pk in self.cleaned_data["judges"]]


class CommitForm(forms.Form):
    seen = forms.CharField(widget=forms.HiddenInput, max_length=64)
    fewer_reason = TextField(
        label=_("Lý do phân công ít giám khảo hơn quy định"),
        help_text=_("Để trống thì hồ sơ chưa đủ giám khảo được để lại."),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
