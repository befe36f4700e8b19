"""Text in the fonts of before Unicode: recognised, and read into Unicode when somebody asks for it. Pure.

TCVN3 (ABC fonts) gives every letter with its tone one Latin-1 character; the fonts for capitals show small
letters as capitals. VNI writes the mark as a second Latin-1 character. A line counts as such text when several
of its words are no Vietnamese syllables as they stand, but become so when they are read through the table.
"""

import re
import unicodedata
from enum import StrEnum
from functools import lru_cache


class Encoding(StrEnum):
    TCVN3 = "TCVN3"
    VNI = "VNI"


SMALL = "àảãáạăằẳẵắặâầẩẫấậđèẻẽéẹêềểễếệìỉĩíịòỏõóọôồổỗốộơờởỡớợùủũúụưừửữứựỳỷỹýỵ"
TCVN3_SMALL = "µ¶·¸¹¨»¼½¾Æ©ÇÈÉÊË®ÌÎÏÐÑªÒÓÔÕÖ×ØÜÝÞßáâãä«åæçèé¬êëìíîïñòóô\xadõö÷øùúûüýþ"
TCVN3_CAPITALS = {"Ă": "¡", "Â": "¢", "Ê": "£", "Ô": "¤", "Ơ": "¥", "Ư": "¦", "Đ": "§"}
VNI_SMALL = (
    "aø aû aõ aù aï aê aè aú aü aé aë aâ aà aå aã aá aä ñ eø eû eõ eù eï eâ eà eå eã eá eä ì æ ó í ò "
    "oø oû oõ où oï oâ oà oå oã oá oä ô ôø ôû ôõ ôù ôï uø uû uõ uù uï ö öø öû öõ öù öï yø yû yõ yù î"
)

TO_TCVN3 = dict(zip(SMALL, TCVN3_SMALL, strict=True)) | TCVN3_CAPITALS
TO_VNI = dict(zip(SMALL, VNI_SMALL.split(), strict=True))
TO_VNI |= {letter.upper(): written.upper() for letter, written in TO_VNI.items()}
FROM_TCVN3 = {written: letter for letter, written in TO_TCVN3.items()}
FROM_VNI = {written: letter for letter, written in TO_VNI.items()}
# A capital before a small mark, as in a name that a program has "corrected".
FROM_VNI |= {old[0].upper() + old[1:]: new.upper() for old, new in FROM_VNI.items() if len(old) == 2}

SPECIAL = "".join(sorted(set(FROM_TCVN3) | {char for old in FROM_VNI for char in old} - set("aeouyAEOUY")))
WORD = re.compile(rf"[A-Za-z\u00c0-\u024f\u1ea0-\u1ef9{re.escape(SPECIAL)}]+")
VNI_UNIT = re.compile("|".join(sorted(map(re.escape, FROM_VNI), key=len, reverse=True)))
# µm, µN, µg: units of measure, not a word with à.
MEASURE = re.compile(r"µ[A-Za-z]?")

ONSET = "(?:ngh|ng|nh|ch|gh|gi|kh|ph|qu|th|tr|[bcdđghklmnprstvx])?"
NUCLEUS_OPEN = (
    "oai|oay|oao|oeo|uao|uây|uyu|uya|ươu|ươi|uôi|iêu|yêu|ai|ao|au|ay|âu|ây|eo|êu|ia|iu|oa|oe|oi|ôi|ơi|"
    "ua|uê|ui|uơ|uy|ưa|ưi|ưu|[aeêioôơuưy]"
)
NUCLEUS_CLOSED = "uyê|iê|yê|uô|ươ|oa|oă|oe|uâ|uê|uy|[aăâeêioôơuưy]"
SYLLABLE = re.compile(rf"{ONSET}(?:(?:{NUCLEUS_OPEN})|(?:{NUCLEUS_CLOSED})(?:ng|nh|ch|[cmnpt]))")
STOPPED = re.compile(r"(?:ch|[cpt])\Z")
TONES = "\u0300\u0301\u0303\u0309\u0323"
SHARP = "\u0301\u0323"


def is_syllable(word: str) -> bool:
    """Whether a word is built as Vietnamese words are: onset, vowels, end and at most one fitting tone."""
    decomposed = unicodedata.normalize("NFD", word.lower())
    tones = [char for char in decomposed if char in TONES]
    letters = unicodedata.normalize("NFC", "".join(char for char in decomposed if char not in TONES))
    if len(tones) > 1 or not SYLLABLE.fullmatch(letters):
        return False
    return not (tones and STOPPED.search(letters) and tones[0] not in SHARP)


def legacy_encoding(text: str) -> Encoding | None:
    """The old encoding of a text or of some of its lines, if there is one."""
    found = [encoding for line in text.splitlines() if (encoding := _of_line(line))]
    return max(set(found), key=found.count) if found else None


def example(text: str) -> tuple[str, str] | None:
    """The first word in the old encoding, and how it reads."""
    encoding = legacy_encoding(text)
    words = [word for line in text.splitlines() if _of_line(line) for word in _telling(line, encoding)]
    return (words[0], _read(words[0], encoding)) if encoding and words else None


def convert(text: str, encoding: Encoding | None = None) -> str:
    """The text in Unicode; lines that already hold letters of Unicode stay as they are."""
    encoding = encoding or legacy_encoding(text)
    if encoding is None:
        return text
    lines = text.splitlines(keepends=True)
    return "".join(line if _is_unicode(line) else _read_line(line, encoding) for line in lines)


def write(text: str, encoding: Encoding) -> str:
    """The other way: Unicode as the old fonts want it. TCVN3 has no capitals with tones."""
    text = unicodedata.normalize("NFC", text)
    if encoding is Encoding.VNI:
        return "".join(TO_VNI.get(char, char) for char in text)
    return "".join(TO_TCVN3.get(char) or TO_TCVN3.get(char.lower(), char) for char in text)


def _of_line(line: str) -> Encoding | None:
    marked = [word for word in WORD.findall(line) if not word.isascii()]
    for encoding in Encoding:
        telling = _telling(line, encoding)
        if len(set(telling)) >= 2 and len(max(telling, key=len)) >= 3 and len(telling) * 5 >= len(marked) * 3:
            return encoding
    return None


def _telling(line: str, encoding: Encoding | None) -> list[str]:
    """Words that make no sense as they stand and do when they are read."""
    return [word for word in WORD.findall(line) if encoding and _tells(word, encoding)]


@lru_cache(maxsize=8192)  # a text repeats its words, and an autosave its text
def _tells(word: str, encoding: Encoding) -> bool:
    if word.isascii() or not any(char.isascii() for char in word) or MEASURE.fullmatch(word):
        return False
    return not is_syllable(word) and is_syllable(_read(word, encoding))


def _read_line(line: str, encoding: Encoding) -> str:
    return WORD.sub(lambda found: _read(found.group(), encoding), line)


def _read(word: str, encoding: Encoding) -> str:
    if encoding is Encoding.VNI:
        return VNI_UNIT.sub(lambda found: FROM_VNI[found.group()], word)
    read = "".join(FROM_TCVN3.get(char, char) for char in word)
    return read.upper() if _is_in_capitals(word) else read


def _is_in_capitals(word: str) -> bool:
    """TIÕNG is TIẾNG: the plain letters tell the size of the others."""
    plain = [char for char in word if char.isascii()]
    return len(plain) > 1 and all(char.isupper() for char in plain)


def _is_unicode(line: str) -> bool:
    return any("\u0100" <= char <= "\u024f" or "\u1ea0" <= char <= "\u1ef9" for char in line)
