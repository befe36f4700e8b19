"""Vietnamese text, handled once for both apps. Pure."""

import re
import unicodedata

# Characters that look like nothing but are not in the control or format categories.
FILLERS = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0")
SPACES = frozenset("\t\n\v\f\r\x1c\x1d\x1e\x1f\x85")
LINE_ENDS = re.compile("\r\n|[\n\r\v\f\x1c\x1d\x1e\x85\u2028\u2029]")
WORD = re.compile(r"(?:[^\W\d_][\u0300-\u036f]*)+")
NOT_WORD = re.compile(r"[\W_]+")

# Dictionary order of the tones: level, huyền, hỏi, ngã, sắc, nặng.
TONES = {"\u0300": "1", "\u0309": "2", "\u0303": "3", "\u0301": "4", "\u0323": "5"}
# Dictionary order of the letters: a ă â, d đ, e ê, o ô ơ, u ư.
VARIANTS = {
    "ă": "a2",
    "â": "a3",
    "đ": "d2",
    "ê": "e2",
    "ô": "o2",
    "ơ": "o3",
    "ư": "u2",
}
KEY_LENGTH = 400


def nfc(text: str) -> str:
    return unicodedata.normalize("NFC", text)


def is_invisible(char: str) -> bool:
    return char in FILLERS or unicodedata.category(char) in {"Cc", "Cf", "Cs", "Zl", "Zp"}


def clean_line(text: str) -> str:
    """One visible line: NFC, nothing invisible, single spaces."""
    visible = "".join(
        " " if char in SPACES or char in "\u2028\u2029" else char
        for char in text
        if char in SPACES or char in "\u2028\u2029" or not is_invisible(char)
    )
    return nfc(" ".join(visible.split()))


def clean_text(text: str) -> str:
    """As clean_line, with the line ends kept as single newlines."""
    return "\n".join(clean_line(line) for line in LINE_ENDS.split(text)).strip("\n")


def is_blank(text: str | None) -> bool:
    return not text or not clean_line(text)


def strip_marks(text: str) -> str:
    decomposed = unicodedata.normalize("NFD", text)
    return "".join(char for char in decomposed if not unicodedata.combining(char))


def fold(text: str) -> str:
    """What search compares: no case, no marks, no punctuation, đ as d."""
    plain = strip_marks(strip_marks(clean_line(text)).casefold()).replace("đ", "d")
    return " ".join(NOT_WORD.sub(" ", plain).split())


def tone_neutral(text: str) -> str:
    """Move each tone to the end of its syllable, so that hoà and hòa become one spelling."""
    return nfc(WORD.sub(lambda match: _tone_last(match.group()), nfc(text)))


def _tone_last(syllable: str) -> str:
    decomposed = unicodedata.normalize("NFD", syllable)
    letters = "".join(char for char in decomposed if char not in TONES)
    return letters + "".join(char for char in decomposed if char in TONES)


def same_name(first: str, second: str) -> bool:
    return _comparable(first) == _comparable(second)


def _comparable(name: str) -> str:
    return tone_neutral(nfc(clean_line(name).casefold()))


def name_key(full_name: str) -> str:
    """Sort key of a person: given name, family name, middle names.

    Made of digits and small Latin letters only, which every collation orders as bytes do.
    """
    words = clean_line(full_name).casefold().split()
    if len(words) > 1:
        words = [words[-1], words[0], *words[1:-1]]
    return "".join(_syllable_key(word) for word in words)[:KEY_LENGTH]


def _syllable_key(word: str) -> str:
    """The letters, then the tone: 0 to 5, lower than any letter or digit of a name."""
    decomposed = unicodedata.normalize("NFD", word)
    tone = next((TONES[char] for char in decomposed if char in TONES), "0")
    toneless = nfc("".join(char for char in decomposed if char not in TONES))
    return "".join(_letter_key(char) for char in toneless) + tone


def _letter_key(char: str) -> str:
    if char in VARIANTS:
        return VARIANTS[char]
    base = strip_marks(char)
    if base.isascii() and base.isalpha():
        return f"{base}1"
    if base.isascii() and base.isdigit():
        return f"9{base}"
    return f"z9{ord(char):06x}" if char.isalnum() else ""
