"""A list of rewards as a spreadsheet: the figures of its page, row by row, and the sum of what is paid."""

from datetime import UTC
from io import BytesIO
from typing import Any

import xlsxwriter
from django.utils.translation import gettext as _

from campaign.documents.rewards import Line, Sheet
from campaign.models.reward import RewardList
from campaign.rules.calendar import vn_date

# Nothing that a person typed may become a formula or a link.
SAFE = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
WIDTHS = (5, 30, 34, 22, 30, 8, 46, 8, 13, 14, 14, 40)
MONEY = "#,##0"


def workbook(listed: RewardList, shown: Sheet) -> bytes:
    buffer = BytesIO()
    with xlsxwriter.Workbook(buffer, SAFE) as book:
        # The same list for the same day gives the same bytes, whenever somebody asks.
        book.set_properties({"created": listed.made_at.astimezone(UTC).replace(tzinfo=None)})
        sheet = book.add_worksheet(_("Khen thưởng"))
        bold, money = book.add_format({"bold": True}), book.add_format({"num_format": MONEY})
        for column, width in enumerate(WIDTHS):
            sheet.set_column(column, column, width)
        for row, said in enumerate(_head(listed, shown)):
            sheet.write_string(row, 0, said, bold)
        for column, heading in enumerate(_headings()):
            sheet.write_string(4, column, heading, bold)
        for number, line in enumerate(shown.lines, 1):
            _write(sheet, 4 + number, [number, *_values(line)], money)
        sheet.write_string(5 + len(shown.lines), 1, _("Tổng tiền thưởng được chi"), bold)
        sheet.write_number(5 + len(shown.lines), 10, shown.total, money)
        sheet.freeze_panes(5, 2)
    return buffer.getvalue()


def _head(listed: RewardList, shown: Sheet) -> list[str]:
    if listed.decision:
        basis = _("Quyết định %(decision)s ngày %(day)s") % {
            "decision": listed.decision,
            "day": vn_date(shown.day),
        }
    else:
        basis = _("Dự kiến, tính theo ngày ký %(day)s") % {"day": vn_date(shown.day)}
    return [listed.name, basis, _("Bằng chữ: %(words)s") % {"words": shown.total_words}]


def _headings() -> list[str]:
    return [
        _("TT"),
        _("Người, tập thể"),
        _("Chức vụ, nơi công tác"),
        _("Loại"),
        _("Danh hiệu, hình thức"),
        _("Năm"),
        _("Căn cứ"),
        _("Hệ số"),
        _("Lương cơ sở"),
        _("Mức thưởng"),
        _("Được chi"),
        _("Vì sao không chi, cần xem"),
    ]


def _values(line: Line) -> list[Any]:
    row = line.row
    said = "; ".join(filter(None, (line.held, line.unpaid, *line.problems, *line.notes)))
    face = [row.holder_name, row.holder_note, str(line.sort), line.kind.name, row.year, line.ground]
    return [
        *face,
        float(line.coefficient),
        line.base_salary,
        line.amount,
        line.amount if line.is_paid else 0,
        said,
    ]


def _write(sheet: Any, row: int, values: list[Any], money: Any) -> None:
    for column, value in enumerate(values):
        if isinstance(value, str):
            sheet.write_string(row, column, value)
        else:
            sheet.write_number(row, column, value, money if column > 7 else None)
