"""How allauth behaves here: closed sign-up, one answer for every failed sign-in, links to our own address."""

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import context as request_context
from django.conf import settings
from django.contrib.auth import get_user_model
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts import session_end
from accounts.letters import deliver
from accounts.text import clean_line, fold

WRONG = _("Tên đăng nhập hoặc mật khẩu không đúng.")


class AccountAdapter(DefaultAccountAdapter):
    error_messages = DefaultAccountAdapter.error_messages | {
        "account_inactive": _("Tài khoản này đang bị khóa. Hãy liên hệ thường trực hội đồng để mở lại."),
        "email_password_mismatch": WRONG,
        "username_password_mismatch": WRONG,
        "invalid_login": WRONG,
        "incorrect_password": _("Mật khẩu không đúng. Chưa có gì thay đổi, hãy nhập lại."),
        "enter_current_password": _("Mật khẩu hiện tại không đúng. Mật khẩu chưa thay đổi, hãy nhập lại."),
        "invalid_password_reset": _("Liên kết đã hết hạn hoặc đã dùng."),
        "too_many_login_attempts": _(
            "Đã thử sai quá nhiều lần. Tài khoản vẫn nguyên vẹn; hãy đợi 15 phút rồi thử lại, "
            "hoặc đặt lại mật khẩu."
        ),
        "rate_limited": _("Bạn gửi quá nhiều yêu cầu. Hãy đợi một phút rồi thử lại."),
    }

    def is_open_for_signup(self, request):
        return False

    def format_email_subject(self, subject):
        return str(subject)

    def get_reset_password_from_key_url(self, key):
        """Our own address from the settings, never the host that the request claims."""
        uidb36, _dash, token = key.partition("-")
        path = reverse("account_reset_password_from_key", kwargs={"uidb36": uidb36, "key": token})
        return settings.SITE_URL.rstrip("/") + path

    def get_password_change_redirect_url(self, request):
        return reverse("accounts:profile")

    def login(self, request, user):
        super().login(request, user)
        session_end.begin(request.session)

    def set_password(self, user, password):
        user.set_password(password)
        user.must_change_password = False
        user.save(update_fields=["password", "must_change_password"])
        self._delete_login_attempts_cached_email(request_context.request, username=user.staff_code)

    def send_mail(self, template_prefix, email, context):
        """By the job queue: the page answers alike, and as fast, whether the address is known or not."""
        message = self.render_mail(template_prefix, email, {"email": email, **context})
        deliver.enqueue(message.subject, message.body, email)

    def _get_login_attempts_cache_key(self, request, **credentials):
        """One counter per account and address, whichever of its names, cases or accents is typed."""
        login = clean_line(credentials.get("email") or credentials.get("username") or "")
        people = get_user_model().objects.filter(Q(staff_code__iexact=login) | Q(email__iexact=login))
        account = people.values_list("pk", flat=True).first() or fold(login)
        return f"{account}@{self.get_client_ip(request)}"
