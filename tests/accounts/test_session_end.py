"""Whoever leaves their desk is signed out after a while, and everybody after a working day."""

from datetime import timedelta

import pytest
from django.urls import reverse

from accounts import session_end
from accounts.roles import Role
from tests.factories import PASSWORD, make_user

pytestmark = pytest.mark.django_db
PAGE = reverse("accounts:profile")


@pytest.fixture(autouse=True)
def moments(time_machine):
    time_machine.move_to("2026-06-01 08:00:00+07:00", tick=False)
    return time_machine


def signed_in(client, *roles):
    user = make_user(*roles)
    client.post(reverse("account_login"), {"login": user.staff_code, "password": PASSWORD})
    return user


def is_in(client):
    return client.get(PAGE).status_code == 200


@pytest.mark.parametrize(
    ("role", "minutes", "stays"),
    [
        (Role.AUTHOR, 59, True),
        (Role.AUTHOR, 60, False),
        (Role.UNIT_HEAD, 59, True),
        (Role.JUDGE, 29, True),
        (Role.JUDGE, 30, False),
        (Role.OFFICER, 30, False),
        (Role.ADMINISTRATOR, 30, False),
    ],
)
def test_a_session_ends_after_a_while_without_any_act(client, moments, role, minutes, stays):
    signed_in(client, role)

    moments.shift(timedelta(minutes=minutes))

    assert is_in(client) is stays


def test_every_act_begins_the_while_anew(client, moments):
    signed_in(client, Role.JUDGE)
    for _ in range(3):
        moments.shift(timedelta(minutes=29))
        assert is_in(client)


def test_an_autosave_counts_as_an_act(client, moments):
    signed_in(client, Role.JUDGE)
    moments.shift(timedelta(minutes=29))
    client.get(reverse("keep_token"))
    moments.shift(timedelta(minutes=29))

    assert is_in(client)


def test_a_session_ends_after_twelve_hours_whatever_is_done(client, moments):
    signed_in(client)
    for _ in range(13):
        moments.shift(timedelta(minutes=55))
        assert is_in(client)
    moments.shift(timedelta(minutes=5))

    assert not is_in(client)


def test_who_was_signed_out_is_told_why_and_comes_back_to_the_page(client, moments):
    signed_in(client)
    moments.shift(timedelta(hours=2))

    page = client.get(PAGE, follow=True)

    assert page.redirect_chain[-1][0] == f"{reverse('account_login')}?next={PAGE}"
    assert "Phiên làm việc đã kết thúc" in page.content.decode()


def test_the_page_knows_how_long_the_session_lasts(client, moments):
    user = signed_in(client, Role.JUDGE)
    left = session_end.seconds_left(user, client.session)
    moments.shift(timedelta(hours=11, minutes=50))

    assert (left, session_end.seconds_left(user, client.session)) == (29 * 60, 600)


def test_a_part_of_a_page_never_becomes_the_sign_in_page(client, moments):
    signed_in(client)
    moments.shift(timedelta(hours=2))

    answer = client.get(PAGE, HTTP_HX_REQUEST="true")

    assert (answer.status_code, answer.content) == (401, b"")
