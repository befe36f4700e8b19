"""The annex of a decision as a spreadsheet: the rows of the paper, letter by letter, nothing that runs."""

import io

import xlsxwriter

from campaign.documents.decision_papers import annex_table
from campaign.exchange.score_table import SAFE
from campaign.models.decision import Decision
from campaign.rules.calendar import VIETNAM

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def annex(decision: Decision) -> bytes:
    table = annex_table(decision)
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, SAFE) as book:
        moment = table.made_at.astimezone(VIETNAM).replace(tzinfo=None)
        book.set_properties({"created": moment})
        sheet = book.add_worksheet("Phụ lục")
        bold, wrapped = book.add_format({"bold": True}), book.add_format({"text_wrap": True, "valign": "top"})
        sheet.write_string(0, 0, table.title, bold)
        sheet.write_string(1, 0, table.reference)
        for column, (heading, width) in enumerate(table.columns):
            sheet.set_column(column, column, width, wrapped)
            sheet.write_string(3, column, heading, bold)
        for line, row in enumerate(table.rows, 4):
            for column, words in enumerate(row):
                sheet.write_string(line, column, words)
        sheet.freeze_panes(4, 3)
        sheet.repeat_rows(3)
        sheet.set_landscape()
        sheet.fit_to_pages(1, 0)
    return buffer.getvalue()
