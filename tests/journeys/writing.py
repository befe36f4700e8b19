"""Writing in a form of the portal, and comparing all of it afterwards."""

import time

from django.urls import reverse
from playwright.sync_api import Error

from tests.factories import PASSWORD

FIRST = (
    "Trước đây hồ sơ được ghi sổ tay ở 3 phường;\nmỗi ngày mất 45 phút.\n\n"
    "“Giải pháp mới” dùng phiếu có mã & bảng phân luồng <ngắn hơn>."
)
SECOND = FIRST + (
    "\n- Bước 1: nhận phiếu\n- Bước 2: đổi “mã” sang số, đúng 12,5 %\nHết: ă â đ ê ô ơ ư Ạ Ẫ Ỹ \U0001f4dd"
)
WORDS = """form => JSON.stringify(Array.from(new FormData(form))
  .filter(([name, value]) => typeof value === "string"
    && !/^(csrfmiddlewaretoken|typed_for|version|tag-.*)$/.test(name)))"""
COPIES = "Object.keys(localStorage).filter(key => key.startsWith('kept:')).length"
STATUS = "document.querySelector('[data-autosave-status]').textContent"


def editor(dossier):
    return reverse("author:edit", args=[dossier.code])


def form_of(page):
    return page.locator("form:has([name=typed_for])")


def words(page):
    """Asked again where one page was just giving way to the next."""
    try:
        return form_of(page).evaluate(WORDS)
    except Error:
        page.wait_for_load_state()
        return form_of(page).evaluate(WORDS)


def write(page, text, *, shares=("70", "30")):
    page.get_by_label("Mô tả bản chất").fill(text)
    for row, share in enumerate(shares):
        page.locator(f"[name=tac_gia-{row}-share]").fill(share)


def until(page, holds):
    """The page's policy forbids what Playwright's own waiting does; so it is asked again and again."""
    end = time.monotonic() + 90
    while not asked(page, holds):
        assert time.monotonic() < end, asked(page, STATUS)
        page.wait_for_timeout(100)


def asked(page, expression):
    try:
        return page.evaluate(expression)
    except Error:  # between two pages
        return None


def pause(page):
    """Until the server has said that it has everything."""
    until(page, f"/Đã lưu( bản nhập dở)? lúc [0-9:]{{8}}/.test({STATUS}) && !({COPIES})")


def held_here(page):
    until(page, f"{STATUS}.includes('đang giữ trên máy này') && {COPIES} === 1")


def restored(page):
    """What an earlier page could not send has been sent, and the form shows it."""
    until(
        page, f"document.readyState === 'complete' && !({COPIES}) && !document.querySelector('form[inert]')"
    )


def sign_in(page, user):
    page.locator("[name=login]").fill(user.staff_code)
    page.locator("[name=password]").fill(PASSWORD)
    with page.expect_navigation():
        page.locator("main").get_by_role("button", name="Đăng nhập").click()


def save(page):
    with page.expect_navigation():
        page.get_by_role("button", name="Lưu nháp", exact=True).last.click()


def shares_of(dossier):
    return list(dossier.authorships.order_by("order").values_list("share_bp", flat=True))


def words_without_mark(page):
    return page.locator("form[data-editor]").evaluate(WORDS)
