"""A DOCX or XLSX without its people: properties, picture of the first page, names at comments and changes."""

import io
import re
import zipfile

from campaign.rules.pictures import without_metadata

EARLIEST = (1980, 1, 1, 0, 0, 0)
PROPERTIES = b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
EMPTY = {
    "docprops/core.xml": (
        PROPERTIES + b'<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/'
        b'core-properties"/>'
    ),
    "docprops/app.xml": (
        PROPERTIES + b'<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/'
        b'extended-properties"/>'
    ),
    "docprops/custom.xml": (
        PROPERTIES + b'<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/'
        b'custom-properties"/>'
    ),
}
NAMES = re.compile(
    rb"""(\s(?:\w+:)?(?:author|initials|userName|userId|displayName|providerId|lastModifiedBy|lastGuid)=)"""
    rb"""(?:"[^"]*"|'[^']*')"""
)
TAG = re.compile(rb"<[^<>]*>")
XL_AUTHORS = re.compile(rb"(<(?:\w+:)?author>)[^<]*(</(?:\w+:)?author>)")
OWN_TEMPLATE = re.compile(rb"<Relationship\b[^>]*attachedTemplate[^>]*?(?:/>|></Relationship>)")
TEMPLATE_MARK = re.compile(rb"<(?:\w+:)?attachedTemplate\b[^>]*?(?:/>|></(?:\w+:)?attachedTemplate>)")
THUMBNAIL = re.compile(rb"<Relationship\b[^>]*/thumbnail\"[^>]*?(?:/>|></Relationship>)")
WORKBOOK_PLACE = re.compile(rb"<(?:\w+:)?absPath\b[^>]*?/>")
FILE_SHARING = re.compile(rb"<(?:\w+:)?fileSharing\b[^>]*?/>")
TAKEN_OUT = (OWN_TEMPLATE, TEMPLATE_MARK, THUMBNAIL, WORKBOOK_PLACE, FILE_SHARING)


def clean_office(content: bytes) -> bytes:
    """Every part anew, in its order; equal content gives equal bytes, whenever it is made."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as given, zipfile.ZipFile(made, "w") as copy:
        for part in given.infolist():
            if part.filename.lower().startswith("docprops/thumbnail"):
                continue
            cleaned = _clean_part(part.filename.lower(), given.read(part))
            copy.writestr(zipfile.ZipInfo(part.filename, EARLIEST), cleaned, zipfile.ZIP_DEFLATED)
    return made.getvalue()


def _clean_part(name: str, content: bytes) -> bytes:
    if name in EMPTY:
        return EMPTY[name]
    if "/embeddings/" in name:
        return clean_office(content)
    if name.endswith((".xml", ".rels", ".vml")):
        return _without_names(content)
    return without_metadata(content)


def _without_names(content: bytes) -> bytes:
    """Attributes of elements only; the same words in the text stay."""
    if (
        b"\0" in content
    ):  # sixteen bits a letter: office programs never write it, and the patterns would miss it
        raise LookupError("encoding")
    for pattern in TAKEN_OUT:
        content = pattern.sub(b"", content)
    if NAMES.search(content):
        content = TAG.sub(lambda tag: NAMES.sub(rb'\1""', tag[0]), content)
    return XL_AUTHORS.sub(rb"\1\2", content)
