"""What people type to follow a dossier: how they like their mail, questions, objections, answers."""

from django import forms
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from campaign.forms.fields import TextField
from campaign.models.following import Way
from campaign.rules.voices import LONGEST

GROUPS = {
    "cho-tra-loi": (_("Chờ trả lời"), Q(answered_at__isnull=True)),
    "da-tra-loi": (_("Đã trả lời"), Q(answered_at__isnull=False)),
    "tat-ca": (_("Tất cả"), Q()),
}


class WayForm(forms.Form):
    news = forms.ChoiceField(
        label=_("Tin báo (không phải việc bắt buộc)"),
        choices=[
            (Way.AT_ONCE.value, _("Gửi thư ngay khi có tin")),
            (Way.DAILY.value, _("Mỗi ngày một thư tổng hợp, lúc 7 giờ sáng")),
            (Way.SITE_ONLY.value, _("Không gửi thư, chỉ báo trong cổng")),
        ],
        widget=forms.RadioSelect,
    )


class QuestionForm(forms.Form):
    text = TextField(
        label=_("Câu hỏi hoặc góp ý"),
        max_length=LONGEST,
        help_text=_("Ban tổ chức đọc và trả lời tại đây; mọi tác giả của hồ sơ cùng thấy."),
        widget=forms.Textarea(attrs={"rows": 5}),
    )


class VoiceAnswerForm(forms.Form):
    answer = TextField(label=_("Trả lời"), max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 6}))


class VoicesForm(forms.Form):
    """Staff look at what waits first."""

    nhom = forms.CharField(widget=forms.HiddenInput, required=False)

    def narrow(self, rows: QuerySet) -> QuerySet:
        return rows.filter(GROUPS[self.group][1])

    @property
    def group(self) -> str:
        self.is_valid()
        asked = self.cleaned_data.get("nhom") or ""
        return asked if asked in GROUPS else "cho-tra-loi"

    def tabs(self) -> list[dict[str, object]]:
        return [
            {"key": key, "label": label, "current": key == self.group}
            for key, (label, _where) in GROUPS.items()
        ]
