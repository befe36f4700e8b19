"""The copy for judges and the public: readable as before, and nobody's name, place or camera is left in it."""

import io
import zipfile

import pytest
from PIL import Image
from pypdf import PdfReader, PdfWriter
from pypdf.generic import DecodedStreamObject, NameObject, NumberObject, TextStringObject

from campaign.rules.clean_copy import clean_copy, preview
from campaign.rules.files import DOCX, JPEG, PDF, PNG, WEBP, XLSX, kind_of
from tests.rules import corpus as made

NAME = b"Pham Thi Tac Gia"
CORE = f"<cp:coreProperties><dc:creator>{NAME.decode()}</dc:creator></cp:coreProperties>"
APP = f"<Properties><Company>{NAME.decode()}</Company></Properties>"
COMMENT = (
    f'<w:comments {made.W}><w:comment w:id="1" w:author="{NAME.decode()}" w:initials="PT"><w:p/></w:comment>'
    "</w:comments>"
)
CHANGE = (
    f"<w:p><w:ins w:id='1' w:author='{NAME.decode()}' w:date='2026-01-05T08:00:00Z'>"
    "<w:r><w:t>mới</w:t></w:r></w:ins></w:p>"
)
TEMPLATE = made.relation("attachedTemplate", f"file:///C:\\Users\\{NAME.decode()}\\Mau.dotx")
PEOPLE = f'<w15:people><w15:person w15:author="{NAME.decode()}"/></w15:people>'


def unpacked(content):
    """All parts one after the other, those of a workbook inside as well."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = [archive.read(name) for name in archive.namelist()]
    return b"".join(unpacked(part) if part.startswith(b"PK") else part for part in parts)


def opened(content):
    return Image.open(io.BytesIO(content))


@pytest.mark.parametrize(("kind", "decoder"), [(JPEG, "JPEG"), (PNG, "PNG"), (WEBP, "WEBP")])
def test_a_picture_is_turned_upright_and_tells_nothing_of_camera_place_and_owner(kind, decoder):
    given = made.photo(decoder)
    copy = clean_copy(kind.content_type, given)

    assert (NAME in given, NAME in copy) == (True, False)
    assert (opened(given).size, opened(copy).size) == ((40, 30), (30, 40))
    assert (dict(opened(copy).getexif()), opened(copy).info.get("xmp")) == ({}, None)
    assert kind_of(f"a.{kind.endings[0]}", copy) == kind


def test_what_hides_behind_a_picture_does_not_come_along():
    motion = made.picture("JPEG") + b"\0\0\0\x18ftypmp42" + b"film" * 50

    assert b"film" not in clean_copy(JPEG.content_type, motion)


def test_a_transparent_picture_keeps_its_points():
    stream = io.BytesIO()
    Image.new("RGBA", (5, 4), (10, 20, 30, 0)).save(stream, "PNG")

    assert opened(clean_copy(PNG.content_type, stream.getvalue())).getpixel((0, 0)) == (10, 20, 30, 0)


def test_a_pdf_loses_its_properties_and_the_writers_of_notes_but_no_page():
    note = made.note("Text", T=TextStringObject(NAME.decode()), Contents=TextStringObject("Xem lại"))
    given = made.pdf(note, pages=2, Author=NAME.decode(), Creator="Word", Title=NAME.decode())
    copy = clean_copy(PDF.content_type, given)
    reader = PdfReader(io.BytesIO(copy))

    assert (NAME in given, NAME in copy) == (True, False)
    assert (reader.metadata, reader.xmp_metadata, len(reader.pages)) == (None, None, 2)
    assert reader.pages[0]["/Annots"][0].get_object()["/Contents"] == "Xem lại"
    assert kind_of("a.pdf", copy) == PDF


def photo_in_pdf(writer):
    image = DecodedStreamObject()
    image.set_data(made.photo())
    for key, value in {"/Subtype": NameObject("/Image"), "/Filter": NameObject("/DCTDecode")}.items():
        image[NameObject(key)] = value
    image[NameObject("/Width")], image[NameObject("/Height")] = NumberObject(40), NumberObject(30)
    xobjects = made.names(Im1=writer._add_object(image))
    writer.pages[0][NameObject("/Resources")] = made.names(XObject=xobjects)


def test_a_photo_inside_a_pdf_forgets_where_it_was_taken():
    given = made.pdf(photo_in_pdf)
    copy = clean_copy(PDF.content_type, given)

    assert (NAME in given, NAME in copy, b"Exif" in copy) == (True, False, False)


def test_earlier_versions_of_a_pdf_are_left_behind():
    stream = io.BytesIO(made.pdf(Author=NAME.decode()))
    writer = PdfWriter(stream, incremental=True)
    writer.add_blank_page(100, 100)
    writer.write(stream)

    assert NAME not in clean_copy(PDF.content_type, stream.getvalue())


def test_a_document_loses_every_name_that_word_put_into_it():
    given = made.docx(
        CHANGE,
        docProps__core___xml=CORE,
        docProps__app___xml=APP,
        docProps__custom___xml=APP,
        docProps__thumbnail___jpeg=made.photo(),
        word__comments___xml=COMMENT,
        word__people___xml=PEOPLE,
        word___rels__settings___xml___rels=TEMPLATE,
        word__media__image1___jpeg=made.photo(),
        word__media__image2___png=made.photo("PNG"),
        word__embeddings__a___xlsx=made.xlsx(docProps__core___xml=CORE),
    )
    copy = clean_copy(DOCX.content_type, given)

    assert (NAME in unpacked(given), NAME in unpacked(copy), b"PT" in unpacked(copy)) == (True, False, False)
    assert ("mới".encode() in unpacked(copy), b"thumbnail" in copy) == (True, False)
    assert kind_of("a.docx", copy) == DOCX


def test_words_of_the_author_that_look_like_a_mark_stay():
    given = made.docx('<w:p><w:r><w:t>Ghi author="An" vào ô</w:t></w:r></w:p>')

    assert 'Ghi author="An" vào ô'.encode() in unpacked(clean_copy(DOCX.content_type, given))


def test_a_workbook_loses_the_names_at_its_comments():
    given = made.xlsx(
        xl__comments1___xml=f"<comments><authors><author>{NAME.decode()}</author></authors></comments>",
        xl__persons__person___xml=f'<personList><person displayName="{NAME.decode()}" id="1"/></personList>',
        docProps__core___xml=CORE,
    )
    copy = clean_copy(XLSX.content_type, given)

    assert (NAME in unpacked(given), NAME in unpacked(copy)) == (True, False)
    assert b"<authors><author></author></authors>" in unpacked(copy)
    assert kind_of("a.xlsx", copy) == XLSX


def test_the_same_document_gives_the_same_copy():
    given = made.docx(docProps__core___xml=CORE)

    assert clean_copy(DOCX.content_type, given) == clean_copy(DOCX.content_type, given)


@pytest.mark.parametrize(
    ("kind", "content"),
    [
        (DOCX, made.docx("\ufeff".encode("utf-16-le").decode("utf-16-le") + "\0")),
        (PDF, b"%PDF-1.7 x"),
        (JPEG, b"\xff\xd8\xffx"),
    ],
    ids=["sixteen bits", "pdf", "jpeg"],
)
def test_where_no_copy_can_be_made_there_is_none(kind, content):
    with pytest.raises(ValueError, match=r"^\w+$"):
        clean_copy(kind.content_type, content)


def test_a_preview_is_small_and_on_white_paper():
    small = preview(PNG.content_type, made.picture("PNG", (1600, 800)))

    assert (opened(small).format, opened(small).size) == ("JPEG", (480, 240))
    assert preview(PDF.content_type, made.pdf()) == b""
