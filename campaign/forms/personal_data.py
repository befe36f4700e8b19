"""What people type about their own data; the password says that it is really them."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models.user import User
from accounts.sign_in_forms import current_password
from campaign.forms.fields import TextField


class ConfirmedForm(forms.Form):
    """The own password again: a computer left open is not enough."""

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user
        self.fields["password"] = current_password(_("Mật khẩu của bạn"))

    def clean_password(self) -> str:
        if not self.user.check_password(self.cleaned_data["password"]):
            raise forms.ValidationError(
                _("Mật khẩu chưa đúng nên chưa làm gì. Dữ liệu được giữ nguyên; hãy nhập lại.")
            )
        return ""


class CopyForm(ConfirmedForm):
    prefix = "copy"


class ErasureForm(ConfirmedForm):
    prefix = "erase"
    text = TextField(
        label=_("Điều bạn muốn nói thêm (không bắt buộc)"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    agreed = forms.BooleanField(
        label=_(
            "Tôi hiểu bản nháp chưa nộp, nội dung giữ tạm và thông báo của tôi bị xóa ngay, không lấy lại được"
        )
    )


class ErasureRefusalForm(forms.Form):
    reason = TextField(label=_("Lý do chưa xóa"), max_length=2000, widget=forms.Textarea(attrs={"rows": 4}))
