"""A ranking as a spreadsheet: the figures and words of its page, and the terms with the hash on a second sheet."""

from collections.abc import Iterable
from datetime import UTC
from io import BytesIO
from typing import Any

import xlsxwriter
from django.utils.translation import gettext as _

from campaign.models.ranking import RankedSubmission, Ranking
from campaign.rules.awards import CUT_POLICIES
from campaign.rules.ranking_words import link_label

# Nothing that a dossier says may become a formula or a link.
SAFE = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
WIDTHS = (6, 14, 50, 30, 10, 18, 20, 60, 60)


def workbook(ranking: Ranking, rows: Iterable[RankedSubmission]) -> bytes:
    buffer = BytesIO()
    with xlsxwriter.Workbook(buffer, SAFE) as book:
        # The same ranking gives the same bytes, whenever somebody asks.
        book.set_properties({"created": ranking.made_at.astimezone(UTC).replace(tzinfo=None)})
        _write_rows(book, rows)
        _write_terms(book, ranking)
    return buffer.getvalue()


def _write_rows(book: Any, rows: Iterable[RankedSubmission]) -> None:
    sheet = book.add_worksheet(_("Xếp hạng"))
    sheet.freeze_panes(1, 0)
    for column, width in enumerate(WIDTHS):
        sheet.set_column(column, column, width)
    bold, points = book.add_format({"bold": True}), book.add_format({"num_format": "0.00"})
    headings = [
        _("Hạng"),
        _("Số tiếp nhận"),
        _("Sáng kiến"),
        _("Đơn vị"),
        _("Tổng điểm"),
        _("Mức"),
        _("Xếp giải"),
        _("Vì sao đứng ở hạng này"),
        _("Vì sao được hoặc không được giải"),
    ]
    for column, heading in enumerate(headings):
        sheet.write_string(0, column, heading, bold)
    for line, row in enumerate(rows, 1):
        sheet.write_number(line, 0, row.position)
        sheet.write_string(line, 1, row.submission.register_number)
        sheet.write_string(line, 2, row.submission.title)
        sheet.write_string(line, 3, row.submission.unit_name)
        sheet.write_number(line, 4, float(row.total), points)
        sheet.write_string(line, 5, row.level_label)
        sheet.write_string(line, 6, row.award_level.label if row.award_level else "")
        sheet.write_string(line, 7, row.tie_reason)
        sheet.write_string(line, 8, row.award_reason)


def _write_terms(book: Any, ranking: Ranking) -> None:
    sheet = book.add_worksheet(_("Cách xếp hạng"))
    sheet.set_column(0, 0, 34)
    sheet.set_column(1, 1, 90)
    labels = ranking.parameters.get("labels", {})
    chain = [str(link_label(link, labels)) for link in ranking.tie_chain]
    lines = [
        (_("Phong trào"), ranking.campaign.title),
        (_("Nội dung thi đua"), ranking.strand.name),
        (_("Bảng xếp hạng số"), str(ranking.number)),
        (_("Thứ tự so sánh"), "; ".join(chain)),
        (_("Khi nhóm đồng hạng vượt chỉ tiêu"), str(CUT_POLICIES.get(ranking.parameters.get("policy"), ""))),
        (_("Mã đối chiếu (SHA-256)"), ranking.sha256),
    ]
    for line, (name, said) in enumerate(lines):
        sheet.write_string(line, 0, name)
        sheet.write_string(line, 1, said)
