"""Files that people and attackers send, made here byte by byte: nothing hostile is stored in the project."""

import io
import struct
import zipfile

from PIL import Image, PngImagePlugin
from pypdf import PdfReader, PdfWriter
from pypdf.generic import ArrayObject, DictionaryObject, NameObject, NumberObject, TextStringObject

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
RELS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
GPS, ORIENTATION, ARTIST = 0x8825, 0x0112, 0x013B
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 504
EARLY = (2026, 1, 5, 8, 0, 0)


def pdf(change=None, *, pages=1, password="", **info):
    writer, stream = PdfWriter(), io.BytesIO()
    for _number in range(pages):
        writer.add_blank_page(200, 200)
    if info:
        writer.add_metadata({f"/{key}": value for key, value in info.items()})
    if change:
        change(writer)
    if password:
        writer.encrypt(password, algorithm="RC4-128")
    writer.write(stream)
    return stream.getvalue()


def packed_pdf(change):
    """The same with its objects in packed streams, where no search over the bytes finds a word."""
    writer, stream = PdfWriter(clone_from=PdfReader(io.BytesIO(pdf(change)))), io.BytesIO()
    writer.write(stream)
    return stream.getvalue().replace(b"/JavaScript", b"/J#61vaScript").replace(b"/Launch", b"/L#61unch")


def names(**values):
    return DictionaryObject({NameObject(f"/{key}"): value for key, value in values.items()})


def action(kind, **more):
    return names(S=NameObject(f"/{kind}"), **more)


def opens_with(kind):
    def change(writer):
        writer.root_object[NameObject("/OpenAction")] = action(kind, JS=TextStringObject("app.alert(1)"))

    return change


def follows(writer):
    """Harmless at first, the program comes after it."""
    first = action("GoTo", Next=ArrayObject([action("JavaScript", JS=TextStringObject("x()"))]))
    writer.pages[0][NameObject("/AA")] = names(O=first)


def note(subtype, **more):
    def change(writer):
        place = ArrayObject([NumberObject(0)] * 4)
        one = names(Type=NameObject("/Annot"), Subtype=NameObject(f"/{subtype}"), Rect=place, **more)
        writer.pages[0][NameObject("/Annots")] = ArrayObject([one])

    return change


def form_field(writer):
    child = names(T=TextStringObject("b"), AA=names(K=action("JavaScript", JS=TextStringObject("x()"))))
    parent = names(T=TextStringObject("a"), Kids=ArrayObject([child]))
    writer.root_object[NameObject("/AcroForm")] = names(Fields=ArrayObject([parent]))


def carries(writer):
    writer.add_attachment("bang-tinh.xls", b"MZ")


def scripts_by_name(writer):
    tree = names(Names=ArrayObject([TextStringObject("a"), action("JavaScript", JS=TextStringObject("x()"))]))
    writer.root_object[NameObject("/Names")] = names(JavaScript=tree)


def zipped(parts, *, comment=b""):
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(zipfile.ZipInfo(name, EARLY), content, zipfile.ZIP_DEFLATED)
        archive.comment = comment
    return stream.getvalue()


def document(body="<w:p/>"):
    return f"<w:document {W}><w:body>{body}</w:body></w:document>"


def docx(body="<w:p/>", **more):
    return zipped({"[Content_Types].xml": "<Types/>", "word/document.xml": document(body)} | unfolded(more))


def xlsx(**more):
    return zipped({"[Content_Types].xml": "<Types/>", "xl/workbook.xml": "<workbook/>"} | unfolded(more))


def unfolded(parts):
    """Names of parts as keywords: two underscores stand for a slash, three for a full stop."""
    return {name.replace("___", ".").replace("__", "/"): content for name, content in parts.items()}


def relation(kind, target):
    return (
        f'<Relationships><Relationship Id="r1" Type="{RELS}/{kind}" Target="{target}" TargetMode="External"/>'
        "</Relationships>"
    )


def field(*pieces):
    runs = "".join(f"<w:r><w:instrText>{piece}</w:instrText></w:r>" for piece in pieces)
    return f'<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r>{runs}<w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>'


def picture(kind, size=(40, 30), **saved):
    stream = io.BytesIO()
    Image.new("RGB", size, "white").save(stream, kind, **saved)
    return stream.getvalue()


def png_claiming(width, height):
    return picture("PNG").replace(struct.pack(">II", 40, 30), struct.pack(">II", width, height))


def bomb_png(width=8000, height=8000):
    """Whole and valid, a few kilobytes long, 192 MB when unpacked."""
    stream = io.BytesIO()
    Image.new("1", (width, height)).save(stream, "PNG")
    return stream.getvalue()


def photo(kind="JPEG", *, orientation=6):
    """As a telephone takes it: turned, with the place, the owner and a comment."""
    exif = Image.Exif()
    exif[ORIENTATION], exif[ARTIST] = orientation, "Pham Thi Tac Gia"
    exif.get_ifd(GPS)[2] = (9.0, 17.0, 5.0)
    more = {"comment": b"Pham Thi Tac Gia"} if kind == "JPEG" else {}
    if kind == "PNG":
        more["pnginfo"] = PngImagePlugin.PngInfo()
        more["pnginfo"].add_text("Author", "Pham Thi Tac Gia")
    if kind != "PNG":
        more["xmp"] = b"<x:xmpmeta>Pham Thi Tac Gia</x:xmpmeta>"
    return picture(kind, exif=exif.tobytes(), **more)


def heic():
    return b"\0\0\0\x18ftypheic\0\0\0\0mif1heic" + b"\0" * 64
