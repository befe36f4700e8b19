"""Two small files made here, so that no real paper is shipped: a scanned page as PDF and a picture as PNG."""

import io
import textwrap
from pathlib import Path

from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image, ImageDraw, ImageFont

FONTS = Path(settings.BASE_DIR) / "static" / "vendor" / "be-vietnam-pro"
PAGE, PICTURE = (827, 1169), (900, 600)
INK, PALE, DARK = "#1f2933", "#c9d6df", "#1b6b5a"


def page(title: str, text: str) -> SimpleUploadedFile:
    """A sheet of A4 at 100 dots an inch."""
    image = Image.new("RGB", PAGE, "white")
    lines = [*textwrap.wrap(title, 46), "", *textwrap.wrap(text, 62)]
    for number, line in enumerate(lines):
        _write(image, (80, 90 + 34 * number), line, 20)
    return _upload("ban-xac-nhan-ap-dung.pdf", image, "PDF", "application/pdf")


def picture(title: str) -> SimpleUploadedFile:
    """Two bars: before and after."""
    image = Image.new("RGB", PICTURE, "white")
    draw = ImageDraw.Draw(image)
    for number, line in enumerate(textwrap.wrap(title, 56)[:2]):
        _write(image, (60, 30 + 36 * number), line, 22)
    for left, top, colour, label in [(200, 150, PALE, "Trước"), (520, 340, DARK, "Sau")]:
        draw.rectangle((left, top, left + 180, 520), fill=colour)
        _write(image, (left + 55, 535), label, 24)
    draw.line((120, 520, 780, 520), fill=INK, width=3)
    return _upload("anh-truoc-sau.png", image, "PNG", "image/png")


def _upload(name: str, image: Image.Image, kind: str, content_type: str) -> SimpleUploadedFile:
    stored = io.BytesIO()
    image.save(stored, kind)
    return SimpleUploadedFile(name, stored.getvalue(), content_type)


def _write(image: Image.Image, place: tuple[int, int], text: str, size: int) -> None:
    """Letter by letter: the typeface comes in two files, the Vietnamese letters in one of their own."""
    draw, (left, top) = ImageDraw.Draw(image), place
    latin, vietnamese = (_font(name, size) for name in ("latin", "vietnamese"))
    across = float(left)
    for letter in text:
        font = vietnamese if "\u0100" <= letter <= "\u01ff" or "\u1ea0" <= letter <= "\u1ef9" else latin
        draw.text((across, top), letter, fill=INK, font=font)
        across += font.getlength(letter)


def _font(subset: str, size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(FONTS / f"be-vietnam-pro-{subset}-400-normal.woff2", size)
