"""Pictures for the news, drawn here, so that no photograph of anybody is shipped: flags, a chart, a bulb, a river."""

import io
import math
from collections.abc import Callable

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image, ImageDraw

SIZE = WIDTH, HEIGHT = 1200, 675
RED, GOLD, SKY, TEAL, CREAM, INK = "#a81d22", "#f2b632", "#bfe0ea", "#1b6b5a", "#fbf3df", "#3b2a1d"
Pen = ImageDraw.ImageDraw


def drawing(name: str) -> SimpleUploadedFile:
    picture = Image.new("RGB", SIZE, SKY)
    DRAWINGS[name](ImageDraw.Draw(picture))
    stream = io.BytesIO()
    picture.save(stream, "PNG")
    return SimpleUploadedFile(f"{name}.png", stream.getvalue(), "image/png")


def _flags(pen: Pen) -> None:
    pen.rectangle((180, 250, 1020, 560), fill=CREAM, outline=INK, width=4)
    pen.polygon([(140, 250), (1060, 250), (600, 120)], fill=TEAL, outline=INK)
    for x in range(240, 1000, 130):
        pen.rectangle((x, 320, x + 60, 440), fill=SKY, outline=INK, width=3)
    pen.rectangle((0, 560, WIDTH, HEIGHT), fill="#8fb46a")
    for x in range(60, WIDTH, 155):
        pen.line((x, 300, x, 600), fill=INK, width=6)
        pen.rectangle((x, 300, x + 90, 360), fill=RED)
        pen.regular_polygon((x + 45, 330, 16), 5, rotation=0, fill=GOLD)
        _flower(pen, x + 60, 620)


def _flower(pen: Pen, x: float, y: float) -> None:
    for turn in range(6):
        angle = turn * math.pi / 3
        _disc(pen, x + 14 * math.cos(angle), y + 14 * math.sin(angle), 11, GOLD)
    _disc(pen, x, y, 9, RED)


def _chart(pen: Pen) -> None:
    pen.rectangle((0, 0, WIDTH, HEIGHT), fill=CREAM)
    for place, height in enumerate((140, 190, 260, 330, 430)):
        x = 200 + place * 170
        pen.rectangle((x, 570 - height, x + 110, 570), fill=TEAL if place < 4 else RED)
    pen.line((150, 570, 1060, 570), fill=INK, width=6)
    pen.line((150, 570, 150, 90), fill=INK, width=6)


def _bulb(pen: Pen) -> None:
    pen.rectangle((0, 0, WIDTH, HEIGHT), fill=TEAL)
    for x, y, size in ((240, 200, 90), (960, 240, 110), (300, 520, 70), (930, 540, 80)):
        _wheel(pen, x, y, size)
    for turn in range(12):
        angle = turn * math.pi / 6
        ends = [(600 + r * math.cos(angle), 290 + r * math.sin(angle)) for r in (200, 250)]
        pen.line(ends, fill=GOLD, width=10)
    _disc(pen, 600, 290, 165, GOLD)
    pen.rectangle((535, 430, 665, 540), fill=CREAM, outline=INK, width=4)


def _wheel(pen: Pen, x: int, y: int, size: int) -> None:
    for turn in range(8):
        angle = turn * math.pi / 4
        _disc(pen, x + size * math.cos(angle), y + size * math.sin(angle), size / 4, "#3f8f7c")
    _disc(pen, x, y, size, "#3f8f7c")
    _disc(pen, x, y, size / 2.4, TEAL)


def _river(pen: Pen) -> None:
    _disc(pen, 930, 170, 90, GOLD)
    pen.rectangle((0, 300, WIDTH, HEIGHT), fill="#9cbf5b")
    for y in range(330, HEIGHT, 34):
        pen.line((0, y, WIDTH, y), fill="#7fa646", width=8)
    left = [(560 + 130 * math.sin(y / 70), y) for y in range(300, HEIGHT + 1, 15)]
    right = [(x + 60 + (y - 300) * 0.6, y) for x, y in reversed(left)]
    pen.polygon([*left, *right], fill="#5ba3c4")


def _disc(pen: Pen, x: float, y: float, radius: float, fill: str) -> None:
    pen.ellipse((x - radius, y - radius, x + radius, y + radius), fill=fill)


DRAWINGS: dict[str, Callable[[Pen], None]] = {
    "flags": _flags,
    "chart": _chart,
    "bulb": _bulb,
    "river": _river,
}
