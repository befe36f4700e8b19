"""A chart of bars as a picture for Word; the PDF draws the same bars itself."""

import functools
import io
from collections.abc import Sequence

from PIL import Image, ImageDraw, ImageFont

from campaign.documents.render import FONTS

WIDTH, LINE, NAMES, VALUES = 1600, 56, 640, 220
INK, BAR = "#1d1712", "#96181d"


def bars_png(bars: Sequence[tuple[str, str, int]]) -> bytes:
    """`bars`: name, value as said, length in hundredths of the longest."""
    image = Image.new("RGB", (WIDTH, LINE * len(bars) + 16), "white")
    draw, font = ImageDraw.Draw(image), _font()
    room = WIDTH - NAMES - VALUES
    for place, (name, value, length) in enumerate(bars):
        top = 8 + place * LINE
        draw.text((NAMES - 16, top + LINE // 2), _fitting(name), fill=INK, font=font, anchor="rm")
        end = NAMES + max(2, room * length // 100)
        draw.rectangle((NAMES, top + 10, end, top + LINE - 10), fill=BAR)
        draw.text((end + 12, top + LINE // 2), value, fill=INK, font=font, anchor="lm")
    written = io.BytesIO()
    image.quantize(16).save(written, "PNG", optimize=True)
    return written.getvalue()


def _fitting(name: str) -> str:
    font = _font()
    while font.getlength(name) > NAMES - 32:
        name = name[:-2].rstrip() + "…"
    return name


@functools.cache
def _font() -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(str(FONTS / "Tinos-Regular.ttf"), 34)
