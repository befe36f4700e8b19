"""The published list as bytes that anybody can make again: what its SHA-256 is taken of.

JSON without spaces, UTF-8, one array for each line in the order of the list, its values in the order of COLUMNS. The
file that the portal offers is these very bytes, so `sha256sum` alone answers whether a list is the published one.
"""

import csv
import hashlib
import io
import json
from collections.abc import Iterable, Mapping
from typing import Any

COLUMNS = ("line", "register_number", "title", "authors", "unit_name", "award_label", "level_label")
MARK = "\ufeff"  # by which spreadsheets know UTF-8

Row = Mapping[str, Any]


class NotAList(ValueError):
    """The file is none of the two that the portal gives out."""


def canonical(rows: Iterable[Row]) -> bytes:
    values = [[row[name] for name in COLUMNS] for row in rows]
    return json.dumps(values, ensure_ascii=False, separators=(",", ":")).encode()


def digest(rows: Iterable[Row]) -> str:
    return hashlib.sha256(canonical(rows)).hexdigest()


def as_csv(rows: Iterable[Row]) -> str:
    """For spreadsheets; no value can act as a formula."""
    written = io.StringIO()
    writer = csv.writer(written, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    writer.writerows([[_safe(row[name]) for name in COLUMNS] for row in rows])
    return MARK + written.getvalue()


def read(content: bytes) -> list[dict[str, Any]]:
    """The rows of a file that was downloaded here, JSON or CSV."""
    try:
        text = content.decode("utf-8-sig")
        values = json.loads(text) if text.lstrip().startswith("[") else _rows_of_csv(text)
        return [dict(zip(COLUMNS, row, strict=True)) for row in values]
    except (ValueError, TypeError, IndexError, csv.Error) as error:
        raise NotAList from error


def _rows_of_csv(text: str) -> list[list[Any]]:
    header, *rows = csv.reader(io.StringIO(text, newline=""))
    if tuple(header) != COLUMNS:
        raise NotAList
    return [[int(row[0]), *(_plain(value) for value in row[1:])] for row in rows]


def _safe(value: Any) -> Any:
    """An apostrophe before what a spreadsheet would reckon with, as in the other lists of the portal."""
    text = str(value)
    return f"'{text}" if text[:1] in tuple("=+-@\t\r'") else value


def _plain(value: str) -> str:
    return value[1:] if value[:1] == "'" else value
