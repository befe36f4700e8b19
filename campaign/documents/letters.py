"""Which letters a font file can show (the table "cmap" of the OpenType specification, formats 4 and 12)."""

import struct
from collections.abc import Iterator

PRIVATE = range(0xE000, 0xF900)  # mean nothing outside the font, so an archive refuses them


def letters_of(font: bytes) -> frozenset[int]:
    """Code points of the richest Unicode sub-table."""
    cmap = _table(font, b"cmap")
    (count,) = struct.unpack_from(">H", cmap, 2)
    records = [struct.unpack_from(">HHI", cmap, 4 + 8 * index) for index in range(count)]
    tables = [_letters(cmap[offset:]) for platform, _encoding, offset in records if platform in (0, 3)]
    return frozenset(max(tables, key=len)) - frozenset(PRIVATE)


def _table(font: bytes, wanted: bytes) -> bytes:
    (count,) = struct.unpack_from(">H", font, 4)
    for index in range(count):
        tag, _sum, offset, length = struct.unpack_from(">4sIII", font, 12 + 16 * index)
        if tag == wanted:
            return font[offset : offset + length]
    raise ValueError("The font has no table of letters.")


def _letters(table: bytes) -> set[int]:
    (form,) = struct.unpack_from(">H", table)
    read = {4: _segments, 12: _groups}.get(form)
    return set(read(table)) if read else set()


def _groups(table: bytes) -> Iterator[int]:
    (count,) = struct.unpack_from(">I", table, 12)
    for index in range(count):
        first, last, _glyph = struct.unpack_from(">III", table, 16 + 12 * index)
        yield from range(first, last + 1)


def _segments(table: bytes) -> Iterator[int]:
    (doubled,) = struct.unpack_from(">H", table, 6)
    ends = struct.unpack_from(f">{doubled // 2}H", table, 14)
    starts = struct.unpack_from(f">{doubled // 2}H", table, 16 + doubled)
    for first, last in zip(starts, ends, strict=True):
        if first != 0xFFFF:
            yield from range(first, last + 1)
