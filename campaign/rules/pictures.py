"""How many pixels a picture claims to have, read from its first bytes, before anything unpacks it."""

import struct
from collections.abc import Iterator

# Markers of a JPEG frame header; C4, C8 and CC are tables.
FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
# Markers without a length.
BARE = frozenset({0x01, *range(0xD0, 0xD9)})
# What tells of camera, place and people: all but JFIF, colour profile (2) and Adobe's colour note (14); comments.
TELLING_SEGMENTS = frozenset({*range(0xE1, 0xF0), 0xFE}) - {0xE2, 0xEE}
TELLING_CHUNKS = frozenset({b"tEXt", b"zTXt", b"iTXt", b"eXIf", b"tIME"})


def png_pixels(content: bytes) -> int:
    """0 when the header is broken; so for all three."""
    if content[12:16] != b"IHDR" or len(content) < 24:
        return 0
    width, height = struct.unpack(">II", content[16:24])
    return width * height


def jpeg_pixels(content: bytes) -> int:
    place = 2
    while place + 9 <= len(content) and content[place] == 0xFF:
        marker = content[place + 1]
        if marker in FRAMES:
            height, width = struct.unpack(">HH", content[place + 5 : place + 9])
            return height * width
        if marker == 0xFF:
            place += 1
        elif marker in BARE:
            place += 2
        else:
            place += 2 + int.from_bytes(content[place + 2 : place + 4], "big")
    return 0


def webp_pixels(content: bytes) -> int:
    chunk = content[12:16]
    if len(content) < 30:
        return 0
    if chunk == b"VP8X":
        return _plus_one(content[24:27]) * _plus_one(content[27:30])
    if chunk == b"VP8L":
        bits = int.from_bytes(content[21:25], "little")
        return ((bits & 0x3FFF) + 1) * ((bits >> 14 & 0x3FFF) + 1)
    if chunk == b"VP8 ":
        width, height = struct.unpack("<HH", content[26:30])
        return (width & 0x3FFF) * (height & 0x3FFF)
    return 0


def _plus_one(three_bytes: bytes) -> int:
    return int.from_bytes(three_bytes, "little") + 1


def claimed_pixels(content: bytes) -> int:
    """0 for what is none of the three."""
    if content.startswith(b"\x89PNG\r\n\x1a\n"):
        return png_pixels(content)
    if content.startswith(b"\xff\xd8\xff"):
        return jpeg_pixels(content)
    return webp_pixels(content) if content[:4] == b"RIFF" and content[8:12] == b"WEBP" else 0


def without_metadata(content: bytes) -> bytes:
    """A PNG or JPEG that lies inside a document, without camera, place and comments; its points stay as they are."""
    if content.startswith(b"\x89PNG\r\n\x1a\n"):
        return content[:8] + b"".join(chunk for kind, chunk in _chunks(content) if kind not in TELLING_CHUNKS)
    return _without_segments(content) if content.startswith(b"\xff\xd8\xff") else content


def _chunks(content: bytes) -> Iterator[tuple[bytes, bytes]]:
    place = 8
    while place + 12 <= len(content):
        end = place + 12 + int.from_bytes(content[place : place + 4], "big")
        yield content[place + 4 : place + 8], content[place:end]
        if content[place + 4 : place + 8] == b"IEND":
            return
        place = end


def _without_segments(content: bytes) -> bytes:
    """Up to the start of the scan, then all of the rest."""
    kept, place = [content[:2]], 2
    while place + 4 <= len(content) and content[place] == 0xFF and content[place + 1] != 0xDA:
        end = place + 2 + int.from_bytes(content[place + 2 : place + 4], "big")
        if content[place + 1] not in TELLING_SEGMENTS:
            kept.append(content[place:end])
        place = end
    return b"".join([*kept, content[place:]])
