"""A list of who judges what, as an office keeps it in a spreadsheet: a dossier's number and a judge's code a row."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from accounts.text import clean_line, fold
from campaign.rules.legacy_list import Complaint
from campaign.rules.phrase import Phrase

HEADERS = {
    "dossier": ("so ho so", "so dang ky", "ma ho so", "ho so", "so"),
    "judge": ("ma can bo", "ma so can bo", "ma giam khao", "giam khao"),
}
REQUIRED = {"dossier": Phrase("số hồ sơ"), "judge": Phrase("mã cán bộ")}
LONGEST = 60


@dataclass(frozen=True)
class Row:
    """`dossier` is a register number, `judge` a staff code in capitals."""

    number: int
    dossier: str
    judge: str


def columns_of(header: Sequence[str]) -> dict[str, int]:
    """Where both columns stand, or nothing when this line is not the header."""
    names = [fold(cell) for cell in header]
    found = {
        column: names.index(known)
        for column, spellings in HEADERS.items()
        for known in [next((name for name in spellings if name in names), None)]
        if known is not None
    }
    return found if REQUIRED.keys() <= found.keys() else {}


def read_row(number: int, cells: Mapping[str, str]) -> Row | list[Complaint]:
    dossier, judge = (clean_line(cells.get(name, "")) for name in REQUIRED)
    reasons = [
        *(_empty(name) for name, text in (("dossier", dossier), ("judge", judge)) if not text),
        *(_too_long(name) for name, text in (("dossier", dossier), ("judge", judge)) if len(text) > LONGEST),
    ]
    if reasons:
        return [Complaint(number, reason) for reason in reasons]
    return Row(number, dossier, judge.upper())


def _empty(column: str) -> Phrase:
    return Phrase("cột %(column)s để trống.", column=REQUIRED[column])


def _too_long(column: str) -> Phrase:
    return Phrase("cột %(column)s dài quá %(most)s ký tự.", column=REQUIRED[column], most=LONGEST)
