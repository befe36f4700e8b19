"""What a file really is, by its content. The name and the browser's word decide nothing.

Pure: bytes in, a `Kind` out, or `FileError` with the sentence for the person who sent it.
"""

import io
import re
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import PurePosixPath

from PIL import Image

from accounts.text import clean_line
from campaign.rules.file_error import CHECK_IT, PRINT_AGAIN, SAVE_AS, file_error
from campaign.rules.office_check import check_office
from campaign.rules.pdf_check import check_pdf
from campaign.rules.phrase import Phrase
from campaign.rules.pictures import jpeg_pixels, png_pixels, webp_pixels

MOST_PIXELS = 25_000_000
NAME_LENGTH = 150
OFFICE_2003 = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
PROGRAMS = (b"MZ", b"\x7fELF", b"#!", b"\xca\xfe\xba\xbe", b"\xcf\xfa\xed\xfe", b"\xfe\xed\xfa")
PACKED = (b"Rar!", b"7z\xbc\xaf\x27\x1c", b"\x1f\x8b", b"BZh", b"\xfd7zXZ\0")
OTHER_PICTURES = (b"GIF8", b"BM", b"II*\0", b"MM\0*")
IPHONE_BRANDS = frozenset({b"heic", b"heix", b"hevc", b"heim", b"mif1", b"msf1", b"avif"})
# What a browser or a server would run, should somebody make it read the picture as text.
HIDDEN_IN_PICTURE = re.compile(rb"(?i)<script[\s>]|<html[\s>]|<!doctype|<\?php\s|%PDF-\d")
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


def clean_name(name: str) -> str:
    """The last part of a path, one visible line, not too long; the ending stays."""
    last = clean_line(name.replace("\\", "/").rpartition("/")[2]) or "tep"
    path = PurePosixPath(last)
    stem = path.stem[: NAME_LENGTH - len(path.suffix)]
    return f"{stem}{path.suffix}" if len(path.suffix) <= 10 else last[:NAME_LENGTH]


def kind_of(name: str, content: bytes) -> Kind:
    """The kind of a file that may be kept, else FileError."""
    if not content:
        raise file_error(name, Phrase("tệp trống, không có nội dung nào"))
    kind = _by_first_bytes(name, content)
    ending = PurePosixPath(name).suffix.lstrip(".").lower()
    if ending not in kind.endings:
        raise file_error(
            name,
            Phrase(
                "nội dung là %(kind)s nhưng tên tệp không kết thúc bằng .%(ending)s",
                kind=kind.label,
                ending=kind.endings[0],
            ),
            Phrase("Hãy đổi tên tệp cho đúng hoặc lưu lại từ chương trình đã tạo ra nó."),
        )
    return kind


def _by_first_bytes(name: str, content: bytes) -> Kind:
    for is_kind, inspect in READERS:
        if is_kind(content):
            return inspect(name, content)
    raise file_error(name, *_unknown(content))


def _unknown(content: bytes) -> tuple[Phrase, Phrase]:
    """Why and what to do, as exactly as the first bytes tell."""
    for is_kind, reason, advice in STRANGERS:
        if is_kind(content):
            return reason, advice
    return Phrase("không nhận ra đây là loại tài liệu nào được nhận"), SAVE_AS


def _pdf(name: str, content: bytes) -> Kind:
    check_pdf(name, content)
    return PDF


def _office(name: str, content: bytes) -> Kind:
    return DOCX if check_office(name, content) == "docx" else XLSX


def _picture(kind: Kind, pixels: Callable[[bytes], int], decoder: str) -> Callable[[str, bytes], Kind]:
    def inspect(name: str, content: bytes) -> Kind:
        count = pixels(content)
        if count > MOST_PIXELS:
            raise file_error(
                name,
                Phrase("ảnh có hơn 25 triệu điểm ảnh"),
                Phrase("Hãy thu nhỏ ảnh (chiều dài khoảng 3000 điểm là đủ rõ) rồi gửi lại."),
            )
        if count == 0 or not _is_whole(content, decoder):
            raise file_error(name, Phrase("ảnh bị hỏng, không đọc được"))
        if HIDDEN_IN_PICTURE.search(content) or zipfile.is_zipfile(io.BytesIO(content)):
            raise file_error(
                name,
                Phrase("trong ảnh có giấu trang web, mã lệnh hoặc tệp khác"),
                Phrase("Hãy mở ảnh, lưu lại thành ảnh mới rồi gửi lại."),
            )
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
# What is not received, from the most telling sign to the least: is it this, the reason, what to do.
STRANGERS: tuple[tuple[Callable[[bytes], bool], Phrase, Phrase], ...] = (
    (
        lambda content: content.startswith(OFFICE_2003) and "EncryptedPackage".encode("utf-16-le") in content,
        Phrase("tệp Office được đặt mật khẩu nên người xét không mở được"),
        Phrase("Hãy bỏ mật khẩu, lưu lại thành .docx hoặc .xlsx rồi gửi lại."),
    ),
    (
        lambda content: content.startswith(OFFICE_2003),
        Phrase("đây là tệp Office kiểu cũ (.doc, .xls)"),
        Phrase("Hãy mở bằng Word hoặc Excel, lưu thành .docx, .xlsx hoặc PDF rồi gửi lại."),
    ),
    (
        lambda content: content.startswith(PROGRAMS),
        Phrase("đây là chương trình, không phải tài liệu"),
        SAVE_AS,
    ),
    (
        lambda content: content.startswith(PACKED),
        Phrase("đây là tệp nén"),
        Phrase("Hãy giải nén rồi gửi từng tài liệu bên trong, mỗi tài liệu một tệp."),
    ),
    (
        lambda content: content[4:8] == b"ftyp" and content[8:12] in IPHONE_BRANDS,
        Phrase("đây là ảnh HEIC hoặc AVIF của điện thoại, nhiều máy không mở được"),
        Phrase(
            "Trên iPhone, hãy vào Cài đặt, Camera, Định dạng, chọn «Tương thích nhất» rồi chụp lại, hoặc mở ảnh và "
            "xuất thành JPEG."
        ),
    ),
    (
        lambda content: content[4:8] == b"ftyp",
        Phrase("đây là tệp phim hoặc âm thanh"),
        Phrase("Hãy đặt phim ở nơi lưu trữ của đơn vị và ghi địa chỉ vào phần mô tả."),
    ),
    (
        lambda content: content.startswith(OTHER_PICTURES),
        Phrase("loại ảnh này (GIF, BMP, TIFF) không được nhận"),
        Phrase("Hãy lưu ảnh thành PNG hoặc JPEG rồi gửi lại."),
    ),
    (
        lambda content: content.startswith(b"{\\rtf"),
        Phrase("văn bản RTF không được nhận"),
        Phrase("Hãy lưu lại thành .docx hoặc PDF rồi gửi lại."),
    ),
    (
        lambda content: content[:1024].lstrip(b"\xef\xbb\xbf\xfe\xff\0 \t\r\n").startswith(b"<"),
        Phrase("đây là trang HTML, SVG hoặc XML dù tên tệp nói khác"),
        SAVE_AS,
    ),
    (
        lambda content: b"%PDF-" in content[:4096],
        Phrase("trước phần tài liệu PDF còn dữ liệu lạ"),
        PRINT_AGAIN,
    ),
    (
        lambda content: not content.strip(b"\0"),
        Phrase("tệp chỉ gồm số không, có lẽ đã hỏng khi chép"),
        CHECK_IT,
    ),
)
