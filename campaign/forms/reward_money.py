"""What the administrator types of kinds of rewards and base salaries: dated, with the source and how sure it is."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.forms import DayField, LineField
from campaign.forms.fields import NumberField
from campaign.models.reward import RewardKind
from campaign.rules.bonus import CERTAINTIES, LEVELS, OBJECTS, SORTS

SOURCE_HELP = _("Số văn bản và điều, khoản. Chỉ chọn «Đã đối chiếu» khi đã đọc văn bản gốc.")


def _choices(labels: dict[str, Any]) -> list[tuple[str, Any]]:
    return list(labels.items())


class SourcedForm(forms.Form):
    certainty = forms.ChoiceField(label=_("Mức chắc chắn"), choices=_choices(CERTAINTIES))
    source = LineField(label=_("Nguồn"), max_length=300, help_text=SOURCE_HELP)


class FollowKindForm(SourcedForm):
    since = DayField(label=_("Có hiệu lực từ ngày"))
    coefficient = NumberField(
        label=_("Hệ số trên mức lương cơ sở"),
        places=3,
        highest=100,
        help_text=_("Ví dụ: 0,3. Hộ gia đình ghi 1,5 lần hệ số của cá nhân."),
    )
    field_order = ["since", "coefficient", "certainty", "source"]

    def clean_coefficient(self) -> Any:
        found = self.cleaned_data["coefficient"]
        if not found:
            raise forms.ValidationError(_("Hệ số phải lớn hơn 0."))
        return found


class KindForm(FollowKindForm):
    name = LineField(label=_("Tên danh hiệu hoặc hình thức"), max_length=200)
    sort = forms.ChoiceField(label=_("Loại"), choices=_choices(SORTS))
    object = forms.ChoiceField(label=_("Đối tượng"), choices=_choices(OBJECTS))
    level = forms.ChoiceField(label=_("Cấp quyết định"), choices=_choices(LEVELS))
    field_order = ["code", "name", "sort", "object", "level", "since", "coefficient", "certainty", "source"]

    def face(self) -> dict[str, Any]:
        facts = dict(self.cleaned_data)
        facts["in_force_from"] = facts.pop("since")
        return facts


class NewKindForm(KindForm):
    code = forms.SlugField(
        label=_("Mã"), max_length=40, help_text=_("Chữ thường không dấu và gạch nối, ví dụ: giay-khen")
    )


class BaseSalaryForm(SourcedForm):
    amount = forms.IntegerField(
        label=_("Mức lương cơ sở (đồng mỗi tháng)"), min_value=1, max_value=1_000_000_000
    )
    since = DayField(label=_("Có hiệu lực từ ngày"))
    field_order = ["amount", "since", "certainty", "source"]


def kind_initial(kind: RewardKind) -> dict[str, Any]:
    names = ("name", "sort", "object", "level", "coefficient", "certainty", "source")
    return {name: getattr(kind, name) for name in names} | {"since": kind.in_force_from}
