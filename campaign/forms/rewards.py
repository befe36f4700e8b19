"""What the office types about rewards: a list, its rows, the day it is reckoned for; the ledger's search."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.forms import DayField, LineField, UnitField
from campaign.actions.reward_list import Ground, Holder
from campaign.forms.fields import TextField
from campaign.models import clock
from campaign.models.campaign import Campaign
from campaign.models.reward import LevelReward, RewardKind, RewardList
from campaign.rules.bonus import NATURES, OBJECTS, SORTS

NOBODY = _("Không đưa vào danh sách")
WITHOUT_PRIZE = "0"


def grouped(kinds: list[RewardKind], value: str) -> list[tuple[str, list[tuple[Any, str]]]]:
    """Titles and forms apart, each with the sort of holder it is for."""
    return [
        (
            str(label),
            [
                (getattr(one, value), f"{one.name} · {OBJECTS[one.object]}")
                for one in kinds
                if one.sort == sort
            ],
        )
        for sort, label in SORTS.items()
    ]


class RewardListForm(forms.Form):
    campaign = forms.ModelChoiceField(
        Campaign.objects.none(), label=_("Phong trào"), empty_label=_("Chọn phong trào")
    )
    name = LineField(
        label=_("Tên danh sách"),
        max_length=200,
        help_text=_("Ví dụ: Khen thưởng tổng kết phong trào năm 2026"),
    )
    nature = forms.ChoiceField(
        label=_("Loại khen thưởng"), choices=[(code, label) for code, label in NATURES.items()]
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["campaign"].queryset = Campaign.objects.announced()


class YearForm(forms.Form):
    year = forms.IntegerField(
        label=_("Năm của thành tích"),
        min_value=2000,
        max_value=2100,
        help_text=_("Nhiều danh hiệu của cùng một năm chỉ được chi mức cao nhất."),
    )


class ByLevelForm(YearForm):
    """A kind for each prize of the campaign, as it was chosen the last time."""

    def __init__(self, *args: Any, listed: RewardList, **kwargs: Any) -> None:
        super().__init__(*args, initial={"year": listed.campaign.year}, **kwargs)
        kinds = list(RewardKind.objects.in_force(clock.today()).exclude(object="household"))
        choices = [("", NOBODY), *grouped(kinds, "code")]
        rows = LevelReward.objects.filter(award_level__campaign=listed.campaign)
        before = dict(rows.values_list("award_level", "kind_code"))
        for level in listed.campaign.award_levels.all():
            self._ask(str(level.pk), level.label, choices, before.get(level.pk, ""))
        self._ask(WITHOUT_PRIZE, _("Được công nhận, không xếp giải"), choices, "")

    def _ask(self, key: str, label: Any, choices: list[Any], before: str) -> None:
        name = f"level-{key}"
        self.fields[name] = forms.ChoiceField(label=label, choices=choices, required=False, initial=before)

    def clean(self) -> dict[str, Any]:
        facts = super().clean() or {}
        if not self.errors and not self.chosen():
            raise forms.ValidationError(_("Hãy chọn hình thức hoặc danh hiệu cho ít nhất một giải."))
        return facts

    def chosen(self) -> dict[int | None, str]:
        found = {
            name.partition("-")[2]: code
            for name, code in self.cleaned_data.items()
            if name.startswith("level-") and code
        }
        return {None if key == WITHOUT_PRIZE else int(key): code for key, code in found.items()}


class RewardForm(YearForm):
    """Somebody by name, or a whole unit; for an initiative of the campaign, or for something in words."""

    kind = forms.TypedChoiceField(label=_("Danh hiệu hoặc hình thức"), coerce=int)
    name = LineField(
        label=_("Người, tập thể hoặc hộ gia đình"),
        required=False,
        max_length=200,
        help_text=_("Để trống khi khen chính đơn vị chọn ở dưới. Tác giả thì ghi đúng họ tên trong hồ sơ."),
    )
    note = LineField(label=_("Chức vụ, nơi công tác hoặc địa chỉ"), required=False, max_length=300)
    unit = UnitField(label=_("Đơn vị"), required=False)
    register_number = LineField(
        label=_("Số tiếp nhận của sáng kiến làm căn cứ"), required=False, max_length=40
    )
    ground = LineField(
        label=_("Thành tích (khi căn cứ không phải sáng kiến)"),
        required=False,
        max_length=500,
        help_text=_("Ví dụ: Tổ chức tốt phong trào thi đua tại đơn vị năm 2026"),
    )
    field_order = ["kind", "name", "note", "unit", "year", "register_number", "ground"]

    def __init__(self, *args: Any, listed: RewardList, **kwargs: Any) -> None:
        super().__init__(*args, initial={"year": listed.campaign.year}, **kwargs)
        self.kinds = {kind.pk: kind for kind in RewardKind.objects.in_force(clock.today())}
        self.fields["kind"].choices = [("", _("Chọn một")), *grouped(list(self.kinds.values()), "pk")]
        self.fields["unit"].offer()

    def clean(self) -> dict[str, Any]:
        facts = super().clean() or {}
        if not facts.get("register_number") and not facts.get("ground"):
            self.add_error("ground", _("Hãy ghi số tiếp nhận của sáng kiến hoặc ghi thành tích."))
        if not facts.get("name") and not facts.get("unit"):
            self.add_error("name", _("Hãy ghi tên, hoặc chọn đơn vị được khen."))
        return facts

    def proposed(self) -> dict[str, Any]:
        data = self.cleaned_data
        return {
            "kind": self.kinds[data["kind"]],
            "holder": Holder(data["name"], data["note"], data["unit"]),
            "year": data["year"],
            "ground": Ground(data["register_number"], data["ground"]),
        }


class DayForm(forms.Form):
    ngay = DayField(label=_("Tính theo ngày ký"), required=False)


class RevokeForm(forms.Form):
    reason = TextField(
        label=_("Lý do thu hồi"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Người được khen đọc được lý do này trong thư."),
        error_messages={"required": _("Cần ghi lý do thu hồi. Khen thưởng vẫn giữ nguyên.")},
    )
