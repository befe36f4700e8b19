import re
from datetime import timedelta

import pytest
import time_machine
from django.contrib.auth import hashers
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.urls import reverse
from django.utils import timezone

from accounts.models.user import User
from tests.factories import PASSWORD, make_user

pytestmark = pytest.mark.django_db
WRONG = "Tên đăng nhập hoặc mật khẩu không đúng."


@pytest.fixture(autouse=True)
def no_attempts_yet():
    cache.clear()
    yield
    cache.clear()


def sign_in(client, login, password=PASSWORD, **extra):
    return client.post(reverse("account_login"), {"login": login, "password": password}, **extra)


def said(response):
    """The alerts of the page, without its chrome."""
    return re.findall(r"<li>([^<]+)</li>", response.content.decode().partition('role="alert"')[2])


def is_signed_in(client):
    return "_auth_user_id" in client.session


@pytest.mark.parametrize("written", [str.lower, str.upper, lambda code: f" {code}\u200b "])
def test_a_staff_code_opens_however_it_is_cased(client, written):
    user = make_user()
    response = sign_in(client, written(user.staff_code))
    assert (response.status_code, response["Location"]) == (302, reverse("dashboard"))
    assert is_signed_in(client)


def test_a_mail_address_opens_too(client):
    sign_in(client, make_user().email.upper())
    assert is_signed_in(client)


def test_the_session_changes_at_sign_in(client):
    client.get(reverse("account_login"))
    session = client.session
    session["x"] = 1
    session.save()
    sign_in(client, make_user().staff_code)
    assert client.session.session_key != session.session_key


@pytest.mark.parametrize("kind", ["code", "mail", "unknown code", "unknown mail", "no password set"])
def test_every_failed_sign_in_says_the_same(client, kind):
    user = make_user()
    bare = User.objects.create_user("TRONG", "Chưa Có")
    logins = {
        "code": user.staff_code,
        "mail": user.email,
        "unknown code": "KHONGCO",
        "unknown mail": "khong@example.vn",
        "no password set": bare.staff_code,
    }
    response = sign_in(client, logins[kind], "sai")
    assert (response.status_code, said(response)) == (200, [WRONG])


@pytest.mark.parametrize("login", ["CB", "cb@example.vn", "KHONGCO", "khong@example.vn"])
def test_every_failed_sign_in_costs_one_hash(client, login, monkeypatch):
    User.objects.create_user("CB", "Có Thật", "cb@example.vn", PASSWORD)
    hashed = []
    encode = hashers.MD5PasswordHasher.encode
    monkeypatch.setattr(
        hashers.MD5PasswordHasher, "encode", lambda self, *args: hashed.append(1) or encode(self, *args)
    )
    sign_in(client, login, "sai")
    assert len(hashed) == 1


def test_the_typed_name_comes_back_and_the_password_does_not(client):
    page = sign_in(client, "KHONGCO", "bi-mat-cua-toi").content.decode()
    assert 'value="KHONGCO"' in page
    assert "bi-mat-cua-toi" not in page


def test_the_sixth_try_is_refused_even_with_the_right_password(client):
    user = make_user()
    for login in [user.staff_code, user.staff_code.lower(), user.email, user.email.upper(), user.staff_code]:
        assert said(sign_in(client, login, "sai")) == [WRONG]

    response = sign_in(client, user.staff_code)

    assert said(response) == [
        "Đã thử sai quá nhiều lần. Tài khoản vẫn nguyên vẹn; hãy đợi 15 phút rồi thử lại, hoặc đặt lại mật khẩu."
    ]
    assert not is_signed_in(client)


def test_an_unknown_name_is_throttled_alike(client):
    for login in ["KHÔNG CÓ", "KHONG CO", "không có", "khong  co", "KHÔNG-CÓ"]:
        assert said(sign_in(client, login, "sai")) == [WRONG]
    assert said(sign_in(client, "khong co", "sai"))[0].startswith("Đã thử sai quá nhiều lần.")


def test_a_stranger_elsewhere_locks_nobody_out(client):
    user = make_user()
    for _ in range(6):
        sign_in(client, user.staff_code, "sai", REMOTE_ADDR="198.51.100.9")
    sign_in(client, user.staff_code)
    assert is_signed_in(client)


def test_a_forged_address_header_does_not_help(client):
    user = make_user()
    for number in range(5):
        sign_in(client, user.staff_code, "sai", headers={"x-forwarded-for": f"198.51.100.{number}"})
    response = sign_in(client, user.staff_code, headers={"x-forwarded-for": "198.51.100.77"})
    assert said(response)[0].startswith("Đã thử sai quá nhiều lần.")


def test_the_throttle_ends_after_a_quarter_of_an_hour(client):
    user = make_user()
    with time_machine.travel(timezone.localtime(), tick=False) as clock:
        for _ in range(6):
            sign_in(client, user.staff_code, "sai")
        clock.shift(timedelta(minutes=14, seconds=59))
        sign_in(client, user.staff_code)
        early = is_signed_in(client)
        clock.shift(timedelta(seconds=2))
        sign_in(client, user.staff_code)
    assert (early, is_signed_in(client)) == (False, True)


def test_a_closed_account_says_so_only_to_who_knows_the_password(client):
    user = make_user(is_active=False)
    assert said(sign_in(client, user.staff_code, "sai")) == [WRONG]
    response = sign_in(client, user.staff_code)
    assert response["Location"] == reverse("account_inactive")
    assert not is_signed_in(client)


def test_closing_an_account_ends_its_session_at_once(client):
    user = make_user()
    client.force_login(user)
    User.objects.filter(pk=user.pk).update(is_active=False)
    response = client.get(reverse("accounts:profile"))
    assert response["Location"].startswith(reverse("account_login"))


def test_signing_out_needs_a_post(client):
    client.force_login(make_user())
    assert client.get(reverse("account_logout")).status_code == 200
    assert is_signed_in(client)
    assert client.post(reverse("account_logout")).status_code == 302
    assert not is_signed_in(client)


def test_nobody_signs_up_alone(client):
    assert client.get("/tai-khoan/signup/").status_code == 404


def test_another_site_is_no_place_to_go_after_sign_in(client):
    response = client.post(
        reverse("account_login") + "?next=https://evil.example/",
        {"login": make_user().staff_code, "password": PASSWORD, "next": "https://evil.example/"},
    )
    assert response["Location"] == reverse("dashboard")


def test_sessions_do_not_outlive_half_a_day(client):
    sign_in(client, make_user().staff_code)
    left = Session.objects.get(session_key=client.session.session_key).expire_date - timezone.now()
    assert timedelta(hours=11) < left <= timedelta(hours=12)


def test_every_small_page_of_sign_in_opens(client):
    for name in ["account_inactive", "account_reset_password", "account_reset_password_done"]:
        assert client.get(reverse(name)).status_code == 200
    assert client.get(reverse("account_reset_password_from_key_done")).status_code == 200
    user = make_user()
    client.force_login(user)
    assert client.get(reverse("account_reauthenticate")).status_code == 200
    assert client.get(reverse("account_change_password")).status_code == 200
    assert client.get(reverse("account_set_password"))["Location"] == reverse("account_change_password")


def test_confirming_with_the_password_leads_on(client):
    client.force_login(make_user())
    url = reverse("account_reauthenticate") + "?next=" + reverse("accounts:profile")
    assert client.post(url, {"password": "sai"}).context["form"].errors == {
        "password": ["Mật khẩu không đúng. Chưa có gì thay đổi, hãy nhập lại."]
    }
    assert client.post(url, {"password": PASSWORD})["Location"] == reverse("accounts:profile")
