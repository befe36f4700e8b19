"""Whether a DOCX or XLSX may be kept: no bomb, no program, nothing fetched from elsewhere when it is opened."""

import io
import re
import zipfile
import zlib
from pathlib import PurePosixPath

from campaign.rules.file_error import SAVE_AS, UNLOCK, FileError, file_error
from campaign.rules.phrase import Phrase
from campaign.rules.pictures import claimed_pixels
from campaign.rules.xml_parts import Attributes, walk

MOST_UNPACKED = 100_000_000
MOST_RATIO = 100
MOST_PARTS = 5000
MOST_PIXELS_INSIDE = 100_000_000
PACKED_WITH = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
MACRO_ENDINGS = frozenset({"docm", "dotm", "xlsm", "xltm", "xlam", "xlsb"})
SHEETS_INSIDE = (".xlsx", ".docx")
FOREIGN: tuple[str, ...] = (
    ".exe",
    ".dll",
    ".js",
    ".vbs",
    ".ps1",
    ".bat",
    ".lnk",
    ".hta",
    ".jar",
    ".htm",
    ".html",
    ".mht",
    ".mhtml",
)
FOREIGN += (".rtf", ".swf", ".zip", ".7z", ".rar", ".doc", ".xls", ".ppt", ".docm", ".xlsm", ".chm")
LOCAL_TARGET = re.compile(r"(?i)^(file:///)?[a-z]:[\\/]|^(?!//|\\\\)[^:]*$")
# A field of Word begins with its command; a formula of Excel names a program before an upright stroke.
DDE_FIELD = re.compile(r"(?i)(^|\|)\s*DDE(AUTO)?\b")
DDE_FORMULA = re.compile(rb"<(?:\w+:)?f[^>]*>[^<]*\w\|")
PLAIN = Phrase("Hãy lưu lại thành .docx hoặc .xlsx thường rồi gửi lại.")
AS_PDF = Phrase("Hãy lưu tài liệu thành PDF (chọn in, lưu thành PDF) rồi gửi lại.")
MACRO = Phrase("tệp chứa macro (mã lệnh)")
BROKEN = Phrase("tệp nén bên trong bị hỏng, không đọc được")
BOMB = Phrase("tệp bung ra quá lớn so với dung lượng của nó")
MAKE_SMALLER = Phrase("Hãy chuyển tài liệu thành PDF hoặc giảm cỡ hình bên trong rồi gửi lại.")


def check_office(name: str, content: bytes, *, inside: bool = False) -> str:
    """ "docx" or "xlsx", else FileError; a workbook that lies inside (behind a chart) may hold no further one."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            _refuse_bomb(name, archive)
            _refuse_strange_shape(name, archive, content)
            _refuse_macros(name, archive)
            kind = _kind(name, archive)
            for part in archive.infolist():
                _check_part(name, part.filename, archive.read(part), inside=inside)
    except FileError:
        raise
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, ValueError, OSError, EOFError):
        raise file_error(name, BROKEN) from None
    return kind


def _refuse_bomb(name: str, archive: zipfile.ZipFile) -> None:
    """Reads the table of contents only."""
    parts = archive.infolist()
    unpacked = sum(part.file_size for part in parts)
    packed = max(1, sum(part.compress_size for part in parts))
    too_tight = unpacked > 10_000_000 and unpacked / packed > MOST_RATIO
    if unpacked > MOST_UNPACKED or too_tight or len(parts) > MOST_PARTS:
        raise file_error(name, BOMB, MAKE_SMALLER)
    if any(part.flag_bits & 1 for part in parts):
        raise file_error(name, Phrase("tệp được đặt mật khẩu nên người xét không mở được"), UNLOCK)


def _refuse_strange_shape(name: str, archive: zipfile.ZipFile, content: bytes) -> None:
    """Nothing before the first part or after the last, no name twice, no name that leads out of the folder."""
    parts = archive.infolist()
    names = [part.filename.lower() for part in parts]
    starts_late = min((part.header_offset for part in parts), default=0) > 0
    if starts_late or content[-22:-18] != b"PK\x05\x06":
        raise file_error(name, Phrase("trước hoặc sau phần tài liệu còn nối thêm dữ liệu lạ"), PLAIN)
    leads_out = any(".." in PurePosixPath(one).parts or one[:1] == "/" for one in names)
    strange = any(part.compress_type not in PACKED_WITH for part in parts)
    if len(set(names)) < len(names) or leads_out or strange:
        raise file_error(name, BROKEN)


def _refuse_macros(name: str, archive: zipfile.ZipFile) -> None:
    names = [part.filename.lower() for part in archive.infolist()]
    ending = PurePosixPath(name).suffix.lstrip(".").lower()
    programs = (one for one in names if one.endswith("vbaproject.bin") or "/macrosheets/" in one)
    if ending in MACRO_ENDINGS or any(programs) or _declares_macros(archive):
        raise file_error(name, MACRO, PLAIN)


def _declares_macros(archive: zipfile.ZipFile) -> bool:
    try:
        return b"macroEnabled" in archive.read("[Content_Types].xml")
    except KeyError:
        return False


def _kind(name: str, archive: zipfile.ZipFile) -> str:
    names = {part.filename for part in archive.infolist()}
    if "[Content_Types].xml" in names and "word/document.xml" in names:
        return "docx"
    if "[Content_Types].xml" in names and "xl/workbook.xml" in names:
        return "xlsx"
    if "mimetype" in names or any(one.startswith(("ppt/", "META-INF/")) for one in names):
        raise file_error(name, Phrase("loại tài liệu này không nằm trong các loại được nhận"), SAVE_AS)
    raise file_error(
        name,
        Phrase("đây là tệp nén, không phải văn bản Word hay bảng tính Excel"),
        Phrase("Hãy gửi từng tài liệu bên trong, mỗi tài liệu một tệp."),
    )


def _check_part(name: str, part: str, content: bytes, *, inside: bool) -> None:
    lower = part.lower()
    folder = PurePosixPath(lower).parent.name
    if folder == "activex" or "oleobject" in lower or lower.endswith(FOREIGN):
        raise file_error(name, Phrase("tệp nhúng đối tượng của chương trình khác (OLE, ActiveX)"), AS_PDF)
    if folder == "embeddings":
        _check_embedded(name, lower, content, inside=inside)
    elif claimed_pixels(content) > MOST_PIXELS_INSIDE:
        raise file_error(name, Phrase("ảnh bên trong tệp quá lớn"), MAKE_SMALLER)
    elif lower.endswith(".rels"):
        _refuse_outside(name, content)
    elif lower.endswith(".xml") and lower != "xl/sharedstrings.xml":
        _refuse_exchange(name, lower, content)


def _check_embedded(name: str, part: str, content: bytes, *, inside: bool) -> None:
    """The workbook behind a chart is what people have; anything else inside is refused."""
    if inside or not part.endswith(SHEETS_INSIDE):
        raise file_error(name, Phrase("tệp nhúng tệp khác bên trong"), AS_PDF)
    check_office(name, content, inside=True)


def _refuse_outside(name: str, content: bytes) -> None:
    """A link that a person presses is fine; a template, picture or object fetched by itself is not."""
    found: list[str] = []

    def relationship(tag: str, given: Attributes) -> None:
        kind, target = given.get("Type", ""), given.get("Target", "").strip()
        if given.get("TargetMode", "").lower() == "external" and not kind.endswith("/hyperlink"):
            found.extend([] if LOCAL_TARGET.match(target) else [target])

    walk(content, relationship)
    if found:
        raise file_error(name, Phrase("tệp tự tải nội dung từ nơi khác khi được mở"), AS_PDF)


def _refuse_exchange(name: str, part: str, content: bytes) -> None:
    """DDE starts programs: as a field in Word (its words may lie in several pieces), as a link or formula in Excel."""
    if b"<!DOCTYPE" in content[:4096].replace(b"\0", b""):
        raise file_error(name, BROKEN)
    if DDE_FORMULA.search(content) if part.startswith("xl/worksheets/") else _asks_programs(content):
        raise file_error(name, Phrase("tệp gọi chương trình khác khi được mở (DDE)"), AS_PDF)


def _asks_programs(content: bytes) -> bool:
    words: list[str] = []

    def opened(tag: str, given: Attributes) -> None:
        if tag == "fldSimple":
            words.append("|" + given.get("instr", ""))
        elif tag in {"ddeLink", "oleLink"}:
            words.append("|DDE ")
        elif tag == "fldChar":
            words.append("|")

    def read(tag: str, text: str) -> None:
        if tag == "instrText":
            words.append(text)

    walk(content, opened, read)
    return bool(DDE_FIELD.search("".join(words)))
