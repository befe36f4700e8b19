"""The copy of a file that judges and the public get: the same to read, without saying who made it, where or with what.

Pure: the bytes of a file that `rules.files` has admitted come in, new bytes go out; ValueError when none can be made.
"""

import io
import zipfile
import zlib
from collections.abc import Callable

from PIL import Image, ImageOps
from pypdf import PdfReader, PdfWriter
from pypdf.errors import PyPdfError
from pypdf.generic import DictionaryObject, StreamObject

from campaign.rules.clean_office import clean_office
from campaign.rules.files import DOCX, JPEG, PDF, PNG, WEBP, XLSX
from campaign.rules.pictures import without_metadata

PREVIEW_SIDE = 480
UNREADABLE = (
    PyPdfError,
    zipfile.BadZipFile,
    zlib.error,
    Image.DecompressionBombError,
    ArithmeticError,
    AttributeError,
    LookupError,
    NotImplementedError,
    OSError,
    RecursionError,
    SyntaxError,
    TypeError,
)


def clean_copy(content_type: str, content: bytes) -> bytes:
    try:
        return CLEANERS[content_type](content)
    except UNREADABLE as error:
        raise ValueError(type(error).__name__) from error


def preview(content_type: str, content: bytes) -> bytes:
    """A small JPEG of a picture, from its clean copy; empty for what is no picture."""
    if content_type not in PICTURES:
        return b""
    with Image.open(io.BytesIO(content)) as picture:
        picture.draft("RGB", (PREVIEW_SIDE, PREVIEW_SIDE))
        small = picture if picture.mode in {"RGB", "RGBA", "L"} else picture.convert("RGBA")
        small.thumbnail((PREVIEW_SIDE, PREVIEW_SIDE))
        small = small.convert("RGBA")
    paper = Image.new("RGB", small.size, "white")
    paper.paste(small, mask=small)
    return _written(paper, "JPEG", quality=80)


def _picture(decoder: str, **options: object) -> Callable[[bytes], bytes]:
    """Painted anew, upright: only the points and the colour profile go along."""

    def clean(content: bytes) -> bytes:
        with Image.open(io.BytesIO(content), formats=[decoder]) as picture:
            profile = picture.info.get("icc_profile")
            upright = ImageOps.exif_transpose(picture)
        upright.info = {key: upright.info[key] for key in ("transparency",) if key in upright.info}
        return _written(upright, decoder, icc_profile=profile, **options)

    return clean


def _written(picture: Image.Image, kind: str, **options: object) -> bytes:
    stream = io.BytesIO()
    picture.save(stream, kind, **options)
    return stream.getvalue()


def _pdf(content: bytes) -> bytes:
    """What the pages show, with their bookmarks: no properties, no earlier versions, no camera in a picture."""
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(content)))
    writer.metadata = None
    for known in writer._objects:  # the one list of all that goes into the new file
        _anonymous_within(known)
    stream = io.BytesIO()
    writer.write(stream)
    return stream.getvalue()


def _anonymous_within(known: object) -> None:
    """And what is written inside it in one piece; what it only points to comes by itself."""
    if isinstance(known, DictionaryObject):
        _anonymous(known)
    for part in known.values() if isinstance(known, dict) else known if isinstance(known, list) else ():
        if isinstance(part, dict | list):
            _anonymous_within(part)


def _anonymous(known: DictionaryObject) -> None:
    for name in ("/Metadata", "/PieceInfo", "/LastModified"):
        known.pop(name, None)
    if (
        known.get("/Subtype") not in {None, "/Widget"} and "/Rect" in known
    ):  # a note; at a field /T is its name
        known.pop("/T", None)
    if isinstance(known, StreamObject) and known.get("/Filter") in ("/DCTDecode", ["/DCTDecode"]):
        known._data = without_metadata(known._data)


PICTURES = frozenset({PNG.content_type, JPEG.content_type, WEBP.content_type})
CLEANERS: dict[str, Callable[[bytes], bytes]] = {
    PDF.content_type: _pdf,
    DOCX.content_type: clean_office,
    XLSX.content_type: clean_office,
    PNG.content_type: _picture("PNG", optimize=False),
    JPEG.content_type: _picture("JPEG", quality=90),
    WEBP.content_type: _picture("WEBP", quality=90),
}
