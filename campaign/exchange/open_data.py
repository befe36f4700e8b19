"""The open data of published results as CSV, JSON and XLSX: the same rows, the same order, the same bytes each time."""

import csv
import io
import json
from collections.abc import Callable
from datetime import UTC
from typing import Any

import xlsxwriter
from django.utils.translation import gettext as _

from campaign.documents.open_data import FIELDS, LICENCE, SCHEMA, OpenList

SAFE = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
# What a spreadsheet program would take for a formula when it opens a CSV.
RISKY = ("=", "+", "-", "@", "\t", "\r", "'")
NAMES = tuple(field.name for field in FIELDS)


def as_csv(data: OpenList) -> bytes:
    """UTF-8 with its mark, which Excel needs to read Vietnamese."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(NAMES)
    for row in data.rows:
        writer.writerow([_cell(row[name]) for name in NAMES])
    return text.getvalue().encode("utf-8-sig")


def as_json(data: OpenList) -> bytes:
    campaign = data.campaign
    content = {
        "schema": SCHEMA,
        "campaign": {
            "code": campaign.slug,
            "title": campaign.title,
            "year": campaign.year,
            "issuer": campaign.issuer_name,
        },
        "licence": str(LICENCE),
        "publications": [
            row | {"published_at": row["published_at"].astimezone(UTC).isoformat(timespec="seconds")}
            for row in data.publications
        ],
        "total": data.total,
        "results": data.rows,
    }
    return (json.dumps(content, ensure_ascii=False, indent=1) + "\n").encode()


def as_xlsx(data: OpenList) -> bytes:
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, SAFE) as book:
        book.set_properties({"created": data.as_of.astimezone(UTC).replace(tzinfo=None)})
        bold = book.add_format({"bold": True})
        _write_rows(book.add_worksheet(_("Kết quả")), data, bold)
        _write_notes(book.add_worksheet(_("Mô tả")), data, bold)
    return buffer.getvalue()


FILES: dict[str, tuple[str, Callable[[OpenList], bytes]]] = {
    "csv": ("text/csv; charset=utf-8", as_csv),
    "json": ("application/json; charset=utf-8", as_json),
    "xlsx": ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", as_xlsx),
}


def _write_rows(sheet: Any, data: OpenList, bold: Any) -> None:
    sheet.freeze_panes(1, 0)
    for column, name in enumerate(NAMES):
        sheet.set_column(column, column, 40 if name in {"title", "authors", "unit_name"} else 16)
        sheet.write_string(0, column, name, bold)
    for line, row in enumerate(data.rows, 1):
        for column, name in enumerate(NAMES):
            _write(sheet, line, column, row[name])


def _write(sheet: Any, line: int, column: int, value: Any) -> None:
    if isinstance(value, bool):
        sheet.write_boolean(line, column, value)
    elif isinstance(value, int):
        sheet.write_number(line, column, value)
    else:
        sheet.write_string(line, column, value)


def _write_notes(sheet: Any, data: OpenList, bold: Any) -> None:
    sheet.set_column(0, 0, 34)
    sheet.set_column(1, 1, 100)
    lines = [
        (_("Phong trào"), data.campaign.title),
        (_("Cơ quan công bố"), data.campaign.issuer_name),
        (_("Phiên bản mô tả"), SCHEMA),
        (_("Số sáng kiến đang được công nhận"), str(data.total)),
        (_("Điều kiện dùng lại"), str(LICENCE)),
        *(
            (_("Mã băm SHA-256 của lần công bố %(version)s") % {"version": row["version"]}, row["sha256"])
            for row in data.publications
        ),
        *((field.name, str(field.meaning)) for field in FIELDS),
    ]
    for line, (name, said) in enumerate(lines):
        sheet.write_string(line, 0, name, bold)
        sheet.write_string(line, 1, said)


def _cell(value: Any) -> Any:
    if isinstance(value, bool):
        return "true" if value else "false"
    return f"'{value}" if isinstance(value, str) and value.startswith(RISKY) else value
