"""Tables of computed figures, in one shape for the page, the spreadsheet, the papers and the frozen snapshot.

A figure is a whole number: a count, đồng, or tenths of a day. A hidden one is None, with its label.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from campaign.rules.calendar import vn_number
from campaign.rules.disclosure import Figure
from campaign.rules.phrase import Phrase

COUNT, MONEY, DAYS = "count", "money", "days"
SMALL, WITHHELD, NOTHING = "small", "withheld", "nothing"
HIDDEN = {SMALL: Phrase("dưới 5"), WITHHELD: Phrase("không nêu"), NOTHING: Phrase("–")}
HEADINGS = {
    "overview": Phrase("Số liệu chung"),
    "strands": Phrase("Theo nội dung thi đua"),
    "units": Phrase("Theo đơn vị"),
    "results": Phrase("Theo kết quả"),
    "awards": Phrase("Theo giải thưởng"),
    "levels": Phrase("Theo mức xếp loại"),
    "gender": Phrase("Tác giả theo giới tính"),
    "workers": Phrase("Tác giả là người lao động trực tiếp"),
    "first_timers": Phrase("Tác giả tham gia lần đầu"),
    "steps": Phrase("Thời gian xử lý từng bước"),
}
COLUMNS = {
    "filed": (Phrase("Hồ sơ đã nộp"), COUNT),
    "accepted": (Phrase("Được tiếp nhận"), COUNT),
    "recognised": (Phrase("Được công nhận"), COUNT),
    "not_recognised": (Phrase("Không được công nhận"), COUNT),
    "others": (Phrase("Không hoặc chưa được công nhận"), COUNT),
    "benefit": (Phrase("Tiền làm lợi (đồng)"), MONEY),
    "authors": (Phrase("Tác giả"), COUNT),
    "winners": (Phrase("Tác giả được công nhận"), COUNT),
    "dossiers": (Phrase("Hồ sơ"), COUNT),
    "median": (Phrase("Số ngày ở giữa (trung vị)"), DAYS),
    "now": (Phrase("Kỳ này"), COUNT),
    "before": (Phrase("Kỳ trước"), COUNT),
}
LABELS = {
    "filed": Phrase("Hồ sơ đã nộp"),
    "accepted": Phrase("Hồ sơ được tiếp nhận"),
    "units": Phrase("Đơn vị có hồ sơ"),
    "silent": Phrase("Đơn vị chưa có hồ sơ"),
    "recognised": Phrase("Sáng kiến được công nhận"),
    "awarded": Phrase("Sáng kiến được đề nghị tặng giải"),
    "not_recognised": Phrase("Không được công nhận"),
    "waiting": Phrase("Đang xử lý, chưa có quyết định"),
    "ended": Phrase("Kết thúc sớm (rút, từ chối, dừng xét)"),
    "revoked": Phrase("Đã thu hồi công nhận"),
    "benefit": Phrase("Tiền làm lợi đã ghi nhận (đồng)"),
    "authors": Phrase("Tác giả là cá nhân"),
    "collectives": Phrase("Tác giả là tập thể"),
    "female": Phrase("Nữ"),
    "male": Phrase("Nam"),
    "unsaid": Phrase("Không ghi"),
    "direct": Phrase("Người lao động trực tiếp"),
    "indirect": Phrase("Người khác"),
    "first": Phrase("Tham gia lần đầu"),
    "again": Phrase("Đã từng tham gia"),
    "no_award": Phrase("Công nhận, không xếp giải"),
    "no_level": Phrase("Chưa xếp mức"),
    "endorse": Phrase("Đơn vị xác nhận"),
    "accept": Phrase("Thường trực kiểm tra, tiếp nhận"),
    "assign": Phrase("Phân công giám khảo"),
    "finish_judging": Phrase("Chấm điểm"),
    "decide": Phrase("Xếp hạng, họp hội đồng, ra quyết định"),
    "publish": Phrase("Công bố"),
    "whole": Phrase("Từ khi nộp đến khi công bố"),
}


@dataclass(frozen=True)
class Cell:
    value: int | None
    unit: str = COUNT
    label: str = ""

    @property
    def said(self) -> str:
        if self.value is None:
            return str(HIDDEN[self.label or NOTHING])
        if self.unit == DAYS:
            return vn_number(Decimal(self.value) / 10, 1)
        return vn_number(self.value)


@dataclass(frozen=True)
class Row:
    """`code` names a label of ours; a name that people gave (strand, unit, prize) stands in `name`."""

    cells: tuple[Cell, ...]
    code: str = ""
    name: str = ""

    @property
    def said(self) -> str:
        return str(LABELS[self.code]) if self.code else self.name


@dataclass(frozen=True)
class Table:
    """`total` is the last line, or None where adding up means nothing."""

    name: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    total: Row | None = None

    @property
    def heading(self) -> str:
        return str(HEADINGS[self.name])

    @property
    def column_names(self) -> list[str]:
        return [str(COLUMNS[column][0]) for column in self.columns]

    @property
    def lines(self) -> list[Row]:
        return [*self.rows, *([self.total] if self.total else [])]

    @property
    def lines_with_bars(self) -> list[tuple[Row, int]]:
        """Each line with the length of its bar in hundredths of the longest: the first column that has figures."""
        values = [row.cells[0].value or 0 for row in self.rows]
        longest = max(values, default=0)
        lengths = [round(100 * value / longest) if longest else 0 for value in values]
        return list(zip(self.lines, [*lengths, 0], strict=False))


def table(
    name: str, columns: Sequence[str], lines: Iterable[tuple[str, str, Sequence[int | None]]], *, added: bool
) -> Table:
    """`lines`: code, name, figures. `added`: with the sums of the columns as last line."""
    units = [COLUMNS[column][1] for column in columns]
    rows = tuple(Row(_cells(values, units), code, said) for code, said, values in lines)
    total = None
    if added and rows:
        sums = [sum(row.cells[index].value or 0 for row in rows) for index in range(len(columns))]
        total = Row(_cells(sums, units), name="")
    return Table(name, tuple(columns), rows, total)


def protected_table(
    name: str,
    columns: Sequence[str],
    lines: Iterable[tuple[str, str, Sequence[Figure]]],
    totals: Sequence[int],
) -> Table:
    """Figures that `disclosure.protected` has gone over, with the totals of their columns."""
    rows = tuple(
        Row(tuple(_hidden(one) for one in figures[: len(columns)]), code, said)
        for code, said, figures in lines
    )
    return Table(name, tuple(columns), rows, Row(_cells(totals, [COUNT] * len(totals))) if rows else None)


def _cells(values: Sequence[int | None], units: Sequence[str]) -> tuple[Cell, ...]:
    return tuple(
        Cell(value, unit, NOTHING if value is None else "") for value, unit in zip(values, units, strict=True)
    )


def _hidden(figure: Figure) -> Cell:
    if not figure.is_hidden:
        return Cell(figure.value)
    return Cell(None, COUNT, SMALL if figure.is_small else WITHHELD)


def frozen(tables: Iterable[Table]) -> list[dict[str, Any]]:
    """Ready for JSON: what a snapshot keeps and its hash is made of."""
    return [
        {
            "name": one.name,
            "columns": list(one.columns),
            "rows": [_frozen_row(row) for row in one.rows],
            "total": _frozen_row(one.total) if one.total else None,
        }
        for one in tables
    ]


def thawed(kept: Iterable[Mapping[str, Any]]) -> list[Table]:
    return [
        Table(
            one["name"],
            tuple(one["columns"]),
            tuple(_thawed_row(row) for row in one["rows"]),
            _thawed_row(one["total"]) if one["total"] else None,
        )
        for one in kept
    ]


def _frozen_row(row: Row) -> dict[str, Any]:
    cells = [[cell.value, cell.unit, cell.label] for cell in row.cells]
    return {"code": row.code, "name": row.name, "cells": cells}


def _thawed_row(row: Mapping[str, Any]) -> Row:
    return Row(tuple(Cell(*cell) for cell in row["cells"]), row["code"], row["name"])
