"""The browser counts a text as the server counts it, whatever was typed or pasted."""

import random
from pathlib import Path

import pytest

from accounts.text import clean_line, clean_text

pytestmark = pytest.mark.browser
SCRIPT = Path(__file__).resolve().parents[2] / "static" / "js" / "counter.js"
TEXTS = [
    "",
    "Cải tiến quy trình",
    "Ca\u0309i tie\u0302\u0301n",
    "ca\u0301\u0306t",
    "một\r\nhai\rba\nbốn",
    "\n\n  đầu và cuối  \n\n",
    "nhiều   khoảng\t trắng\u00a0\u3000rộng",
    "ẩn\u200b\u200d\ufeff\u2060\u00ad giữa",
    "chữ \U0001f4dd ngoài mặt phẳng \U00020000",
    "dòng\u2028hai\u2029ba\u0085bốn\x0bnăm\x0csáu",
    "\u3164\u2800\u115f",
    "d\u0335i \u202eđảo\u202c",
    "a\n\n\nb",
    "   \n  \n",
]
PIECES = ["a", "ế", "e\u0302\u0301", "đ", " ", "  ", "\n", "\r\n", "\t", "\u200b", "\u00a0"]
PIECES += ["\U0001f4dd", "\u0301", "\u2028"]


def pasted():
    """The same heap of pieces every time."""
    chance = random.Random(1)  # noqa: S311
    return ["".join(chance.choices(PIECES, k=chance.randrange(30))) for _ in range(300)]


@pytest.fixture
def counted(chromium):
    context = chromium.new_context()
    page = context.new_page()
    page.set_content("<form></form>")
    page.add_script_tag(path=SCRIPT)
    yield lambda texts, is_long: page.evaluate(
        "([texts, isLong]) => texts.map(text => countedLength(text, isLong))", [texts, is_long]
    )
    context.close()


@pytest.mark.parametrize(("is_long", "clean"), [(True, clean_text), (False, clean_line)])
def test_every_text_is_as_long_as_the_server_says(counted, is_long, clean):
    texts = [text for text in [*TEXTS, *pasted()] if "\u00ad" not in text]
    assert counted(texts, is_long) == [len(clean(text)) for text in texts]


def test_a_soft_hyphen_counts_since_it_may_be_a_letter_of_an_old_code(counted):
    assert counted(["ẩn\u00adgiữa"], True) == [7]
    assert len(clean_text("ẩn\u00adgiữa")) == 6
