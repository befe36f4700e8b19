"""allauth's forms, said in Vietnamese."""

from allauth.account import forms as allauth_forms
from allauth.account.fields import PasswordField, SetPasswordField
from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.text import clean_line

LONGEST = 200


def plain(field):
    """The label already says it; a placeholder only disappears while one types."""
    field.widget.attrs.pop("placeholder", None)
    return field


def current_password(label):
    return plain(PasswordField(label=label, autocomplete="current-password", max_length=LONGEST))


class TypedTwice(forms.Form):
    """A new password, twice; bound to the person so that it can be compared with their name and unit."""

    password1 = plain(SetPasswordField(label=_("Mật khẩu mới"), max_length=LONGEST))
    password2 = plain(
        PasswordField(label=_("Nhập lại mật khẩu mới"), autocomplete="new-password", max_length=LONGEST)
    )

    def clean(self):
        cleaned = forms.Form.clean(self)
        first, second = cleaned.get("password1"), cleaned.get("password2")
        if first and second and first != second:
            self.add_error(
                "password2", _("Hai lần nhập không giống nhau. Mật khẩu chưa thay đổi, hãy nhập lại.")
            )
        return cleaned


class SignInForm(allauth_forms.LoginForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["login"] = forms.CharField(
            label=_("Mã nhân sự hoặc thư điện tử"),
            max_length=254,
            widget=forms.TextInput(
                attrs={"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"}
            ),
        )
        self.fields["password"] = current_password(_("Mật khẩu"))
        self.order_fields(["login", "password"])

    def clean_login(self):
        return clean_line(self.cleaned_data["login"])

    def user_credentials(self):
        """One name, so that a wrong password costs one hash whether or not the account exists."""
        login = self.cleaned_data["login"]
        name = "email" if "@" in login else "username"
        return {name: login, "password": self.cleaned_data["password"]}


class ChangePasswordForm(TypedTwice, allauth_forms.ChangePasswordForm):
    oldpassword = current_password(_("Mật khẩu hiện tại"))
    field_order = ["oldpassword", "password1", "password2"]


class SetPasswordForm(TypedTwice, allauth_forms.SetPasswordForm):
    pass


class NewPasswordForm(TypedTwice, allauth_forms.ResetPasswordKeyForm):
    pass


class ForgottenPasswordForm(allauth_forms.ResetPasswordForm):
    email = forms.EmailField(
        label=_("Thư điện tử của bạn"),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        help_text=_("Không có thư điện tử? Hãy nhờ quản trị hoặc cán bộ đầu mối đơn vị cấp liên kết."),
    )


class ConfirmItIsYouForm(allauth_forms.ReauthenticateForm):
    password = current_password(_("Mật khẩu"))
