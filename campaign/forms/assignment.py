"""What the office types about who judges what."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.forms import LineField
from accounts.models.user import User
from campaign.actions.assignment import FEWEST, MOST
from campaign.models.campaign import Campaign


class CommitForm(forms.Form):
    plan = forms.IntegerField(widget=forms.HiddenInput, min_value=1)
    fewer_reason = LineField(
        label=_("Lý do phân công ít giám khảo hơn quy định"),
        help_text=_("Để trống thì hồ sơ chưa đủ giám khảo được để lại."),
        required=False,
        max_length=500,
    )


class DemandForm(forms.Form):
    judges = forms.IntegerField(label=_("Số giám khảo của hồ sơ này"), min_value=FEWEST, max_value=MOST)
    demand_reason = LineField(label=_("Lý do"), max_length=500)


class ApartForm(forms.Form):
    one = forms.ModelChoiceField(
        User.objects.none(), label=_("Người thứ nhất"), empty_label=_("Chọn một người")
    )
    other = forms.ModelChoiceField(
        User.objects.none(), label=_("Người thứ hai"), empty_label=_("Chọn một người")
    )
    reason = LineField(label=_("Lý do"), max_length=500)

    def __init__(self, *args: Any, campaign: Campaign, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        seated = User.objects.filter(
            panel_memberships__panel__campaign=campaign, panel_memberships__left_on=None
        )
        people = User.objects.filter(pk__in=seated.values("pk")).order_by("sort_key", "pk")
        self.fields["one"].queryset = self.fields["other"].queryset = people


class AssignmentListForm(forms.Form):
    file = forms.FileField(
        label=_("Tệp danh sách phân công"),
        help_text=_(
            "XLSX hoặc CSV, mỗi dòng một giám khảo cho một hồ sơ: cột «Số hồ sơ» và cột «Mã cán bộ»."
        ),
    )
