"""The only place that knows the PDF and DOCX libraries. The same facts give the same bytes.

A template is a file of our own in `templates/documents/`. What people typed reaches it as values, never as markup:
Typst reads them from JSON, Word's XML gets them escaped. No template may read the network, a package or a font of
the machine.
"""

import functools
import hashlib
import io
import json
import re
import zipfile
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

import segno
import typst
from django.conf import settings
from docx.shared import Mm
from docxtpl import DocxTemplate, InlineImage
from jinja2 import TemplateError
from lxml.etree import XMLSyntaxError

from campaign.documents.letters import letters_of
from campaign.rules.calendar import VIETNAM
from campaign.rules.paper_template import UNFILLABLE, BadTemplate, Guarded, explained

FOLDER = Path(settings.BASE_DIR) / "templates" / "documents"
FONTS = FOLDER / "fonts"
FACES = ("Tinos-Regular", "Tinos-Bold", "Tinos-Italic", "Tinos-BoldItalic")
ARCHIVED_AND_ACCESSIBLE = ["a-2a", "ua-1"]
CHART_WIDTH = Mm(160)
MISSING = "□"
UNBROKEN = re.compile(
    r"\S{12}(?=\S)"
)  # longer than any Vietnamese word: an address, a hash, a slip of the keyboard
MAY_BREAK = "\u200b"
ZIP_DAY = (2020, 3, 5, 0, 0, 0)  # zip entries carry no date of ours: the paper says its own
# What the libraries throw at a template whose marks tear its paragraphs or tables apart.
BROKEN = (XMLSyntaxError, ValueError, KeyError, IndexError, AttributeError, TypeError)
TYPES = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}


class Unprintable(Exception):
    """The library could not make the file; nothing of the dossier is touched."""


def paper(
    template: str, kind: str, facts: Mapping[str, Any], *, made_at: datetime, replaced: bytes | None = None
) -> bytes:
    """`kind` is a key of TYPES; `document_title` among the facts names the file to screen readers. `replaced`: the
    Word template that an administrator put in the place of ours."""
    if kind == "pdf":
        return pdf(template, facts, made_at=made_at)
    return docx(template, facts, made_at=made_at, replaced=replaced)


def pdf(template: str, facts: Mapping[str, Any], *, made_at: datetime) -> bytes:
    """PDF/A-2a and PDF/UA-1: fonts inside, tagged, no date but that of the facts. `pictures` are SVG of our own."""
    day = made_at.astimezone(VIETNAM)
    ours = {"made_on": [day.year, day.month, day.day], "pictures": facts.get("pictures", [])}
    values = _printable({name: fact for name, fact in facts.items() if name != "pictures"}) | ours
    try:
        return typst.compile(
            str(FOLDER / f"{template}.typ"),
            root=str(FOLDER),
            font_paths=_fonts(),
            ignore_system_fonts=True,
            sys_inputs={"data": json.dumps(values, ensure_ascii=False)},
            pdf_standards=ARCHIVED_AND_ACCESSIBLE,
            timestamp=int(made_at.timestamp()),
        )
    except typst.TypstError as error:
        raise Unprintable(template) from error


def docx(
    template: str, facts: Mapping[str, Any], *, made_at: datetime, replaced: bytes | None = None
) -> bytes:
    """A file for Word that names no author and no machine."""
    document = DocxTemplate(io.BytesIO(replaced) if replaced else FOLDER / f"{template}.docx")
    try:
        document.render(_with_picture(document, facts), Guarded() if replaced else None, autoescape=True)
    except TemplateError as error:
        raise explained(error) from error
    except BROKEN as error:
        raise BadTemplate(UNFILLABLE) from error
    _draw(document.docx, facts.get("charts", {}))
    properties = document.docx.core_properties
    properties.title = facts["document_title"][:255]
    properties.created = properties.modified = made_at.astimezone(VIETNAM).replace(tzinfo=None, microsecond=0)
    written = io.BytesIO()
    document.save(written)
    return _same_zip(written)


def built_in(template: str) -> bytes:
    """Our own Word template, for whoever wants to start from it."""
    return (FOLDER / f"{template}.docx").read_bytes()


def _with_picture(document: DocxTemplate, facts: Mapping[str, Any]) -> dict[str, Any]:
    """`qr` is an address; Word shows it as a square of dots."""
    if "qr" not in facts:
        return dict(facts)
    dots = io.BytesIO()
    segno.make(facts["qr"], error="m", micro=False).save(dots, kind="png", scale=8, border=2)
    return dict(facts) | {"qr": InlineImage(document, dots, width=Mm(26))}


def version(template: str) -> str:
    """SHA-256 of the built-in template with what it is put together from: which one a paper was made by."""
    parts = [*sorted(FOLDER.glob("_*.typ")), FOLDER / f"{template}.typ"]
    return hashlib.sha256(b"".join(part.read_bytes() for part in parts)).hexdigest()


def _draw(document: Any, charts: Mapping[str, tuple[bytes, str]]) -> None:
    """A paragraph that is the key of a chart becomes its picture, with the words for who cannot see it."""
    for paragraph in document.paragraphs if charts else []:
        found = charts.get(paragraph.text.strip())
        if found:
            picture, words = found
            for run in paragraph.runs:
                run.text = ""
            shape = paragraph.add_run().add_picture(io.BytesIO(picture), width=CHART_WIDTH)
            shape._inline.docPr.set("descr", words)


def _same_zip(written: io.BytesIO) -> bytes:
    """The same parts in the same order without the time of writing."""
    packed = io.BytesIO()
    with zipfile.ZipFile(written) as found, zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as out:
        for name in found.namelist():
            entry = zipfile.ZipInfo(name, ZIP_DAY)
            entry.compress_type, entry.external_attr = zipfile.ZIP_DEFLATED, 0o600 << 16
            out.writestr(entry, found.read(name))
    return packed.getvalue()


@functools.cache
def _fonts() -> typst.Fonts:
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(FONTS)])


@functools.cache
def _letters() -> frozenset[int]:
    """What every face of the font can show."""
    faces = [letters_of((FONTS / f"{face}.ttf").read_bytes()) for face in FACES]
    return frozenset.intersection(*faces)


def _printable(value: Any) -> Any:
    """A sign without a letter in the font, such as a smiley, prints as an empty box, and a word
    longer than a line is broken; neither stops the paper."""
    if isinstance(value, str):
        known = _letters()
        shown = "".join(sign if ord(sign) in known or sign == "\n" else MISSING for sign in value)
        return UNBROKEN.sub(rf"\g<0>{MAY_BREAK}", shown)
    if isinstance(value, Mapping):
        return {name: _printable(inner) for name, inner in value.items()}
    return [_printable(inner) for inner in value] if isinstance(value, list | tuple) else value
