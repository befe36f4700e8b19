"""What the office types about a council: its decision, term, quorum and majority, and who sits on it."""

from fractions import Fraction
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.forms import DayField, LineField
from accounts.models.user import User
from campaign.actions.councils import council_seatable
from campaign.models.campaign import Campaign
from campaign.models.council import Council
from campaign.rules.councils import COUNCIL_LABELS, PRESETS, SEAT_LABELS, CouncilKind

USUAL = _(
    "Để trống thì lấy theo thông lệ: 2/3; phiên xét thưởng của hội đồng thi đua - khen thưởng cần 4/5 có mặt và người "
    "vắng mặt gửi ý kiến bằng văn bản."
)


class ShareField(LineField):
    """A fraction or a percentage: “2/3”, “80 %”."""

    default_error_messages = {"invalid": _("Hãy nhập một phân số như 2/3 hoặc một tỷ lệ như 80 %.")}

    def clean(self, value: Any) -> Any:
        text = super().clean(value).replace(" ", "").replace(",", ".")
        if not text:
            return None
        try:
            found = Fraction(text.removesuffix("%")) / (100 if text.endswith("%") else 1)
        except (ValueError, ZeroDivisionError):
            raise forms.ValidationError(self.error_messages["invalid"]) from None
        if not 0 < found <= 1 or found.denominator > 1000:
            raise forms.ValidationError(self.error_messages["invalid"])
        return found

    def prepare_value(self, value: Any) -> Any:
        return str(value) if isinstance(value, Fraction) else value


class AmendCouncilForm(forms.Form):
    name = LineField(label=_("Tên hội đồng"), max_length=200)
    decision_number = LineField(
        label=_("Số quyết định thành lập"), max_length=60, help_text=_("Ví dụ: 15/QĐ-UBND")
    )
    decision_date = DayField(label=_("Ngày ký quyết định"))
    term_from = DayField(label=_("Nhiệm kỳ từ ngày"))
    term_to = DayField(label=_("Đến hết ngày (để trống nếu không ghi)"), required=False)
    quorum = ShareField(
        label=_("Số thành viên phải có mặt"), max_length=20, help_text=_("Ví dụ: 2/3 hoặc 80 %")
    )
    majority = ShareField(
        label=_("Số thành viên phải đồng ý, tính trên tất cả thành viên"),
        max_length=20,
        help_text=_("Ví dụ: 2/3"),
    )
    written_opinions = forms.BooleanField(
        label=_("Thành viên vắng mặt gửi ý kiến bằng văn bản"), required=False
    )
    state_funded = forms.BooleanField(
        label=_("Sáng kiến được Nhà nước đầu tư kinh phí, phương tiện vật chất - kỹ thuật"),
        required=False,
        help_text=_("Khi đó người đứng đầu cơ quan xét không được là thành viên nếu cũng là tác giả."),
    )


class CouncilForm(AmendCouncilForm):
    """Quorum and the rest stay empty to take what is usual for the kind."""

    campaign = forms.ModelChoiceField(
        Campaign.objects.none(), label=_("Phong trào"), empty_label=_("Chọn phong trào")
    )
    kind = forms.ChoiceField(
        label=_("Loại hội đồng"), choices=[(kind.value, COUNCIL_LABELS[kind]) for kind in CouncilKind]
    )
    field_order = ["campaign", "kind"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["campaign"].queryset = Campaign.objects.running()
        for name in ("quorum", "majority"):
            self.fields[name].required = False
            self.fields[name].help_text = USUAL
        self.fields["state_funded"].initial = True

    def clean(self) -> dict[str, Any]:
        facts = super().clean() or {}
        if "kind" in facts:
            preset = PRESETS[CouncilKind(facts["kind"])]
            if facts.get("quorum") is None and "quorum" not in self.errors:
                facts["quorum"] = preset.quorum
                facts["written_opinions"] = facts.get("written_opinions") or preset.written_opinions
            facts["majority"] = facts.get("majority") or preset.majority
        return facts


def council_initial(council: Council) -> dict[str, Any]:
    plain = {name: getattr(council, name) for name in AmendCouncilForm.base_fields if hasattr(council, name)}
    return plain | {
        "quorum": f"{council.quorum_numerator}/{council.quorum_denominator}",
        "majority": f"{council.majority_numerator}/{council.majority_denominator}",
    }


class CouncilSeatForm(forms.Form):
    user = forms.ModelChoiceField(
        User.objects.none(), label=_("Người tham gia"), empty_label=_("Chọn một người")
    )
    role = forms.ChoiceField(
        label=_("Chức danh"), choices=[(seat.value, SEAT_LABELS[seat]) for seat in reversed(SEAT_LABELS)]
    )

    def __init__(self, *args: Any, council: Council, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        seated = council.members.filter(left_on=None).values("user")
        self.fields["user"].queryset = council_seatable().exclude(pk__in=seated)
