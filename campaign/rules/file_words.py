"""The words inside a file, for looking for names in them; what cannot be read gives none.

Pure: the bytes of a clean copy come in.
"""

import io
import re
import zipfile
from collections.abc import Callable

from pypdf import PdfReader

from campaign.rules.clean_copy import UNREADABLE
from campaign.rules.files import DOCX, PDF, XLSX
from campaign.rules.xml_parts import walk

MOST_PAGES = 60
MOST_LETTERS = 200_000
WORD_PARTS = re.compile(r"word/(document|header\d*|footer\d*|footnotes|endnotes|comments)\.xml")
SHEET_PARTS = re.compile(r"xl/(sharedStrings|comments\d*|worksheets/sheet\d+|drawings/drawing\d+)\.xml")


def words(content_type: str, content: bytes) -> str:
    reader = READERS.get(content_type)
    if reader is None:
        return ""
    try:
        return reader(content)[:MOST_LETTERS]
    except (*UNREADABLE, ValueError):
        return ""


def _pdf(content: bytes) -> str:
    pages, read = PdfReader(io.BytesIO(content)).pages, []
    for page in pages[:MOST_PAGES]:
        read.append(page.extract_text())
        if sum(map(len, read)) > MOST_LETTERS:
            break
    return "\n".join(read)


def _office(parts: re.Pattern[str], paragraphs: frozenset[str]) -> Callable[[bytes], str]:
    def read(content: bytes) -> str:
        found: list[str] = []
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            for name in sorted(filter(parts.fullmatch, archive.namelist())):
                walk(
                    archive.read(name),
                    lambda element, _attributes: found.append("\n") if element in paragraphs else None,
                    lambda element, text: found.append(text) if element == "t" else None,
                )
        return "".join(found).strip()

    return read


READERS: dict[str, Callable[[bytes], str]] = {
    PDF.content_type: _pdf,
    DOCX.content_type: _office(WORD_PARTS, frozenset({"p"})),
    XLSX.content_type: _office(SHEET_PARTS, frozenset({"si", "is", "comment", "p"})),
}
