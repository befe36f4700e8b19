"""Whether a PDF may be kept: whole, open to everybody, and nothing in it acts by itself."""

import io
import zipfile
from collections.abc import Iterator
from typing import Any

from pypdf import PdfReader
from pypdf.errors import PyPdfError

from campaign.rules.file_error import PRINT_AGAIN, UNLOCK, file_error
from campaign.rules.phrase import NO_OBJECTION, Phrase

MOST_PAGES = 2000
MOST_ACTIONS = 1000
# As the bytes say it and as the reader unpacks it: the words may be written with escapes or lie in a packed part.
ACTIVE_WORDS = (b"/JavaScript", b"/Launch")
ACTIVE = frozenset({"/JavaScript", "/Launch", "/ImportData", "/SubmitForm", "/GoToE", "/Rendition"})
LOADED = frozenset({"/FileAttachment", "/RichMedia", "/Movie", "/Screen", "/Sound", "/3D"})
BROKEN = (
    PyPdfError,
    ValueError,
    KeyError,
    TypeError,
    AttributeError,
    RecursionError,
    IndexError,
    OSError,
    NotImplementedError,
)
ACTS = Phrase("tệp PDF chứa mã lệnh chạy tự động")
EMBEDS = Phrase("tệp PDF có tệp khác hoặc âm thanh, phim nhúng bên trong")
SEND_APART = Phrase("Hãy gửi từng tệp bên trong riêng, rồi in lại thành PDF thường và gửi lại.")
SPLIT = Phrase("Hãy chỉ gửi những trang cần thiết hoặc chia thành nhiều tệp.")


def check_pdf(name: str, content: bytes) -> None:
    """FileError unless it may be kept."""
    _refuse_what_follows(name, content)
    try:
        reader = PdfReader(io.BytesIO(content))
        encrypted = reader.is_encrypted
        pages = 1 if encrypted else len(reader.pages)
        found = NO_OBJECTION if encrypted or not 0 < pages <= MOST_PAGES else _active(reader)
    except BROKEN:
        raise file_error(name, Phrase("tệp PDF bị hỏng, không đọc được")) from None
    if encrypted:
        raise file_error(name, Phrase("tệp PDF được đặt mật khẩu nên người xét không mở được"), UNLOCK)
    if pages == 0:
        raise file_error(name, Phrase("tệp PDF không có trang nào"))
    if pages > MOST_PAGES:
        raise file_error(name, Phrase("tệp PDF có hơn %(most)s trang", most=MOST_PAGES), SPLIT)
    if found == EMBEDS:
        raise file_error(name, found, SEND_APART)
    if found or any(word in content for word in ACTIVE_WORDS):
        raise file_error(name, ACTS, PRINT_AGAIN)


def _refuse_what_follows(name: str, content: bytes) -> None:
    """A file that another program would read as something else is refused; one that was cut off has no end."""
    end = content.rfind(b"%%EOF")
    if end < 0:
        raise file_error(name, Phrase("tệp PDF bị cắt cụt, thiếu phần cuối"))
    if content[end + 5 :].strip(b"\0 \t\r\n") or zipfile.is_zipfile(io.BytesIO(content)):
        raise file_error(name, Phrase("sau phần tài liệu PDF còn nối thêm dữ liệu lạ"), PRINT_AGAIN)


def _active(reader: PdfReader) -> Phrase:
    root: Any = reader.trailer["/Root"].get_object()
    names = _dictionary(root.get("/Names"))
    form = _dictionary(root.get("/AcroForm"))
    if "/JavaScript" in names or "/XFA" in form:
        return ACTS
    if "/EmbeddedFiles" in names or root.get("/AF"):
        return EMBEDS
    for place in _places(reader, root, form):
        if place.get("/Subtype") in LOADED:
            return EMBEDS
        if any(action.get("/S") in ACTIVE for action in _actions(place)):
            return ACTS
    return NO_OBJECTION


def _places(reader: PdfReader, root: Any, form: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Everything that may hold an action: the document, its fields, its pages and what lies on them."""
    yield {"/A": root.get("/OpenAction"), "/AA": root.get("/AA")}
    yield from _fields(form.get("/Fields"), 0)
    for page in reader.pages:
        yield page
        yield from (_dictionary(one) for one in _listed(page.get("/Annots")))


def _fields(fields: Any, depth: int) -> Iterator[dict[str, Any]]:
    if depth > 20:
        raise RecursionError
    for one in _listed(fields):
        field = _dictionary(one)
        yield field
        yield from _fields(field.get("/Kids"), depth + 1)


def _actions(place: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """An action may name the next one, and so on."""
    waiting = [_dictionary(place.get("/A")), *map(_dictionary, _dictionary(place.get("/AA")).values())]
    for _count in range(MOST_ACTIONS):
        if not waiting:
            return
        action = waiting.pop()
        yield action
        following = action.get("/Next")
        waiting += [_dictionary(one) for one in _listed(following)] if following is not None else []
    raise RecursionError


def _dictionary(value: Any) -> dict[str, Any]:
    known = value.get_object() if hasattr(value, "get_object") else value
    return known if isinstance(known, dict) else {}


def _listed(value: Any) -> list[Any]:
    known = value.get_object() if hasattr(value, "get_object") else value
    if isinstance(known, list):
        return known
    return [] if known is None else [known]
