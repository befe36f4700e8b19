"""What the office answers to a judge's report of a violation."""

from django import forms
from django.utils.translation import gettext_lazy as _

from campaign.forms.fields import TextField


class AnswerForm(forms.Form):
    answer = TextField(
        label=_("Trả lời giám khảo"),
        help_text=_("Đã xem xét gì, kết luận thế nào; giám khảo đọc câu trả lời này."),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 5}),
    )
