"""The register of papers as a spreadsheet: the lines of its page, and the numbers left out on a second sheet."""

from collections.abc import Iterable
from datetime import UTC
from io import BytesIO
from typing import Any

import xlsxwriter
from django.utils.translation import gettext as _

from campaign.documents.registers import Gaps
from campaign.exchange.ranking_sheet import SAFE
from campaign.models import clock
from campaign.models.register import RegisterEntry
from campaign.rules.calendar import vn_date

WIDTHS = (20, 8, 14, 60, 28, 28, 50)


def workbook(entries: Iterable[RegisterEntry], gaps: Iterable[Gaps]) -> bytes:
    buffer = BytesIO()
    with xlsxwriter.Workbook(buffer, SAFE) as book:
        book.set_properties({"created": clock.now().astimezone(UTC).replace(tzinfo=None)})
        headings = [
            _("Số, ký hiệu"),
            _("Năm"),
            _("Ngày văn bản"),
            _("Trích yếu"),
            _("Người ký"),
            _("Người ghi sổ"),
            _("Ghi chú"),
        ]
        _write(book, _("Sổ văn bản"), headings, map(_line, entries))
        missing = ([str(one.series), str(one.year), one.missing] for one in gaps)
        _write(book, _("Số còn trống"), [_("Dãy số"), _("Năm"), _("Số còn trống")], missing)
    return buffer.getvalue()


def _line(entry: RegisterEntry) -> list[str]:
    note = _("Hủy: %(reason)s") % {"reason": entry.cancelled_reason} if entry.cancelled_at else ""
    face = [str(entry), str(entry.year), vn_date(entry.dated_on), entry.subject, entry.signer_name]
    return [*face, entry.recorded_by.full_name, note]


def _write(book: Any, name: str, headings: list[str], rows: Iterable[list[str]]) -> None:
    sheet, bold = book.add_worksheet(name), book.add_format({"bold": True})
    sheet.freeze_panes(1, 0)
    for column, heading in enumerate(headings):
        sheet.set_column(column, column, WIDTHS[column])
        sheet.write_string(0, column, heading, bold)
    for line, row in enumerate(rows, 1):
        for column, text in enumerate(row):
            sheet.write_string(line, column, text)
