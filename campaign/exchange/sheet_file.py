"""The own open dossiers as one spreadsheet to mark without a connection, and the same file read back.

One row for each criterion and one for the general comment. A hidden column names dossier, criterion and version; what
is typed there or in a protected cell is not believed. Nothing is written here: a rehearsal tells what a save would do.
"""

import io
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC
from decimal import Decimal
from typing import Any

from django.db.models import Prefetch
from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from accounts.models.user import User
from accounts.text import clean_text, fold, is_blank
from campaign.actions.judging import Entry, said_on
from campaign.documents import blind_copy
from campaign.documents.judging import MARKABLE
from campaign.documents.scoring import criteria_of
from campaign.exchange.imports import ListError, sheet_tables
from campaign.models import clock
from campaign.models.judging import Assignment, Mark, Sheet
from campaign.rules import scoring
from campaign.rules.calendar import vn_number
from campaign.rules.phrase import Phrase
from campaign.rules.sheet_words import NOTHING_SAID

COMMENT = "nhan-xet-chung"
KEY = re.compile(r"phieu\|([a-z0-9]{6,12})\|([\w-]{1,40})\|(\d{1,6})", re.ASCII)
HEADS = (
    Phrase("Khóa kỹ thuật"),
    Phrase("Mã chấm"),
    Phrase("Sáng kiến"),
    Phrase("Tiêu chí"),
    Phrase("Thang điểm"),
    Phrase("Các mức"),
    Phrase("Điểm"),
    Phrase("Không áp dụng (x)"),
    Phrase("Nhận xét"),
    Phrase("Sao chép từ đâu"),
)
WIDTHS = (4, 14, 40, 34, 12, 34, 10, 12, 50, 30)
POINTS, LEFT_OUT, REMARK, COPIED = 6, 7, 8, 9
MOST = 300
LONGEST = {REMARK: 2000, COPIED: 1000}


@dataclass
class Draft:
    """What the file holds for one dossier; with complaints nothing of it is saved."""

    assignment: Assignment
    version: int
    entries: dict[str, Entry] = field(default_factory=dict)
    comment: str | None = None
    complaints: list[Phrase] = field(default_factory=list)

    @property
    def sheet(self) -> Sheet | None:
        return getattr(self.assignment, "sheet", None)

    @property
    def alias(self) -> str:
        return self.assignment.alias

    @property
    def title(self) -> str:
        return blind_copy.title(self.assignment.submission)

    @property
    def marked(self) -> int:
        return sum(entry.points is not None or entry.not_applicable for entry in self.entries.values())


@dataclass
class Rehearsal:
    drafts: list[Draft] = field(default_factory=list)
    complaints: list[Phrase] = field(default_factory=list)

    @property
    def savable(self) -> list[Draft]:
        return [draft for draft in self.drafts if not draft.complaints]


def open_assignments(user: User) -> list[Assignment]:
    rows = Assignment.objects.of_judge(user).filter(submission__state__in=MARKABLE)
    rows = rows.exclude(sheet__status="locked").select_related("sheet", "submission__strand__rubric")
    marks = Prefetch("sheet__marks", Mark.objects.select_related("criterion"))
    rows = rows.prefetch_related(marks, "submission__strand__rubric__criteria__bands")
    found = list(rows.order_by("assigned_at", "pk")[:MOST])
    blind_copy.prepare(assignment.submission for assignment in found)
    return found


def workbook(user: User) -> bytes:
    stream = io.BytesIO()
    with Workbook(
        stream, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    ) as book:
        book.set_properties({"created": clock.now().astimezone(UTC).replace(tzinfo=None)})
        page = book.add_worksheet(str(Phrase("Phiếu chấm")))
        styles = {
            "head": book.add_format({"bold": True, "text_wrap": True, "bg_color": "#F3EAD8", "border": 1}),
            "label": book.add_format({"text_wrap": True, "valign": "top", "border": 1}),
            "typed": book.add_format(
                {"text_wrap": True, "valign": "top", "border": 1, "locked": False, "num_format": "@"}
            ),
        }
        _head(page, styles["head"])
        for number, (cells, is_typed) in enumerate(_rows(user), 1):
            for column, text in enumerate(cells):
                page.write_string(number, column, text, styles["typed" if column in is_typed else "label"])
        page.protect("", {"format_columns": True, "format_rows": True})
    return stream.getvalue()


def _head(page: Worksheet, style: Format) -> None:
    for column, (head, width) in enumerate(zip(HEADS, WIDTHS, strict=True)):
        page.write_string(0, column, str(head), style)
        page.set_column(column, column, width, None, {"hidden": column == 0})
    page.freeze_panes(1, 2)


def _rows(user: User) -> Iterator[tuple[list[str], set[int]]]:
    """The cells of each row, and the columns in which something may be typed."""
    for assignment in open_assignments(user):
        sheet = getattr(assignment, "sheet", None)
        title, version = blind_copy.title(assignment.submission), sheet.version if sheet else 0
        marks = _entries(sheet)
        for rule in criteria_of(assignment.submission.strand.rubric):
            start = [f"phieu|{assignment.alias}|{rule.code}|{version}", assignment.alias, title]
            yield [*start, *_of_criterion(rule), *_of_entry(marks.get(rule.code, Entry()))], _open_cells(rule)
        start = [f"phieu|{assignment.alias}|{COMMENT}|{version}", assignment.alias, title]
        yield (
            [*start, str(Phrase("Nhận xét chung")), "", "", "", "", sheet.comment if sheet else "", ""],
            {REMARK},
        )


def _of_criterion(rule: scoring.Criterion) -> list[str]:
    bands = "\n".join(
        f"{band.label}: {_said(band.low)}" + ("" if band.low == band.high else f" – {_said(band.high)}")
        for band in rule.bands
    )
    label = f"{rule.group}: {rule.label}" if rule.group else rule.label
    return [label, f"0 – {_said(rule.max_points)}", bands]


def _of_entry(entry: Entry) -> list[str]:
    points = "" if entry.points is None else _said(entry.points)
    return [points, "x" if entry.not_applicable else "", entry.remark, entry.copied_from]


def _open_cells(rule: scoring.Criterion) -> set[int]:
    found = {POINTS, REMARK}
    return found | ({LEFT_OUT} if rule.na_rule else set()) | ({COPIED} if rule.zero_is_copied else set())


def _entries(sheet: Sheet | None) -> Mapping[str, Entry]:
    if sheet is None:
        return {}
    return {
        mark.criterion.code: Entry(mark.points, mark.remark, mark.not_applicable, mark.copied_from)
        for mark in sheet.marks.all()
    }


def _said(points: Decimal) -> str:
    return vn_number(points.normalize())


def rehearse(user: User, name: str, content: bytes) -> Rehearsal:
    """What a save would do for each dossier of the file that is this judge's own and open."""
    found, known = Rehearsal(), {one.alias: one for one in open_assignments(user)}
    drafts: dict[str, Draft] = {}
    for number, key, cells in _keyed(name, content):
        alias, code, version = key
        if alias not in known:
            found.complaints.append(_not_open(number))
            continue
        draft = drafts.setdefault(alias, Draft(known[alias], int(version)))
        _read(draft, number, code, cells)
    if not drafts and not found.complaints:
        raise ListError(
            Phrase(
                "Tệp không có dòng nào của phiếu chấm. Chưa lưu gì; hãy dùng đúng tệp đã tải từ trang này."
            )
        )
    found.drafts = list(drafts.values())
    for draft in found.drafts:
        _compare(draft)
    return found


def _keyed(name: str, content: bytes) -> Iterator[tuple[int, tuple[str, str, str], list[str]]]:
    for lines in sheet_tables(name, content):
        for number, line in enumerate(lines, 1):
            match = KEY.fullmatch(line[0].strip()) if line else None
            if match:
                yield number, (match[1], match[2], match[3]), [*line, *[""] * len(HEADS)]


def _not_open(number: int) -> Phrase:
    return Phrase(
        "Dòng %(number)s: hồ sơ này không chờ bạn chấm (đã khóa phiếu, đã thôi phân công hoặc không phải của bạn) nên "
        "dòng được bỏ qua.",
        number=number,
    )


def _read(draft: Draft, number: int, code: str, cells: list[str]) -> None:
    remark, copied = (_text(draft, number, cells, column) for column in (REMARK, COPIED))
    if code == COMMENT:
        draft.comment = remark
        return
    rules = {rule.code: rule for rule in criteria_of(draft.assignment.submission.strand.rubric)}
    rule = rules.get(code)
    if rule is None or code in draft.entries:
        draft.complaints.append(
            Phrase(
                "Dòng %(number)s: tiêu chí không có trong phiếu hoặc bị lặp. Hãy tải tệp mới.", number=number
            )
        )
        return
    draft.entries[code] = Entry()
    try:
        draft.entries[code] = _entry(rule, cells, remark, copied)
    except scoring.PointsError as error:
        draft.complaints.append(
            Phrase("Dòng %(number)s: %(problem)s", number=number, problem=str(error.phrase))
        )


def _entry(rule: scoring.Criterion, cells: list[str], remark: str, copied: str) -> Entry:
    if fold(cells[LEFT_OUT]) == "x":
        if problem := scoring.left_out_problem(rule, remark="-"):
            raise scoring.PointsError(problem)
        return Entry(None, remark, not_applicable=True)
    typed = cells[POINTS].strip()
    if not typed:
        return Entry(None, remark)
    points = scoring.parse_points(typed).normalize()
    if problem := scoring.mark_problem(rule, points, remark="-", copied_from="-"):
        raise scoring.PointsError(problem)
    return Entry(points, remark, copied_from=copied if points == 0 and rule.zero_is_copied else "")


def _text(draft: Draft, number: int, cells: list[str], column: int) -> str:
    text = clean_text(cells[column])
    if len(text) > LONGEST[column]:
        draft.complaints.append(
            Phrase(
                "Dòng %(number)s: nội dung dài quá %(most)s ký tự. Hãy rút ngắn.",
                number=number,
                most=LONGEST[column],
            )
        )
    return text


def _compare(draft: Draft) -> None:
    """A sheet that was saved elsewhere after the file was made is not written over."""
    sheet = draft.sheet
    if (sheet.version if sheet else 0) != draft.version:
        draft.complaints.append(
            Phrase(
                "Phiếu này đã được lưu ở nơi khác sau khi bạn tải tệp. Bản đang lưu được giữ nguyên; hãy tải tệp mới, "
                "hoặc nhập trên trang chấm."
            )
        )


def worth_saving(found: Rehearsal) -> list[Draft]:
    """An empty draft would only say that its judge had begun."""
    return [draft for draft in found.savable if draft.version or not _is_empty(draft)]


def _is_empty(draft: Draft) -> bool:
    return is_blank(draft.comment) and all(entry == Entry() for entry in draft.entries.values())


def facts_of(draft: Draft) -> dict[str, Any]:
    """For `save_sheet`: what the file does not speak of stays as it is."""
    sheet = draft.sheet
    standing = sheet.comment if sheet else ""
    return {
        "entries": dict(_entries(sheet)) | draft.entries,
        "comment": standing if draft.comment is None else draft.comment,
        "version": draft.version,
        "said": said_on(sheet) if sheet else NOTHING_SAID,
    }
