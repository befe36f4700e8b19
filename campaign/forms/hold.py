"""Why a dossier or a person is set aside, and why no longer."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.forms import DayField, LineField
from accounts.models.user import User
from campaign.documents.holds import KIND_LABELS
from campaign.forms.fields import TextField
from campaign.models.submission import Submission


class HoldForm(forms.Form):
    """A dossier by its number or a person by the staff code, as they stand on other pages."""

    number = LineField(
        label=_("Số tiếp nhận của hồ sơ"), max_length=40, required=False, help_text=_("Ví dụ: T0012/2026")
    )
    staff_code = LineField(
        label=_("Hoặc mã cán bộ của người bị tạm dừng"),
        max_length=40,
        required=False,
        help_text=_("Khi đó mọi hồ sơ mà người này là tác giả đều tạm dừng xét."),
    )
    kind = forms.ChoiceField(label=_("Việc đang giải quyết"), choices=list(KIND_LABELS.items()))
    reason = TextField(
        label=_("Căn cứ, lý do"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Chỉ thường trực và quản trị phong trào đọc được; không in ra văn bản nào."),
    )
    since = DayField(label=_("Từ ngày"))
    until = DayField(label=_("Đến hết ngày (để trống nếu chưa biết)"), required=False)

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        number, code = data.get("number"), data.get("staff_code")
        if bool(number) == bool(code):
            self.add_error("number", _("Hãy ghi số tiếp nhận của hồ sơ hoặc mã cán bộ, chỉ một trong hai."))
        elif number:
            data["of"] = Submission.objects.for_office(self.user).filter(register_number=number).first()
        else:
            data["of"] = User.objects.filter(staff_code__iexact=code).first()
        if (number or code) and bool(number) != bool(code) and data["of"] is None:
            self.add_error("number" if number else "staff_code", _("Không tìm thấy. Hãy kiểm tra lại."))
        return data

    @property
    def face(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in ("kind", "reason", "since", "until")}


class LiftForm(forms.Form):
    reason = TextField(
        label=_("Lý do kết thúc"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Cần ghi lý do. Việc tạm dừng vẫn giữ nguyên.")},
    )
