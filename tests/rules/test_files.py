"""A file is judged by its content: every refusal is a sentence with the file's name."""

import io
import struct
import zipfile

import pytest
from PIL import Image
from pypdf import PdfWriter
from pypdf.generic import DictionaryObject, NameObject, TextStringObject

from campaign.rules.file_error import FileError
from campaign.rules.files import DOCX, JPEG, PDF, PNG, WEBP, XLSX, clean_name, kind_of


def pdf(*, password=""):
    writer, stream = PdfWriter(), io.BytesIO()
    writer.add_blank_page(200, 200)
    if password:
        writer.encrypt(password, algorithm="RC4-128")
    writer.write(stream)
    return stream.getvalue()


def office(main="word/document.xml", **parts):
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in {"[Content_Types].xml": "<Types/>", main: "<document/>", **parts}.items():
            archive.writestr(name, content)
    return stream.getvalue()


def picture(kind, size=(4, 3)):
    stream = io.BytesIO()
    Image.new("RGB", size).save(stream, kind)
    return stream.getvalue()


def png_claiming(width, height):
    return picture("PNG").replace(struct.pack(">II", 4, 3), struct.pack(">II", width, height))


def refusal(name, content):
    with pytest.raises(FileError) as caught:
        kind_of(name, content)
    return str(caught.value.phrase)


def sentence(name, reason, advice):
    return f"Tệp «{name}» chưa được nhận: {reason}. Các nội dung khác vẫn được giữ. {advice}"


CONVERT = "Hãy chuyển sang PDF, DOCX, XLSX, PNG, JPEG hoặc WebP rồi gửi lại."
UNLOCK = "Hãy bỏ mật khẩu rồi gửi lại."
CHECK = "Hãy kiểm tra lại tệp trên máy của bạn rồi gửi lại."
PLAIN_OFFICE = "Hãy lưu lại thành .docx hoặc .xlsx thường rồi gửi lại."
MAKE_SMALLER = "Hãy chuyển tài liệu thành PDF hoặc giảm cỡ hình bên trong rồi gửi lại."
HTML = "đây là trang HTML, SVG hoặc XML dù tên tệp nói khác"


def named(value):
    """Two workers must collect the same names, and a zip holds the second in which it was made."""
    return "content" if isinstance(value, bytes) else None


@pytest.mark.parametrize(
    ("name", "content", "kind"),
    ids=named,
    argvalues=[
        ("Đơn đề nghị.PDF", pdf(), PDF),
        ("báo cáo.docx", office(), DOCX),
        ("số liệu.xlsx", office("xl/workbook.xml"), XLSX),
        ("ảnh.png", picture("PNG"), PNG),
        ("ảnh.jpeg", picture("JPEG"), JPEG),
        ("ảnh.webp", picture("WEBP"), WEBP),
    ],
)
def test_a_file_of_an_admitted_kind_is_known_by_its_content(name, content, kind):
    assert kind_of(name, content) == kind


@pytest.mark.parametrize(
    ("name", "content", "reason", "advice"),
    ids=named,
    argvalues=[
        ("a.pdf", b"", "tệp trống, không có nội dung nào", CHECK),
        ("a.pdf", b"<!doctype html><p>x", HTML, CONVERT),
        ("a.png", b"\xef\xbb\xbf <svg xmlns='http://www.w3.org/2000/svg'/>", HTML, CONVERT),
        ("a.pdf", b"MZ\x90\x00", "đây là chương trình, không phải tài liệu", CONVERT),
        ("a.docx", b"hello", "không nhận ra đây là loại tài liệu nào được nhận", CONVERT),
        (
            "a.doc",
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1rest",
            "đây là tệp Office kiểu cũ (.doc, .xls)",
            "Hãy mở bằng Word hoặc Excel, lưu thành .docx, .xlsx hoặc PDF rồi gửi lại.",
        ),
        ("a.pdf", pdf(password="x"), "tệp PDF được đặt mật khẩu nên người xét không mở được", UNLOCK),
        ("a.pdf", b"%PDF-1.7\nbroken %%EOF", "tệp PDF bị hỏng, không đọc được", CHECK),
        (
            "a.pdf",
            pdf().replace(b"startxref", b"% /JavaScript\nstartxref"),
            "tệp PDF chứa mã lệnh chạy tự động",
            "Hãy in lại thành PDF thường (chọn in, lưu thành PDF) rồi gửi lại.",
        ),
        ("a.docm", office(), "tệp chứa macro (mã lệnh)", PLAIN_OFFICE),
        ("a.docx", office(**{"word/vbaProject.bin": "x"}), "tệp chứa macro (mã lệnh)", PLAIN_OFFICE),
        (
            "a.xlsx",
            office("xl/workbook.xml", **{"[Content_Types].xml": "sheet.macroEnabled.main+xml"}),
            "tệp chứa macro (mã lệnh)",
            PLAIN_OFFICE,
        ),
        (
            "a.docx",
            office(**{"word/media/image1.bmp": "0" * 20_000_000}),
            "tệp bung ra quá lớn so với dung lượng của nó",
            MAKE_SMALLER,
        ),
        ("a.docx", office()[:40], "tệp nén bên trong bị hỏng, không đọc được", CHECK),
        (
            "a.docx",
            office("readme.txt"),
            "đây là tệp nén, không phải văn bản Word hay bảng tính Excel",
            "Hãy gửi từng tài liệu bên trong, mỗi tài liệu một tệp.",
        ),
        (
            "a.png",
            png_claiming(5001, 5000),
            "ảnh có hơn 25 triệu điểm ảnh",
            "Hãy thu nhỏ ảnh (chiều dài khoảng 3000 điểm là đủ rõ) rồi gửi lại.",
        ),
        ("a.jpg", picture("JPEG", (400, 400))[:200], "ảnh bị hỏng, không đọc được", CHECK),
        (
            "a.pdf",
            picture("PNG"),
            "nội dung là PNG nhưng tên tệp không kết thúc bằng .png",
            "Hãy đổi tên tệp cho đúng hoặc lưu lại từ chương trình đã tạo ra nó.",
        ),
    ],
)
def test_a_file_that_is_not_kept_is_told_exactly_why(name, content, reason, advice):
    assert refusal(name, content) == sentence(name, reason, advice)


def test_an_encrypted_part_is_refused_before_it_is_opened():
    content = bytearray(office())
    for header, flag in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        content[content.index(header) + flag] |= 1
    expected = sentence("a.docx", "tệp được đặt mật khẩu nên người xét không mở được", UNLOCK)
    assert refusal("a.docx", bytes(content)) == expected


def test_the_largest_picture_allowed_is_exactly_25_million_points():
    assert refusal("a.png", png_claiming(5000, 5000)) == sentence(
        "a.png", "ảnh bị hỏng, không đọc được", CHECK
    )


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("C:\\Users\\An\\Đơn.pdf", "Đơn.pdf"),
        ("../../etc/passwd.pdf", "passwd.pdf"),
        ("Đơn\u202efdp.pdf", "Đơnfdp.pdf"),
        ("Đo\u031bn.pdf", "Đơn.pdf"),
        ("", "tep"),
        ("..//", "tep"),
        ("\u202egpj.exe.pdf", "gpj.exe.pdf"),
        ("hoa-don.pdf.docx", "hoa-don.pdf.docx"),
        ("a\0b\r\nSet-Cookie: x.pdf", "ab Set-Cookie: x.pdf"),
        ("ê" * 400 + ".docx", "ê" * 145 + ".docx"),
        ("a" * 300 + ".pdf", "a" * 146 + ".pdf"),
    ],
)
def test_a_name_is_one_clean_line_in_nfc(given, kept):
    assert clean_name(given) == kept


@pytest.mark.parametrize("hidden", [b"/Java#53cript", b"/J#61vaScript"])
def test_a_program_in_a_pdf_is_found_though_its_name_is_written_in_another_way(hidden):
    writer, stream = PdfWriter(), io.BytesIO()
    writer.add_blank_page(200, 200)
    action = {
        NameObject("/S"): NameObject("/JavaScript"),
        NameObject("/JS"): TextStringObject("app.alert(1)"),
    }
    writer.root_object[NameObject("/OpenAction")] = DictionaryObject(action)
    writer.write(stream)
    content = stream.getvalue().replace(b"/JavaScript", hidden)

    assert b"/JavaScript" not in content
    assert "mã lệnh chạy tự động" in refusal("don.pdf", content)
