"""How many pixels a picture claims to have, read from its first bytes, before anything unpacks it."""

import struct

# Markers of a JPEG frame header; C4, C8 and CC are tables.
FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
# Markers without a length.
BARE = frozenset({0x01, *range(0xD0, 0xD9)})


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
