import re
import unicodedata
from datetime import timedelta

import pytest
import time_machine
from django.core import mail
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.core.mail.backends.locmem import EmailBackend
from django.urls import reverse
from django.utils import timezone

from accounts.hashers import PortalArgon2
from accounts.models.user import User
from accounts.roles import Role
from accounts.validators import VietnameseWordsValidator
from tests.factories import PASSWORD, make_unit, make_user

pytestmark = pytest.mark.django_db
STRONG = "thuyền buồm 47 chiếc lá"


@pytest.fixture(autouse=True)
def no_attempts_yet():
    cache.clear()
    yield
    cache.clear()


def sign_in(client, login, password=PASSWORD, **extra):
    return client.post(reverse("account_login"), {"login": login, "password": password}, **extra)


def is_signed_in(client):
    return "_auth_user_id" in client.session


def link_in(letter):
    return re.search(r"http://testserver(/\S+)", letter.body).group(1)


def open_link(client, path):
    """Follow the link to the page that asks for the new password."""
    return client.get(path, follow=True)


def choose(client, page, password=STRONG):
    action = page.context["action_url"]
    return client.post(action, {"password1": password, "password2": password}, follow=True)


def test_a_new_password_lifts_the_throttle(client):
    user = make_user()
    for _ in range(6):
        sign_in(client, user.staff_code, "sai")
    client.post(reverse("account_reset_password"), {"email": user.email})
    choose(client, open_link(client, link_in(mail.outbox[0])))
    sign_in(client, user.staff_code, STRONG)
    assert is_signed_in(client)


def test_an_issued_password_opens_nothing_but_its_change(client):
    user = make_user(must_change_password=True)
    sign_in(client, user.staff_code)
    for name in ["accounts:profile", "dashboard", "accounts:people"]:
        assert client.get(reverse(name))["Location"] == reverse("account_change_password")

    client.post(
        reverse("account_change_password"),
        {"oldpassword": PASSWORD, "password1": STRONG, "password2": STRONG},
    )

    assert client.get(reverse("accounts:profile")).status_code == 200
    assert User.objects.get(pk=user.pk).must_change_password is False


def test_a_changed_password_ends_the_other_sessions(client):
    user, elsewhere = make_user(), type(client)()
    client.force_login(user)
    elsewhere.force_login(user)
    client.post(
        reverse("account_change_password"),
        {"oldpassword": PASSWORD, "password1": STRONG, "password2": STRONG},
    )
    assert client.get(reverse("accounts:profile")).status_code == 200
    assert elsewhere.get(reverse("accounts:profile")).status_code == 302


@pytest.mark.parametrize(
    ("typed", "errors"),
    [
        (
            {"oldpassword": "sai"},
            {"oldpassword": ["Mật khẩu hiện tại không đúng. Mật khẩu chưa thay đổi, hãy nhập lại."]},
        ),
        (
            {"password2": "khac-han-mat-khau"},
            {"password2": ["Hai lần nhập không giống nhau. Mật khẩu chưa thay đổi, hãy nhập lại."]},
        ),
    ],
)
def test_a_wrong_change_keeps_the_old_password(client, typed, errors):
    user = make_user()
    client.force_login(user)
    facts = {"oldpassword": PASSWORD, "password1": STRONG, "password2": STRONG} | typed
    response = client.post(reverse("account_change_password"), facts)
    assert response.context["form"].errors == errors
    assert User.objects.get(pk=user.pk).check_password(PASSWORD)


def test_a_decomposed_password_is_the_same_password(client):
    user = make_user()
    user.set_password(STRONG)
    user.save()
    sign_in(client, user.staff_code, unicodedata.normalize("NFD", STRONG))
    assert is_signed_in(client)


def test_a_reset_link_works_once(client):
    user = make_user()
    client.post(reverse("account_reset_password"), {"email": user.email.upper()})
    path = link_in(mail.outbox[0])

    page = choose(client, open_link(client, path))
    again = open_link(client, path)

    assert page.redirect_chain[-1][0] == reverse("account_reset_password_from_key_done")
    assert "Liên kết đã hết hạn hoặc đã dùng." in again.content.decode()
    assert User.objects.get(pk=user.pk).check_password(STRONG)


def test_a_reset_link_is_dead_after_an_hour_or_a_new_address(client):
    user = make_user()
    client.post(reverse("account_reset_password"), {"email": user.email})
    path = link_in(mail.outbox[0])
    with time_machine.travel(timezone.localtime() + timedelta(minutes=61)):
        assert open_link(client, path).context["token_fail"] is True
    User.objects.filter(pk=user.pk).update(email="moi@example.vn")
    assert open_link(client, path).context["token_fail"] is True


def test_a_reset_answers_everybody_alike(client):
    known = client.post(reverse("account_reset_password"), {"email": make_user().email})
    unknown = client.post(reverse("account_reset_password"), {"email": "khong@example.vn"})
    assert (known.status_code, known["Location"]) == (unknown.status_code, unknown["Location"])
    assert len(mail.outbox) == 1
    assert mail.outbox[0].subject == "Đặt lại mật khẩu Cổng thi đua sáng kiến"


def test_a_dead_mail_server_gives_nobody_away(client, monkeypatch):
    def dead(self, messages):
        raise ConnectionRefusedError

    monkeypatch.setattr(EmailBackend, "send_messages", dead)
    response = client.post(reverse("account_reset_password"), {"email": make_user().email})
    assert response["Location"] == reverse("account_reset_password_done")


def test_resets_for_one_address_are_few(client):
    user = make_user()
    codes = [
        client.post(reverse("account_reset_password"), {"email": user.email}).status_code for _ in range(5)
    ]
    assert (codes, len(mail.outbox)) == ([302, 302, 302, 429, 429], 3)


def test_the_link_names_our_address_whatever_host_was_asked(client, settings):
    settings.SITE_URL = "https://sangkien.example.vn"
    client.post(reverse("account_reset_password"), {"email": make_user().email})
    assert "https://sangkien.example.vn/tai-khoan/mat-khau/dat-lai/" in mail.outbox[0].body


@pytest.mark.parametrize(
    "password", ["saokhue2026", "Mật khẩu 123456", "BAC LIEU 2019!!!!", "1234 5678 9012 34", ""]
)
def test_a_well_known_password_is_refused(password):
    with pytest.raises(ValidationError):
        VietnameseWordsValidator().validate(password)


def test_the_name_of_the_own_unit_is_refused():
    user = make_user(Role.AUTHOR, unit=make_unit("Phòng Văn hóa Xã hội"))
    with pytest.raises(ValidationError):
        VietnameseWordsValidator().validate("phongvanhoaxahoi2026", user)
    VietnameseWordsValidator().validate("phong van hoa xa hoi va bien ca", user)


def test_argon2_runs_with_the_owasp_setting():
    hasher = PortalArgon2()
    encoded = hasher.encode("x", hasher.salt())
    assert "$argon2id$v=19$m=19456,t=2,p=1$" in encoded
    assert hasher.verify("x", encoded)


def test_a_weak_password_is_refused_in_vietnamese(client):
    client.force_login(make_user())
    facts = {"oldpassword": PASSWORD, "password1": "qwerty", "password2": "qwerty"}
    response = client.post(reverse("account_change_password"), facts)
    assert response.context["form"].errors == {
        "password1": [
            "Mật khẩu quá ngắn: cần ít nhất 12 ký tự.",
            "Mật khẩu này quá phổ biến.",
            "Mật khẩu này dễ đoán (từ thông dụng hoặc tên đơn vị). Hãy ghép vài từ không liên quan.",
        ]
    }
