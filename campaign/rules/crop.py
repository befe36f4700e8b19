"""A picture cut to a shape around the side that matters, painted anew in two sizes. Pure: equal bytes in, equal out."""

import io
from dataclasses import dataclass

from PIL import Image, ImageOps

from campaign.rules.phrase import Phrase

WIDE, SMALL = 1200, 480
WHOLE = "whole"
RATIOS = {"16:9": (16, 9), "4:3": (4, 3), "1:1": (1, 1)}
RATIO_LABELS = {
    WHOLE: Phrase("Giữ nguyên khung hình"),
    "16:9": Phrase("Ngang rộng 16:9"),
    "4:3": Phrase("Ngang 4:3"),
    "1:1": Phrase("Vuông 1:1"),
}
# Where the middle of the cut shall lie, as shares of what is cut away: left to right, top to bottom.
FOCUS = {
    "centre": (0.5, 0.5),
    "top": (0.5, 0.0),
    "bottom": (0.5, 1.0),
    "left": (0.0, 0.5),
    "right": (1.0, 0.5),
}
FOCUS_LABELS = {
    "centre": Phrase("Phần giữa ảnh"),
    "top": Phrase("Phần trên"),
    "bottom": Phrase("Phần dưới"),
    "left": Phrase("Phần bên trái"),
    "right": Phrase("Phần bên phải"),
}

Box = tuple[int, int, int, int]


@dataclass(frozen=True)
class Painted:
    """WebP for the article, WebP for lists, and the size of the first."""

    wide: bytes
    small: bytes
    size: tuple[int, int]


def crop_box(width: int, height: int, ratio: str, focus: str) -> Box:
    """Left, top, right, bottom of the largest part of that shape."""
    if ratio not in RATIOS:
        return 0, 0, width, height
    across, down = RATIOS[ratio]
    new_width = min(width, max(1, height * across // down))
    new_height = min(height, max(1, width * down // across))
    x, y = FOCUS[focus]
    left, top = int((width - new_width) * x), int((height - new_height) * y)
    return left, top, left + new_width, top + new_height


def cut(content: bytes, ratio: str, focus: str) -> Painted:
    """Of the source only its points go along."""
    with Image.open(io.BytesIO(content), formats=["PNG", "JPEG", "WEBP"]) as picture:
        upright = ImageOps.exif_transpose(picture)
    painted = Image.new("RGB", upright.size, "white")
    seen = upright.convert("RGBA")
    painted.paste(seen, mask=seen)
    painted = painted.crop(crop_box(*painted.size, ratio, focus))
    wide, small = _within(painted, WIDE), _within(painted, SMALL)
    return Painted(_webp(wide), _webp(small), wide.size)


def _within(picture: Image.Image, width: int) -> Image.Image:
    """Never made larger, and no taller than one and a half times that width."""
    smaller = picture.copy()
    smaller.thumbnail((width, width * 3 // 2))
    return smaller


def _webp(picture: Image.Image) -> bytes:
    stream = io.BytesIO()
    picture.save(stream, "WEBP", quality=78, method=4)
    return stream.getvalue()
