"""Somebody in front of a browser: opens pages, fills fields by their labels, presses buttons by their words.

Every page that is looked at is checked for barriers (axe); `new_page` collects script errors by itself.
"""

import io
import os
from pathlib import Path

from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.test import Client
from PIL import Image
from pypdf import PdfWriter

PICTURES = Path(__file__).resolve().parents[2] / "docs" / "pictures"
DESK = {"viewport": {"width": 1366, "height": 900}}
AXE = Axe()


class Visitor:
    """`page` is theirs alone. With `axe` off (no scripts in the browser) only the words are read."""

    def __init__(self, page, *, axe=True):
        self.page, self.axe = page, axe

    def open(self, path):
        self.page.goto(path)
        return self.look()

    def look(self):
        if self.axe:
            found = AXE.run(self.page)
            assert not found.violations_count, f"{self.page.url}\n{found.generate_report()}"
        return self

    def press(self, words, *, sure="", within=None):
        """A button that leads on; `sure` is the answer to the question that it asks first."""
        place = within or self.page.locator("main")
        with self.page.expect_navigation():
            place.get_by_role("button", name=words).first.click()
            if sure:
                self.page.get_by_role("dialog").get_by_role("button", name=sure).click()
        return self.look()

    def follow(self, words):
        with self.page.expect_navigation():
            self.page.locator("main").get_by_role("link", name=words).first.click()
        return self.look()

    def fill(self, fields, *, within=None):
        """Texts by label."""
        place = within or self.page
        for label, text in fields.items():
            place.get_by_label(label).first.fill(text)
        return self

    def choose(self, *labels):
        for label in labels:
            self.page.get_by_label(label).first.check()
        return self

    def sees(self, *words):
        text = self.page.locator("body").inner_text()
        assert [word for word in words if word not in text] == [], text
        return self

    def sees_nothing_of(self, *words):
        text = self.page.content()
        assert [word for word in words if word in text] == []
        return self

    def picture(self, name):
        """For the README, when somebody asks for new ones."""
        if os.environ.get("PICTURES") == "1":
            PICTURES.mkdir(parents=True, exist_ok=True)
            self.page.evaluate("scrollTo({top: 0, behavior: 'instant'})")
            self.page.wait_for_timeout(500)
            with Image.open(io.BytesIO(self.page.screenshot())) as image:
                image.convert("RGB").quantize(256, dither=Image.Dither.NONE).save(
                    PICTURES / f"{name}.png", optimize=True
                )
        return self


def signed_in(context, address, user):
    """As after the sign-in page, without going there."""
    client = Client()
    client.force_login(user)
    cookie = client.cookies[settings.SESSION_COOKIE_NAME]
    context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": address}])


def pdf(name="minh-chung.pdf"):
    writer, stream = PdfWriter(), io.BytesIO()
    writer.add_blank_page(200, 200)
    writer.write(stream)
    return {"name": name, "mimeType": "application/pdf", "buffer": stream.getvalue()}


def photo(name="anh-hien-truong.png"):
    stream = io.BytesIO()
    Image.new("RGB", (40, 30), "teal").save(stream, "PNG")
    return {"name": name, "mimeType": "image/png", "buffer": stream.getvalue()}
