"""Vietnamese text, handled once for both apps. Pure."""

import re
import unicodedata

from accounts.legacy_encoding import legacy_encoding

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

# Letters of other alphabets that look like ours, both sizes; a stroke laid over d, and the d of other languages.
LOOK_ALIKES = dict(
    zip(
        "АВЕЅІЈКМНОРСТУХҮԌԚԜаеѕіјкмнорстухԁһԛԝΑΒΕΖΗΙΚΜΝΟΡΤΥΧαικνορυχıɑɡ",
        "ABESIJKMHOPCTYXYGQWaesijkmhopctyxdhqwABEZHIKMNOPTYXaikvopuxiag",
        strict=True,
    )
)
AS_PLAIN = str.maketrans(LOOK_ALIKES | dict.fromkeys("ĐđÐðƉɖ", "d"))
ETH = str.maketrans("ÐðƉɖ", "ĐđĐđ")
STROKED_D = re.compile("([Dd])[\u0335\u0336]")
# A tone typed before the mark of its vowel: the two do not compose in that order.
TONE_FIRST = re.compile("([aeoAEO]\u0323?)([\u0300\u0301\u0303\u0309])([\u0302\u0306])")


def nfc(text: str) -> str:
    return unicodedata.normalize("NFC", text)


def is_invisible(char: str) -> bool:
    return char in FILLERS or unicodedata.category(char) in {"Cc", "Cf", "Cs", "Zl", "Zp"}


def compose(text: str) -> str:
    """NFC, also for marks typed in the wrong order."""
    if text.isascii():
        return text
    decomposed = STROKED_D.sub(_stroked, unicodedata.normalize("NFD", text))
    return nfc(TONE_FIRST.sub(r"\1\3\2", decomposed))


def _stroked(found: re.Match[str]) -> str:
    return "Đ" if found.group(1) == "D" else "đ"


def clean_line(text: str) -> str:
    """One visible line: NFC, nothing invisible, single spaces, đ for the eth of other languages."""
    return _clean(text, kept=_kept(text))


def clean_text(text: str) -> str:
    """As clean_line, with the line ends kept as single newlines."""
    kept = _kept(text)
    return "\n".join(_clean(line, kept=kept) for line in LINE_ENDS.split(text)).strip("\n")


def _kept(text: str) -> str:
    """The soft hyphen is ư and eth is é in TCVN3, so that a text in that code may still be read later."""
    return "\u00adÐ" if ("\u00ad" in text or "Ð" in text) and legacy_encoding(text) else ""


def _clean(text: str, *, kept: str) -> str:
    is_plain = text.isprintable() and FILLERS.isdisjoint(text)  # nearly always, and much quicker to ask
    visible = text if is_plain else _visible(text, kept)
    composed = compose(" ".join(visible.split()))
    return composed if kept else composed.translate(ETH)


def _visible(text: str, kept: str) -> str:
    return "".join(
        " " if char in SPACES or char in "\u2028\u2029" else char
        for char in text
        if char in SPACES or char in "\u2028\u2029" or char in kept or not is_invisible(char)
    )


def is_blank(text: str | None) -> bool:
    return not text or not clean_line(text)


def strip_marks(text: str) -> str:
    """Plain letters; full-width and other forms of a letter are that letter."""
    decomposed = unicodedata.normalize("NFKD", text)
    return "".join(char for char in decomposed if not unicodedata.combining(char))


def fold(text: str) -> str:
    """What search compares: no case, no marks, no punctuation, đ as d, look-alikes as the letter they look like."""
    plain = _plain(_plain(clean_line(text)).casefold())
    return " ".join(NOT_WORD.sub(" ", plain).split())


def _plain(text: str) -> str:
    return text if text.isascii() else strip_marks(text).translate(AS_PLAIN)


def mixed_scripts(text: str) -> list[str]:
    """Words in which letters of another alphabet stand in for Latin ones, each once."""
    words = dict.fromkeys(found.group() for found in WORD.finditer(nfc(text)) if not found.group().isascii())
    return [word for word in words if _is_mixed(word)]


def _is_mixed(word: str) -> bool:
    alphabets = {unicodedata.name(char, "").partition(" ")[0] for char in word if char in LOOK_ALIKES}
    if not alphabets & {"CYRILLIC", "GREEK"}:
        return False
    return any(unicodedata.name(char, "").startswith("LATIN") for char in word)


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
