"""What the chair types of the council's vote on the totals."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from campaign.documents.councils import Strength
from campaign.forms.fields import TextField
from campaign.rules.ballot import Count
from campaign.rules.fairness_basis import ADJUSTED, RAW, Vote


class BasisForm(forms.Form):
    basis = forms.ChoiceField(
        label=_("Hội đồng chọn"),
        widget=forms.RadioSelect,
        choices=[
            (RAW, _("Giữ điểm gốc: trung bình các phiếu theo bộ tiêu chí")),
            (ADJUSTED, _("Dùng điểm hiệu chỉnh theo độ nghiêm của giám khảo")),
        ],
    )
    members_total = forms.IntegerField(label=_("Tổng số thành viên hội đồng"), min_value=1, max_value=200)
    members_present = forms.IntegerField(label=_("Số thành viên dự họp"), min_value=0, max_value=200)
    votes_for = forms.IntegerField(label=_("Đồng ý dùng điểm hiệu chỉnh"), min_value=0, max_value=200)
    votes_against = forms.IntegerField(label=_("Không đồng ý"), min_value=0, max_value=200, initial=0)
    votes_blank = forms.IntegerField(label=_("Phiếu trắng"), min_value=0, max_value=200, initial=0)
    reason = TextField(
        label=_("Lý do của hội đồng"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Ghi vào biên bản phiên họp."),
    )

    def __init__(self, *args: Any, council: Strength | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.council = council
        if council:
            del self.fields["members_total"]

    def vote(self) -> Vote:
        given = self.cleaned_data
        count = Count(given["votes_for"], given["votes_against"], given["votes_blank"])
        members = self.council.members if self.council else given["members_total"]
        return Vote(count, members, given["members_present"], given["reason"])
