"""What a judge answers to an invitation, days away, and what the office writes down about a judge's load."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.forms import DayField, LineField
from accounts.models.user import User
from accounts.text import clean_line
from campaign.actions.panel_seats import Load
from campaign.actions.panels import seatable
from campaign.models.judging import PanelMember


class AnswerForm(forms.Form):
    accepts = forms.TypedChoiceField(
        label=_("Trả lời"),
        choices=[("1", _("Nhận lời tham gia tổ")), ("0", _("Từ chối"))],
        coerce=lambda value: value == "1",
        widget=forms.RadioSelect,
    )
    reason = LineField(label=_("Lý do (bắt buộc khi từ chối)"), required=False, max_length=500)


class AbsenceForm(forms.Form):
    first_day = DayField(label=_("Bận từ ngày"))
    last_day = DayField(label=_("Đến hết ngày"))


class LoadForm(forms.Form):
    fields_text = LineField(
        label=_("Lĩnh vực am hiểu"),
        help_text=_("Các lĩnh vực cách nhau bằng dấu chấm phẩy."),
        required=False,
        max_length=1000,
    )
    capacity = forms.IntegerField(
        label=_("Nhiều nhất bao nhiêu hồ sơ cùng lúc (để trống: không giới hạn)"),
        required=False,
        min_value=1,
        max_value=999,
    )
    minimum = forms.IntegerField(
        label=_("Ít nhất bao nhiêu hồ sơ"), required=False, min_value=0, max_value=999
    )

    def load(self) -> Load:
        facts = self.cleaned_data
        lines = [clean_line(line)[:100] for line in facts["fields_text"].split(";")]
        return Load(tuple(dict.fromkeys(filter(None, lines))), facts["capacity"], facts["minimum"] or 0)


def load_initial(member: PanelMember) -> dict[str, Any]:
    return {"fields_text": "; ".join(member.fields), "capacity": member.capacity, "minimum": member.minimum}


class SuccessorForm(forms.Form):
    user = forms.ModelChoiceField(
        User.objects.none(), label=_("Mời người khác thay"), empty_label=_("Chọn một người")
    )

    def __init__(self, *args: Any, member: PanelMember, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        seated = PanelMember.objects.filter(panel=member.panel_id, left_on=None).values("user")
        self.fields["user"].queryset = seatable().exclude(pk__in=seated)
