"""The table of scores as a spreadsheet: the figures of the page, a column for each judge, nothing that runs."""

import io
from collections.abc import Sequence
from datetime import UTC
from decimal import Decimal

import xlsxwriter
from django.utils.translation import gettext as _

from campaign.documents.score_table import Line
from campaign.models import clock

SAFE = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}


def workbook(title: str, lines: Sequence[Line], *, with_votes: bool) -> bytes:
    names = {cell.judge_pk: cell.judge for line in lines for cell in line.cells}
    judges = sorted(names, key=lambda pk: (names[pk], pk))
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, SAFE) as book:
        book.set_properties({"created": clock.now().astimezone(UTC).replace(tzinfo=None)})
        sheet = book.add_worksheet(_("Bảng điểm"))
        bold, points = book.add_format({"bold": True}), book.add_format({"num_format": "0.00"})
        sheet.write_string(0, 0, title, bold)
        head = [_("Số tiếp nhận"), _("Tên sáng kiến"), *(names[pk] for pk in judges), *_tail(with_votes)]
        for column, words in enumerate(head):
            sheet.write_string(2, column, words, bold)
        for row, line in enumerate(lines, 3):
            for column, value in enumerate(_values(line, judges, with_votes)):
                if isinstance(value, Decimal):
                    sheet.write_number(row, column, value, points)
                elif value:
                    sheet.write_string(row, column, value)
        sheet.freeze_panes(3, 2)
    return buffer.getvalue()


def _tail(with_votes: bool) -> list[str]:
    votes = [_("Điểm bình chọn")] if with_votes else []
    return [_("Chênh lệch"), *votes, _("Tổng điểm"), _("Mức"), _("Kết quả chính thức")]


def _values(line: Line, judges: Sequence[int], with_votes: bool) -> list[Decimal | str]:
    given = {cell.judge_pk: cell.total for cell in line.cells}
    votes: list[Decimal | str] = [line.vote_points] if with_votes else []
    return [
        line.register_number,
        line.title,
        *(given.get(pk, "") for pk in judges),
        line.spread,
        *votes,
        line.total,
        line.level,
        _("Có") if line.is_official else _("Không"),
    ]
