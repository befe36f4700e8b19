"""What a file really is, by its content. The name and the browser's word decide nothing.

Pure: bytes in, a `Kind` out, or `FileError` with the sentence for the person who sent it.
"""

import io
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any

from PIL import Image
from pypdf import PdfReader
from pypdf.errors import PyPdfError

from accounts.text import clean_line
from campaign.rules.phrase import Phrase
from campaign.rules.pictures import jpeg_pixels, png_pixels, webp_pixels

MOST_PIXELS = 25_000_000
MOST_UNPACKED = 100_000_000
MOST_RATIO = 100
MOST_PARTS = 5000
NAME_LENGTH = 150
OFFICE_2003 = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
PROGRAMS = (b"MZ", b"\x7fELF", b"#!", b"\xca\xfe\xba\xbe", b"\xcf\xfa\xed\xfe", b"\xfe\xed\xfa")
ACTIVE_PDF = (b"/JavaScript", b"/Launch")
ACTIONS = frozenset({"/JavaScript", "/Launch"})
MACRO_ENDINGS = frozenset({"docm", "dotm", "xlsm", "xltm", "xlam", "xlsb"})
OPENXML = "application/vnd.openxmlformats-officedocument."


@dataclass(frozen=True)
class Kind:
    """`endings` are what a name of this kind may end with; the first one is given where there is none."""

    label: str
    content_type: str
    endings: tuple[str, ...]


PDF = Kind("PDF", "application/pdf", ("pdf",))
DOCX = Kind("DOCX", OPENXML + "wordprocessingml.document", ("docx",))
XLSX = Kind("XLSX", OPENXML + "spreadsheetml.sheet", ("xlsx",))
PNG = Kind("PNG", "image/png", ("png",))
JPEG = Kind("JPEG", "image/jpeg", ("jpg", "jpeg"))
WEBP = Kind("WebP", "image/webp", ("webp",))
KINDS = (PDF, DOCX, XLSX, PNG, JPEG, WEBP)
ACCEPT = ",".join(f".{ending}" for kind in KINDS for ending in kind.endings)


class FileError(ValueError):
    """Why this file is not kept; `phrase` names the file and says what to do."""

    def __init__(self, phrase: Phrase) -> None:
        super().__init__(phrase)
        self.phrase = phrase


def clean_name(name: str) -> str:
    """The last part of a path, one visible line, not too long; the ending stays."""
    last = clean_line(name.replace("\\", "/").rpartition("/")[2]) or "tep"
    path = PurePosixPath(last)
    stem = path.stem[: NAME_LENGTH - len(path.suffix)]
    return f"{stem}{path.suffix}" if len(path.suffix) <= 10 else last[:NAME_LENGTH]


def kind_of(name: str, content: bytes) -> Kind:
    """The kind of a file that may be kept, else FileError."""
    if not content:
        raise _error(name, Phrase("tệp trống, không có nội dung nào"))
    kind = _by_first_bytes(name, content)
    ending = PurePosixPath(name).suffix.lstrip(".").lower()
    if ending not in kind.endings:
        raise _error(
            name,
            Phrase(
                "nội dung là %(kind)s nhưng tên tệp không kết thúc bằng .%(ending)s",
                kind=kind.label,
                ending=kind.endings[0],
            ),
            Phrase("Hãy đổi tên tệp cho đúng hoặc lưu lại từ chương trình đã tạo ra nó."),
        )
    return kind


def _error(name: str, reason: Phrase, advice: Phrase | None = None) -> FileError:
    return FileError(
        Phrase(
            "Tệp «%(name)s» chưa được nhận: %(reason)s. Các nội dung khác vẫn được giữ. %(advice)s",
            name=name,
            reason=reason,
            advice=advice or Phrase("Hãy kiểm tra lại tệp trên máy của bạn rồi gửi lại."),
        )
    )


def _by_first_bytes(name: str, content: bytes) -> Kind:
    for is_kind, inspect in READERS:
        if is_kind(content):
            return inspect(name, content)
    raise _unknown(name, content)


def _unknown(name: str, content: bytes) -> FileError:
    save_as = Phrase("Hãy chuyển sang PDF, DOCX, XLSX, PNG, JPEG hoặc WebP rồi gửi lại.")
    start = content[:1024].lstrip(b"\xef\xbb\xbf \t\r\n")
    if content.startswith(OFFICE_2003):
        return _error(
            name,
            Phrase("đây là tệp Office kiểu cũ (.doc, .xls) hoặc tệp Office đã đặt mật khẩu"),
            Phrase("Hãy bỏ mật khẩu, lưu lại thành .docx hoặc .xlsx rồi gửi lại."),
        )
    if content.startswith(PROGRAMS):
        return _error(name, Phrase("đây là chương trình, không phải tài liệu"), save_as)
    if start.startswith(b"<"):
        return _error(name, Phrase("đây là trang HTML, SVG hoặc XML dù tên tệp nói khác"), save_as)
    return _error(name, Phrase("không nhận ra đây là loại tài liệu nào được nhận"), save_as)


def _pdf(name: str, content: bytes) -> Kind:
    try:
        reader = PdfReader(io.BytesIO(content))
        encrypted = reader.is_encrypted
        pages = 1 if encrypted else len(reader.pages)
        acts = not encrypted and _acts_by_itself(reader)
    except (PyPdfError, ValueError, KeyError, TypeError, AttributeError, RecursionError, IndexError, OSError):
        raise _error(name, Phrase("tệp PDF bị hỏng, không đọc được")) from None
    if encrypted:
        raise _error(
            name,
            Phrase("tệp PDF được đặt mật khẩu nên người xét không mở được"),
            Phrase("Hãy bỏ mật khẩu rồi gửi lại."),
        )
    if pages == 0:
        raise _error(name, Phrase("tệp PDF không có trang nào"))
    if acts or any(mark in content for mark in ACTIVE_PDF):
        raise _error(
            name,
            Phrase("tệp PDF chứa mã lệnh chạy tự động"),
            Phrase("Hãy in lại thành PDF thường (chọn in, lưu thành PDF) rồi gửi lại."),
        )
    return PDF


def _acts_by_itself(reader: PdfReader) -> bool:
    """As the reader unpacks it: the words may be written with escapes or lie in a packed part of the file."""
    root: Any = reader.trailer["/Root"]
    names, opening = root.get("/Names", {}), root.get("/OpenAction", {})
    action = opening.get("/S") if isinstance(opening, dict) else ""
    return "/JavaScript" in names or action in ACTIONS


def _office(name: str, content: bytes) -> Kind:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            _refuse_bomb(name, archive)
            kind = _office_kind(name, archive)
            if archive.testzip() is not None:
                raise zipfile.BadZipFile
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, ValueError, OSError, EOFError) as error:
        if isinstance(error, FileError):
            raise
        raise _error(name, Phrase("tệp nén bên trong bị hỏng, không đọc được")) from None
    return kind


def _refuse_bomb(name: str, archive: zipfile.ZipFile) -> None:
    """Reads the table of contents only."""
    parts = archive.infolist()
    unpacked = sum(part.file_size for part in parts)
    packed = max(1, sum(part.compress_size for part in parts))
    too_tight = unpacked > 10_000_000 and unpacked / packed > MOST_RATIO
    if unpacked > MOST_UNPACKED or too_tight or len(parts) > MOST_PARTS:
        raise _error(
            name,
            Phrase("tệp bung ra quá lớn so với dung lượng của nó"),
            Phrase("Hãy chuyển tài liệu thành PDF hoặc giảm cỡ hình bên trong rồi gửi lại."),
        )
    if any(part.flag_bits & 1 for part in parts):
        raise _error(
            name,
            Phrase("tệp được đặt mật khẩu nên người xét không mở được"),
            Phrase("Hãy bỏ mật khẩu rồi gửi lại."),
        )


def _office_kind(name: str, archive: zipfile.ZipFile) -> Kind:
    names = {part.filename for part in archive.infolist()}
    ending = PurePosixPath(name).suffix.lstrip(".").lower()
    if (
        ending in MACRO_ENDINGS
        or any(part.lower().endswith("vbaproject.bin") for part in names)
        or _has_macros(archive)
    ):
        raise _error(
            name,
            Phrase("tệp chứa macro (mã lệnh)"),
            Phrase("Hãy lưu lại thành .docx hoặc .xlsx thường rồi gửi lại."),
        )
    if "[Content_Types].xml" in names and "word/document.xml" in names:
        return DOCX
    if "[Content_Types].xml" in names and "xl/workbook.xml" in names:
        return XLSX
    raise _error(
        name,
        Phrase("đây là tệp nén, không phải văn bản Word hay bảng tính Excel"),
        Phrase("Hãy gửi từng tài liệu bên trong, mỗi tài liệu một tệp."),
    )


def _has_macros(archive: zipfile.ZipFile) -> bool:
    try:
        return b"macroEnabled" in archive.read("[Content_Types].xml")
    except KeyError:
        return False


def _picture(kind: Kind, pixels: Callable[[bytes], int], decoder: str) -> Callable[[str, bytes], Kind]:
    def inspect(name: str, content: bytes) -> Kind:
        count = pixels(content)
        if count > MOST_PIXELS:
            raise _error(
                name,
                Phrase("ảnh có hơn 25 triệu điểm ảnh"),
                Phrase("Hãy thu nhỏ ảnh (chiều dài khoảng 3000 điểm là đủ rõ) rồi gửi lại."),
            )
        if count == 0 or not _is_whole(content, decoder):
            raise _error(name, Phrase("ảnh bị hỏng, không đọc được"))
        return kind

    return inspect


def _is_whole(content: bytes, decoder: str) -> bool:
    try:
        with Image.open(io.BytesIO(content), formats=[decoder]) as picture:
            picture.load()
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError):
        return False
    return True


READERS: tuple[tuple[Callable[[bytes], bool], Callable[[str, bytes], Kind]], ...] = (
    (lambda content: content.startswith(b"%PDF-"), _pdf),
    (lambda content: content.startswith((b"PK\x03\x04", b"PK\x05\x06")), _office),
    (lambda content: content.startswith(b"\x89PNG\r\n\x1a\n"), _picture(PNG, png_pixels, "PNG")),
    (lambda content: content.startswith(b"\xff\xd8\xff"), _picture(JPEG, jpeg_pixels, "JPEG")),
    (
        lambda content: content[:4] == b"RIFF" and content[8:12] == b"WEBP",
        _picture(WEBP, webp_pixels, "WEBP"),
    ),
)
