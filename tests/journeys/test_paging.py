"""Paging a list: htmx swaps the list in place; without it the links are links."""

import pytest
from django.urls import reverse

from accounts.roles import Role
from tests.factories import PASSWORD, make_user

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_the_next_page_replaces_the_list_and_keeps_the_page_alive(page):
    admin = make_user(Role.ADMINISTRATOR, full_name="Quản Trị A")
    for number in range(35):
        make_user(full_name=f"Nguyễn Văn {chr(65 + number % 26)}{number:02}")
    page.goto(reverse("account_login"))
    page.fill("input[name=login]", admin.staff_code)
    page.fill("input[name=password]", PASSWORD)
    page.press("input[name=password]", "Enter")
    page.wait_for_url("**" + reverse("dashboard"))
    page.goto(reverse("accounts:people"))
    first = page.inner_text("tbody tr:first-child th")
    page.evaluate("window.stillHere = true")
    page.click("#pager-next")
    page.wait_for_selector("#pager-prev")
    assert page.inner_text("tbody tr:first-child th") != first
    assert page.evaluate("window.stillHere") is True
    assert "sau=" in page.url
    page.go_back()
    page.wait_for_selector("#pager-prev", state="detached")
    assert page.inner_text("tbody tr:first-child th") == first
