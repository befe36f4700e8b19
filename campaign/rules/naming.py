"""Where a text tells whose it is: names and initials, e-mail, telephone, staff code, unit. For a person to look at.

Without case and accents; what is found carries its place in the text as it stands, so that a page can mark it.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from accounts.text import AS_PLAIN, fold, strip_marks
from campaign.rules.phrase import Phrase


class Kind(StrEnum):
    NAME = "name"
    INITIALS = "initials"
    EMAIL = "email"
    PHONE = "phone"
    CODE = "code"
    UNIT = "unit"


LABELS = {
    Kind.NAME: Phrase("tên tác giả"),
    Kind.INITIALS: Phrase("tên viết tắt của tác giả"),
    Kind.EMAIL: Phrase("địa chỉ thư điện tử"),
    Kind.PHONE: Phrase("số điện thoại"),
    Kind.CODE: Phrase("mã cán bộ"),
    Kind.UNIT: Phrase("tên đơn vị"),
}
HIDDEN = "[…]"
AROUND = 40

BETWEEN = r"[\W_]{1,3}"
EMAILS = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
PHONES = re.compile(r"(?<![\d.,])(?:\+?84|0)(?:[ .-]?\d){8,9}(?!\d)")
ADDRESSED = (
    r"\b(?:ong|ba|anh|chi|co|thay|bac|chu|em|dong chi|d/c|bs|bac si|ts|ths|gs|pgs|ks|ky su|tac gia|giao vien)"
)


@dataclass(frozen=True)
class Person:
    full_name: str
    email: str = ""
    staff_code: str = ""


@dataclass(frozen=True)
class Known:
    """Whom and what a text must not tell."""

    people: tuple[Person, ...] = ()
    units: tuple[str, ...] = ()


@dataclass(frozen=True)
class Mention:
    """`said` is the text from `start` to `end` as it stands."""

    start: int
    end: int
    said: str
    kind: Kind


@dataclass(frozen=True)
class Excerpt:
    """A mention with some words around it."""

    before: str
    said: str
    after: str
    kind: Kind

    @property
    def label(self) -> Phrase:
        return LABELS[self.kind]


def mentions(text: str, known: Known) -> list[Mention]:
    """In the order of the text; of two that overlap the one that begins first, then the longer one."""
    if not text:
        return []
    plain, places = _plain(text)
    spans = [
        (places[start], places[end - 1] + 1, kind)
        for pattern, kind, is_capital in _patterns(known)
        for start, end in (found.span() for found in pattern.finditer(plain))
        if not is_capital or _is_capital(text, places, plain, start, end)
    ]
    found: list[Mention] = []
    for start, end, kind in sorted(spans, key=lambda span: (span[0], -span[1])):
        if not found or start >= found[-1].end:
            found.append(Mention(start, end, text[start:end], kind))
    return found


def excerpts(text: str, found: Iterable[Mention]) -> list[Excerpt]:
    return [
        Excerpt(
            text[max(0, one.start - AROUND) : one.start],
            one.said,
            text[one.end : one.end + AROUND],
            one.kind,
        )
        for one in found
    ]


def hidden(text: str, found: Iterable[Mention]) -> str:
    """A proposal: the text with every mention taken out."""
    parts, place = [], 0
    for one in found:
        parts += [text[place : one.start], HIDDEN]
        place = one.end
    return "".join([*parts, text[place:]])


@cache
def _letter(char: str) -> str:
    return strip_marks(strip_marks(char).translate(AS_PLAIN).casefold())


def _plain(text: str) -> tuple[str, Sequence[int]]:
    """The text without case and accents, and for each of its letters the place in the text."""
    letters = list(map(_letter, text))
    if set(map(len, letters)) == {1}:  # as nearly every text is
        return "".join(letters), range(len(text))
    return "".join(letters), [place for place, plain in enumerate(letters) for _one in plain]


def _is_capital(text: str, places: Sequence[int], plain: str, start: int, end: int) -> bool:
    """A given name is often a common word: only with a capital letter it is meant as a name."""
    last = re.search(r"\w+\W*$", plain[start:end])
    return last is not None and text[places[start + last.start()]].isupper()


def _patterns(known: Known) -> Iterator[tuple[re.Pattern[str], Kind, bool]]:
    """Each with what it finds, and whether its last word must begin with a capital letter."""
    yield EMAILS, Kind.EMAIL, False
    yield PHONES, Kind.PHONE, False
    for person in known.people:
        yield from _of_person(person)
    for unit in known.units:
        for words in _unit_names(unit):
            yield _words(words), Kind.UNIT, False


def _of_person(person: Person) -> Iterator[tuple[re.Pattern[str], Kind, bool]]:
    words = fold(person.full_name).split()
    if len(words) > 1:
        yield _words(words), Kind.NAME, False
        yield re.compile(_shortened(words)), Kind.INITIALS, True
        yield re.compile(ADDRESSED + rf"\.?{BETWEEN}{words[-1]}\b"), Kind.NAME, True
    if len(words) > 2:
        yield _words(words[-2:]), Kind.NAME, True
        yield re.compile(rf"\b{''.join(word[0] for word in words)}\b"), Kind.INITIALS, True
    if person.email:
        local = re.escape(fold_mail(person.email))
        yield re.compile(rf"\b{local}\b"), Kind.EMAIL, False
    if person.staff_code:
        yield _words(fold(person.staff_code).split()), Kind.CODE, False


def fold_mail(email: str) -> str:
    return "".join(_letter(char) for char in email)


def _words(words: list[str]) -> re.Pattern[str]:
    return re.compile(r"\b" + BETWEEN.join(re.escape(word) for word in words) + r"\b")


def _shortened(words: list[str]) -> str:
    """N.V.A, N. V. An, Nguyễn V. An: each word whole or its first letter with a dot."""
    first = "".join(rf"(?:{word}{BETWEEN}|{word[0]}\.\s?)" for word in words[:-1])
    return rf"\b{first}(?:{words[-1]}\b|{words[-1][0]}\b)"


def _unit_names(unit: str) -> list[list[str]]:
    """The name, and with the usual short form of "people's committee" the other way to write it."""
    name = fold(unit)
    short, whole = "ubnd", "uy ban nhan dan"
    return [
        form.split() for form in {name, name.replace(whole, short), name.replace(short, whole)} if " " in form
    ]
