"""Read a list of past initiatives out of a CSV or XLSX file and rehearse its import: nothing is written here."""

import csv
import hashlib
import io
import re
import zipfile
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from python_calamine import CalamineError, CalamineWorkbook

from campaign.actions.library import already_imported, doubles
from campaign.rules.file_error import FileError
from campaign.rules.files import XLSX, kind_of
from campaign.rules.legacy_list import MOST_BYTES, REQUIRED, Complaint, PastRow, columns_of, read_row
from campaign.rules.phrase import NO_OBJECTION, Phrase
from campaign.rules.title_match import SAME, Pair

MOST_ROWS = 20_000
MOST_CELLS = 5_000_000
HEADER_WITHIN = 30
DELIMITERS = ",;\t"
CELL = re.compile(rb"<(?:\w+:)?c\b[^>]*?\sr=\"([A-Z]{1,3})([0-9]{1,7})\"")

Line = Sequence[str]
Columns = Callable[[Line], dict[str, int]]


class ListError(ValueError):
    """The file as a whole cannot be read; `phrase` says why and what to do."""

    def __init__(self, phrase: Phrase) -> None:
        super().__init__(phrase)
        self.phrase = phrase

    def __str__(self) -> str:
        return str(self.phrase)


@dataclass
class Rehearsal:
    """What an import of this file would do."""

    sha256: str
    rows: list[PastRow] = field(default_factory=list)
    complaints: list[Complaint] = field(default_factory=list)
    pairs: list[Pair] = field(default_factory=list)
    objection: Phrase = NO_OBJECTION

    @property
    def with_several_authors(self) -> int:
        return sum(len(row.authors) > 1 for row in self.rows)

    @property
    def same(self) -> int:
        return sum(pair.verdict.kind == SAME for pair in self.pairs)

    @property
    def can_be_imported(self) -> bool:
        return bool(self.rows) and not self.complaints and not self.objection


def rehearse(name: str, content: bytes) -> Rehearsal:
    """Every row checked with its number; likely doubles within the file and against the library."""
    found = Rehearsal(hashlib.sha256(content).hexdigest())
    found.objection = already_imported(found.sha256)
    found.rows, found.complaints = _read(name, content)
    if found.rows and not found.objection:
        found.pairs = doubles(found.rows)
    return found


def checked_rows(name: str, content: bytes) -> list[PastRow]:
    """All rows, or ListError with the first complaints: an import takes all of a list or nothing."""
    rows, complaints = _read(name, content)
    if complaints:
        raise ListError(
            Phrase(
                "Còn %(count)s chỗ phải sửa nên chưa nhập dòng nào. %(first)s Hãy sửa tệp rồi gửi lại.",
                count=len(complaints),
                first=" ".join(map(str, complaints[:3])),
            )
        )
    return rows


def _read(name: str, content: bytes) -> tuple[list[PastRow], list[Complaint]]:
    rows: list[PastRow] = []
    complaints: list[Complaint] = []
    for number, cells in read_cells(name, content):
        row = read_row(number, cells)
        if isinstance(row, PastRow):
            rows.append(row)
        else:
            complaints += row
    return rows, complaints


def read_cells(
    name: str,
    content: bytes,
    columns: Columns = columns_of,
    required: Iterable[Phrase] = tuple(REQUIRED.values()),
) -> list[tuple[int, dict[str, str]]]:
    """The rows under the header that hold anything, with the row numbers that a spreadsheet program shows.

    `columns` tells a header from other lines and where each column stands; without another word the past's.
    """
    if len(content) > MOST_BYTES:
        raise ListError(
            Phrase("Tệp lớn hơn %(most)s MB nên chưa đọc. Hãy chia danh sách thành nhiều tệp.", most=20)
        )
    tables = sheet_tables(name, content) if content.startswith(b"PK") else _texts(content)
    for lines in tables:
        found = _under_header(lines, columns)
        if found is not None:
            return found
    wanted = ", ".join(map(str, required))
    raise ListError(
        Phrase(
            "Không thấy dòng tiêu đề có các cột: %(columns)s. Chưa nhập gì; hãy đặt tên cột ở một trong %(rows)s "
            "dòng đầu rồi gửi lại.",
            columns=wanted,
            rows=HEADER_WITHIN,
        )
    )


def _under_header(lines: Sequence[Line], columns_in: Columns) -> list[tuple[int, dict[str, str]]] | None:
    for index, line in enumerate(lines[:HEADER_WITHIN]):
        columns = columns_in(line)
        if columns:
            filled = [
                (number, {name: cells[place] for name, place in columns.items() if place < len(cells)})
                for number, cells in enumerate(lines[index + 1 :], index + 2)
            ]
            return _not_too_many([row for row in filled if any(cell.strip() for cell in row[1].values())])
    return None


def _not_too_many(rows: list[tuple[int, dict[str, str]]]) -> list[tuple[int, dict[str, str]]]:
    if len(rows) > MOST_ROWS:
        raise ListError(
            Phrase(
                "Danh sách có %(rows)s dòng, nhiều hơn %(most)s. Chưa nhập gì; hãy chia thành nhiều tệp.",
                rows=len(rows),
                most=MOST_ROWS,
            )
        )
    return rows


def _texts(content: bytes) -> Iterable[list[Line]]:
    """The same text read with each delimiter, until one shows a header."""
    text = decode(content)
    for delimiter in DELIMITERS:
        try:
            yield list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))
        except csv.Error:
            continue


def decode(content: bytes) -> str:
    """UTF-8, UTF-16 or the Windows-1258 that older Vietnamese programs write."""
    for encoding in _encodings(content):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    raise ListError(
        Phrase(
            "Không đọc được chữ trong tệp. Chưa nhập gì; hãy lưu lại thành XLSX, hoặc CSV mã UTF-8, rồi gửi lại."
        )
    )


def _encodings(content: bytes) -> tuple[str, ...]:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return ("utf-16",)
    start = content[:2000]
    if start[1::2].count(0) > len(start) // 8:
        return ("utf-16-le",)
    if start[0::2].count(0) > len(start) // 8:
        return ("utf-16-be",)
    return ("utf-8-sig", "cp1258")


def sheet_tables(name: str, content: bytes) -> Iterable[list[Line]]:
    try:
        kind = kind_of(name, content)
    except FileError as error:
        raise ListError(error.phrase) from None
    if kind != XLSX:
        raise ListError(Phrase("Đây không phải là bảng tính. Chưa nhập gì; hãy gửi tệp XLSX hoặc CSV."))
    _refuse_vast_sheets(content)
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(content))
        sheets = [book.get_sheet_by_index(index) for index in range(len(book.sheet_names))]
        tables = [sheet.to_python(skip_empty_area=False) for sheet in sheets]
    except (CalamineError, ValueError, OSError):
        raise ListError(
            Phrase("Bảng tính bị hỏng, không đọc được. Chưa nhập gì; hãy mở, lưu lại rồi gửi lại.")
        ) from None
    for table in tables:
        yield [[_cell_text(cell) for cell in line] for line in table]


def _refuse_vast_sheets(content: bytes) -> None:
    """One cell in the far corner makes a reader fill the whole rectangle; a few bytes could take all memory."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        for part in archive.namelist():
            if part.endswith(".xml"):
                width, height = _extent(archive.read(part))
                if width * height > MOST_CELLS:
                    raise ListError(
                        Phrase(
                            "Bảng tính có ô nằm quá xa (cột %(width)s, dòng %(height)s). Chưa nhập gì; hãy chép "
                            "danh sách sang một bảng tính mới rồi gửi lại.",
                            width=width,
                            height=height,
                        )
                    )


def _extent(xml: bytes) -> tuple[int, int]:
    width = height = 0
    for column, row in CELL.findall(xml):
        height = max(height, int(row))
        width = max(width, sum((letter - 64) * 26**place for place, letter in enumerate(reversed(column))))
    return width, height


def _cell_text(cell: object) -> str:
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, date):
        return str(cell.year)
    return str(cell)
