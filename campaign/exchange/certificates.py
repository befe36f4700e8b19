"""The register of certificates as a spreadsheet: the lines of the page, all of them."""

from collections.abc import Iterable
from datetime import UTC
from io import BytesIO

import xlsxwriter
from django.utils.translation import gettext as _

from campaign.documents.certificate import standing_of
from campaign.exchange.ranking_sheet import SAFE
from campaign.models import clock
from campaign.models.publication import Certificate
from campaign.rules.calendar import vn_date

WIDTHS = (10, 28, 28, 34, 60, 24, 14, 22, 22)


def workbook(rows: Iterable[Certificate]) -> bytes:
    buffer = BytesIO()
    with xlsxwriter.Workbook(buffer, SAFE) as book:
        book.set_properties({"created": clock.now().astimezone(UTC).replace(tzinfo=None)})
        sheet = book.add_worksheet(_("Sổ giấy chứng nhận"))
        sheet.freeze_panes(1, 0)
        for column, width in enumerate(WIDTHS):
            sheet.set_column(column, column, width)
        sheet.write_row(0, 0, _titles(), book.add_format({"bold": True}))
        for number, row in enumerate(rows, 1):
            sheet.write_row(number, 0, _line(row))
    return buffer.getvalue()


def _titles() -> list[str]:
    return [
        _("Số"),
        _("Người được cấp"),
        _("Chức vụ"),
        _("Nơi công tác"),
        _("Sáng kiến"),
        _("Kết quả"),
        _("Ngày cấp"),
        _("Tình trạng"),
        _("Mã kiểm tra"),
    ]


def _line(row: Certificate) -> list[str]:
    return [
        f"{row.number:02}/{row.year}",
        row.holder_name,
        row.holder_job_title,
        row.holder_workplace,
        row.result.title,
        row.result.award_label,
        vn_date(row.issued_on),
        str(standing_of(row).label),
        row.code,
    ]
