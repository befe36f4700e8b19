"""Read a list of assignments out of a CSV or XLSX file: rows, or complaints with their numbers."""

from campaign.exchange.imports import ListError, read_cells
from campaign.rules.assignment_list import REQUIRED, Row, columns_of, read_row
from campaign.rules.legacy_list import Complaint
from campaign.rules.phrase import Phrase


def read_list(name: str, content: bytes) -> tuple[list[Row], list[Complaint]]:
    rows: list[Row] = []
    complaints: list[Complaint] = []
    for number, cells in read_cells(name, content, columns_of, REQUIRED.values()):
        row = read_row(number, cells)
        if isinstance(row, Row):
            rows.append(row)
        else:
            complaints += row
    if not rows and not complaints:
        raise ListError(Phrase("Tệp không có dòng nào dưới dòng tiêu đề. Chưa phân công gì."))
    return rows, complaints
