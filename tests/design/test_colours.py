"""Contrast of the tokens, computed: WCAG 2.2 AA for text (4.5) and for borders and focus rings (3)."""

import re
from pathlib import Path

import pytest

TOKENS = (Path(__file__).resolve().parents[2] / "static" / "css" / "tokens.css").read_text(encoding="utf-8")
BLOCKS = [
    dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{3,6});", block)) for block in re.findall(r"{([^{}]+)}", TOKENS)
]
LIGHT, DARK = BLOCKS[0], BLOCKS[0] | BLOCKS[1]
THEMES = [pytest.param(LIGHT, id="light"), pytest.param(DARK, id="dark")]
GROUNDS = ("paper", "surface", "sunken")
TEXT = [(ink, ground) for ink in ("ink", "ink-soft", "accent", "brass-ink") for ground in GROUNDS]
TEXT += [(tone, f"{tone}-soft") for tone in ("info", "good", "warn", "bad", "quiet")]
TEXT += [
    ("bad", "surface"),
    ("warn", "surface"),
    ("good", "surface"),
    ("ink", "brass-soft"),
    ("brass-ink", "brass-soft"),
]
TEXT += [
    ("on-accent", "accent-fill"),
    ("on-accent", "accent-fill-hover"),
    ("accent", "hover"),
    ("ink", "hover"),
]
TEXT += [
    ("header-ink", "header"),
    ("header-ink", "header-deep"),
    ("header-soft", "header"),
    ("focus-on-dark", "header"),
]
SHAPES = [("line-strong", ground) for ground in GROUNDS] + [("focus", ground) for ground in GROUNDS]


def luminance(colour):
    digits = colour.lstrip("#")
    digits = digits if len(digits) == 6 else "".join(digit * 2 for digit in digits)
    parts = [int(digits[index : index + 2], 16) / 255 for index in (0, 2, 4)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one, other):
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def test_black_on_white_is_twenty_one_to_one():
    assert round(contrast("#000", "#ffffff"), 2) == 21


@pytest.mark.parametrize("theme", THEMES)
def test_every_pair_of_ink_and_ground_can_be_read(theme):
    weak = {pair: round(contrast(theme[pair[0]], theme[pair[1]]), 2) for pair in TEXT}
    assert {pair: ratio for pair, ratio in weak.items() if ratio < 4.5} == {}


@pytest.mark.parametrize("theme", THEMES)
def test_every_border_and_focus_ring_can_be_seen(theme):
    weak = {pair: round(contrast(theme[pair[0]], theme[pair[1]]), 2) for pair in SHAPES}
    assert {pair: ratio for pair, ratio in weak.items() if ratio < 3} == {}


def test_dark_by_choice_is_the_dark_of_the_device():
    assert BLOCKS[1] == BLOCKS[2]
