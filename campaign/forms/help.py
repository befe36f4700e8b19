"""A question of the help page with its answer."""

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.forms import LineField
from campaign.forms.fields import TextField


class HelpQuestionForm(forms.Form):
    section = LineField(label=_("Nhóm"), max_length=100, help_text=_("Ví dụ: Tài khoản, Hồ sơ, Kết quả."))
    question = LineField(label=_("Câu hỏi"), max_length=300)
    answer = TextField(
        label=_("Trả lời"),
        max_length=3000,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("Ngắn, nói việc phải làm. Mỗi dòng là một đoạn."),
    )
    order = forms.IntegerField(
        label=_("Thứ tự"),
        min_value=1,
        max_value=999,
        help_text=_("Số nhỏ đứng trước; cùng nhóm thì để số liền nhau."),
    )
