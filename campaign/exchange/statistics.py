"""The tables of the statistics page as a spreadsheet: the same figures, as numbers, nothing that runs."""

import io
from collections.abc import Iterable
from datetime import UTC

import xlsxwriter
from django.utils.translation import gettext as _

from campaign.exchange.score_table import SAFE
from campaign.models import clock
from campaign.rules.figures import DAYS, Table

FORMATS = {"count": "#,##0", "money": "#,##0", "days": "0.0"}


def workbook(title: str, tables: Iterable[Table]) -> bytes:
    """One sheet for all, a table under the other, each with its heading."""
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, SAFE) as book:
        book.set_properties({"title": title, "created": clock.now().astimezone(UTC).replace(tzinfo=None)})
        sheet, bold = book.add_worksheet(_("Thống kê")), book.add_format({"bold": True})
        looks = {unit: book.add_format({"num_format": look}) for unit, look in FORMATS.items()}
        sheet.write_string(0, 0, title, bold)
        sheet.set_column(0, 0, 48)
        sheet.set_column(1, 6, 20)
        place = 2
        for table in tables:
            for column, words in enumerate([table.heading, *table.column_names]):
                sheet.write_string(place, column, words, bold)
            for row, line in enumerate(table.lines, place + 1):
                sheet.write_string(row, 0, line.said or _("Cộng"))
                for column, cell in enumerate(line.cells, 1):
                    if cell.value is None:
                        sheet.write_string(row, column, cell.said)
                    else:
                        value = cell.value / 10 if cell.unit == DAYS else cell.value
                        sheet.write_number(row, column, value, looks[cell.unit])
            place += len(table.lines) + 2
    return buffer.getvalue()
