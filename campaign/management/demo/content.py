"""The demonstration content as it lies beside this file: read, in order, and nothing more."""

import json
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).resolve().parent
Row = dict[str, Any]


def units() -> list[Row]:
    return _read("units.json")


def people() -> list[Row]:
    return _read("people.json")


def campaign_2019() -> Row:
    return _read("campaign_2019.json")


def campaign_2026() -> Row:
    return _read("campaign_2026.json")


def showcase() -> Row:
    return _read("showcase.json")


def dossiers_2019() -> list[Row]:
    return _gather("dossiers_2019")


def dossiers_2026() -> list[Row]:
    return _gather("dossiers_2026")


def news() -> Row:
    """Sections, links, the counter's beginning, and articles."""
    return _read("news.json")


def _gather(stem: str) -> list[Row]:
    return [row for path in sorted(FOLDER.glob(f"{stem}*.json")) for row in _read(path.name)]


def _read(name: str) -> Any:
    return json.loads((FOLDER / name).read_text(encoding="utf-8"))
