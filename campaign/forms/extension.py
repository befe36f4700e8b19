"""What staff type to give a unit or a person more time."""

from typing import Any

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.forms import LineField, UnitField
from accounts.models.user import User
from campaign.actions.extension import Wish
from campaign.forms.fields import TextField
from campaign.forms.plan import MomentField
from campaign.models.campaign import Campaign, Strand

MOST_USES = _("Hãy ghi một số từ 1 đến 999, hoặc để trống nếu không hạn chế.")


class CampaignField(forms.ModelChoiceField):
    def label_from_instance(self, obj: Campaign) -> str:
        return f"{obj.year} · {obj.title}"


class StrandField(forms.ModelChoiceField):
    def label_from_instance(self, obj: Strand) -> str:
        return f"{obj.name} ({obj.campaign.year})"


class ExtensionForm(forms.Form):
    campaign = CampaignField(Campaign.objects.none(), label=_("Phong trào"), empty_label=None)
    strand = StrandField(
        Strand.objects.none(),
        label=_("Nội dung thi đua"),
        required=False,
        empty_label=_("Mọi nội dung thi đua"),
    )
    unit = UnitField(
        label=_("Cho một đơn vị"),
        required=False,
        empty_label=_("Không chọn đơn vị"),
        help_text=_("Mọi hồ sơ lập tại đúng đơn vị này, không gồm đơn vị cấp dưới."),
    )
    person = LineField(
        label=_("Hoặc cho một người"),
        required=False,
        max_length=254,
        help_text=_("Mã nhân sự hoặc thư điện tử của người lập hồ sơ."),
    )
    closes = MomentField(label=_("Hạn mới"), help_text=_("Giờ Việt Nam; hồ sơ phải nộp trước thời điểm này."))
    most_uses = forms.IntegerField(
        label=_("Số hồ sơ nhiều nhất"),
        required=False,
        min_value=1,
        max_value=999,
        error_messages=dict.fromkeys(("invalid", "min_value", "max_value"), MOST_USES),
        help_text=_("Để trống nếu không hạn chế."),
    )
    reason = TextField(
        label=_("Lý do"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Người được gia hạn đọc được lý do này; lý do được ghi vào nhật ký."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        running = Campaign.objects.running()
        self.fields["campaign"].queryset = running
        self.fields["strand"].queryset = Strand.objects.filter(
            campaign__in=running.order_by()
        ).select_related("campaign")
        self.fields["unit"].offer()

    def clean_person(self) -> User | None:
        asked = self.cleaned_data["person"]
        if not asked:
            return None
        found = User.objects.filter(Q(staff_code__iexact=asked) | Q(email__iexact=asked), is_active=True)
        person = found.first()
        if person is None:
            raise forms.ValidationError(
                _("Không có tài khoản nào với mã nhân sự hoặc thư điện tử này. Hãy kiểm tra lại.")
            )
        return person

    def wish(self) -> Wish:
        facts = dict(self.cleaned_data)
        facts.pop("campaign")
        return Wish(**facts)
