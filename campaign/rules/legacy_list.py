"""A list of initiatives recognised in the past, as people keep it in a spreadsheet: which column is what, one row
as clean values or as complaints, and which rows somebody should compare. Pure.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from accounts.text import clean_line, clean_text, fold
from campaign.rules.phrase import Phrase
from campaign.rules.title_match import (
    SAME,
    Pair,
    Row,
    Verdict,
    author_keys,
    find_pairs,
    normalised_title,
)

# Folded header names by column, the more original text first.
HEADERS = {
    "title": (
        "title raw",
        "title",
        "ten sang kien",
        "ten sang kien giai phap",
        "ten giai phap",
        "ten de tai",
        "ten de tai sang kien",
        "ten",
    ),
    "authors": (
        "authors raw",
        "authors",
        "author",
        "tac gia",
        "ten tac gia",
        "ho va ten tac gia",
        "ho ten tac gia",
        "tac gia dong tac gia",
        "ho va ten",
        "nguoi thuc hien",
    ),
    "unit": ("unit", "don vi", "ten don vi", "don vi cong tac", "noi cong tac", "co quan don vi"),
    "field": ("field", "field guess", "linh vuc", "linh vuc ap dung"),
    "year": ("year", "nam", "nam cong nhan", "nam hoc"),
}
REQUIRED = {"title": Phrase("tên sáng kiến"), "authors": Phrase("tác giả")}
LONGEST = {"title": 1000, "unit": 200, "field": 200}
LABELS = REQUIRED | {"unit": Phrase("đơn vị"), "field": Phrase("lĩnh vực"), "year": Phrase("năm")}
MOST_BYTES = 20_000_000
LONGEST_NAME, MOST_AUTHORS = 150, 50
BULLET = re.compile(r"^\s*(?:[-+•*]|\d{1,2}\s*[.)/-])\s*")
YEAR = re.compile(r"(?:19|20)\d\d")
CROWD = 200
MOST_PAIRS = 2000


@dataclass(frozen=True)
class PastRow:
    number: int
    title: str
    authors: tuple[str, ...]
    unit: str = ""
    field: str = ""
    year: int | None = None


@dataclass(frozen=True)
class Complaint:
    number: int
    reason: Phrase

    def __str__(self) -> str:
        return str(Phrase("Dòng %(number)s: %(reason)s", number=self.number, reason=self.reason))


def columns_of(header: Sequence[str]) -> dict[str, int]:
    """Where each known column stands, or nothing when this row is not the header."""
    names = [fold(cell) for cell in header]
    found = {
        column: names.index(known)
        for column, spellings in HEADERS.items()
        for known in [next((name for name in spellings if name in names), None)]
        if known is not None
    }
    return found if REQUIRED.keys() <= found.keys() else {}


def read_row(number: int, cells: Mapping[str, str]) -> PastRow | list[Complaint]:
    texts = {name: clean_line(cells.get(name, "")) for name in LONGEST}
    authors, year = split_authors(cells.get("authors", "")), _year(cells.get("year", ""))
    reasons = [
        *(_empty(name) for name in ["title"] if not texts[name]),
        *([] if authors else [_empty("authors")]),
        *(_too_long(name, most) for name, most in LONGEST.items() if len(texts[name]) > most),
        *_author_problems(authors),
        *([_strange_year(cells["year"])] if year == 0 else []),
    ]
    if reasons:
        return [Complaint(number, reason) for reason in reasons]
    return PastRow(number, texts["title"], authors, texts["unit"], texts["field"], year)


def split_authors(cell: str) -> tuple[str, ...]:
    """One name a line, or between semicolons; commas part only what are plainly full names."""
    lines = [part for line in clean_text(cell).splitlines() for part in line.split(";")]
    names = [clean_line(BULLET.sub("", name)).strip(" ,.") for line in lines for name in _by_commas(line)]
    return tuple(dict.fromkeys(name for name in names if name))


def _by_commas(line: str) -> list[str]:
    parts = [part.strip() for part in line.split(",") if part.strip()]
    return parts if len(parts) > 1 and all(map(_is_full_name, parts)) else [line]


def _is_full_name(text: str) -> bool:
    """Two to six capitalised words without digits: "ThS, Trưởng khoa" is not split, a row of names is."""
    words = BULLET.sub("", text).split()
    return 2 <= len(words) <= 6 and all(
        word[0].isupper() and word.replace("-", "").isalpha() for word in words
    )


def _year(text: str) -> int | None:
    """2025 in "2025", "2025.0" or "2024-2025"; None when blank, 0 when it is no year."""
    if not clean_line(text):
        return None
    years = YEAR.findall(text)
    return int(years[-1]) if years else 0


def _empty(column: str) -> Phrase:
    return Phrase("cột %(column)s để trống.", column=LABELS[column])


def _too_long(column: str, most: int) -> Phrase:
    return Phrase("cột %(column)s dài quá %(most)s ký tự.", column=LABELS[column], most=most)


def _strange_year(text: str) -> Phrase:
    return Phrase("«%(text)s» không phải là năm; viết như 2025.", text=clean_line(text)[:40])


def _author_problems(authors: Sequence[str]) -> list[Phrase]:
    if len(authors) > MOST_AUTHORS:
        return [Phrase("có hơn %(most)s tác giả; hãy tách thành nhiều dòng.", most=MOST_AUTHORS)]
    if any(len(name) > LONGEST_NAME for name in authors):
        return [Phrase("tên một tác giả dài quá %(most)s ký tự.", most=LONGEST_NAME)]
    return []


def likely_doubles(fresh: Sequence[Row], known: Iterable[Row]) -> list[Pair]:
    """Pairs with at least one fresh row, the most alike first; the known row, or the upper one, comes first.

    A name on very many rows ("Tập thể") says nothing: such rows are only compared for being wholly equal.
    """
    counted = Counter(key for row in fresh for key in author_keys(row))
    near = [row for row in known if not counted.keys().isdisjoint(author_keys(row))]
    counted.update(key for row in near for key in author_keys(row))
    crowded = {key for key, count in counted.items() if count > CROWD}
    rows, new = [*near, *fresh], {row.key for row in fresh}
    calm = [row for row in rows if crowded.isdisjoint(author_keys(row))]
    pairs = [*_equal_rows(rows, crowded), *find_pairs(calm)] if crowded else find_pairs(rows)
    return [pair for pair in pairs if {pair.first.key, pair.second.key} & new][:MOST_PAIRS]


def _equal_rows(rows: Sequence[Row], crowded: set[str]) -> list[Pair]:
    groups: dict[tuple[str, frozenset[str]], list[Row]] = defaultdict(list)
    for row in rows:
        if not crowded.isdisjoint(author_keys(row)):
            groups[normalised_title(row.title), author_keys(row)].append(row)
    return [Pair(group[0], row, Verdict(SAME, 1.0)) for group in groups.values() for row in group[1:]]
