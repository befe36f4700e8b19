"""What the unit types: one opinion on one dossier."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.forms import LineField
from campaign.actions.endorsement import Opinion
from campaign.forms.fields import TextField

LABELS = {
    "endorsed": _("Xác nhận hồ sơ và chuyển lên thường trực phong trào"),
    "returned": _("Trả lại để tác giả sửa, có nêu lý do"),
    "declined": _("Không xác nhận: hồ sơ dừng lại ở đơn vị, có nêu lý do"),
}


class OpinionForm(forms.Form):
    outcome = forms.ChoiceField(label=_("Đơn vị kết luận"), widget=forms.RadioSelect)
    comment = TextField(
        label=_("Nhận xét hoặc lý do"),
        help_text=_("Bắt buộc khi trả lại hoặc không xác nhận. Tác giả đọc được nội dung này."),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    rank_in_unit = forms.IntegerField(
        label=_("Thứ hạng trong đơn vị"),
        help_text=_("Không bắt buộc. 1 là hồ sơ đơn vị đánh giá cao nhất."),
        required=False,
        min_value=1,
        max_value=999,
    )
    minutes_number = LineField(
        label=_("Số biên bản họp xét của đơn vị"),
        help_text=_("Không bắt buộc, ví dụ 05/BB-HĐSK."),
        required=False,
        max_length=60,
    )
    confirm = forms.BooleanField(
        label=_("Nếu không xác nhận: tôi hiểu hồ sơ sẽ dừng lại và tác giả không nộp lại được."),
        required=False,
    )

    def __init__(self, *args: Any, outcomes: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["outcome"].choices = [(name, LABELS[name]) for name in outcomes]
        if "endorsed" not in outcomes:
            del self.fields["rank_in_unit"], self.fields["minutes_number"]
        if "declined" not in outcomes:
            del self.fields["confirm"]

    def clean(self) -> dict[str, Any]:
        facts = super().clean() or {}
        outcome = facts.get("outcome")
        if outcome in ("returned", "declined") and not facts.get("comment") and "comment" not in self.errors:
            self.add_error("comment", _("Hãy ghi rõ lý do để tác giả biết phải làm gì."))
        if outcome == "declined" and not facts.get("confirm"):
            self.add_error("confirm", _("Hãy đánh dấu ô này nếu đơn vị thật sự không xác nhận hồ sơ."))
        return facts

    def opinion(self) -> Opinion:
        facts = self.cleaned_data
        return Opinion(
            outcome=facts["outcome"],
            comment=facts["comment"],
            rank_in_unit=facts.get("rank_in_unit"),
            minutes_number=facts.get("minutes_number", ""),
        )
