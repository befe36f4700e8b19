"""The corpus of uploads: for each file whether it is kept and, when not, exactly what its sender reads."""

import pytest

from campaign.rules.file_error import FileError
from campaign.rules.files import clean_name, kind_of
from tests.rules import corpus as made

BROKEN_OFFICE = "tệp nén bên trong bị hỏng, không đọc được"
MACRO = "tệp chứa macro (mã lệnh)"
OBJECT = "tệp nhúng đối tượng của chương trình khác (OLE, ActiveX)"
EMBEDDED = "tệp nhúng tệp khác bên trong"
DDE = "tệp gọi chương trình khác khi được mở (DDE)"
REMOTE = "tệp tự tải nội dung từ nơi khác khi được mở"
BOMB = "tệp bung ra quá lớn so với dung lượng của nó"
BIG_PICTURE = "ảnh có hơn 25 triệu điểm ảnh"
HIDDEN = "trong ảnh có giấu trang web, mã lệnh hoặc tệp khác"
GLUED = "trước hoặc sau phần tài liệu còn nối thêm dữ liệu lạ"
AFTER_PDF = "sau phần tài liệu PDF còn nối thêm dữ liệu lạ"
BEFORE_PDF = "trước phần tài liệu PDF còn dữ liệu lạ"
CUT_PDF = "tệp PDF bị cắt cụt, thiếu phần cuối"
BROKEN_PDF = "tệp PDF bị hỏng, không đọc được"
LOCKED_PDF = "tệp PDF được đặt mật khẩu nên người xét không mở được"
ACTS = "tệp PDF chứa mã lệnh chạy tự động"
CARRIES = "tệp PDF có tệp khác hoặc âm thanh, phim nhúng bên trong"
MARKUP = "đây là trang HTML, SVG hoặc XML dù tên tệp nói khác"
PROGRAM = "đây là chương trình, không phải tài liệu"
PACKED = "đây là tệp nén"
OTHER_PICTURE = "loại ảnh này (GIF, BMP, TIFF) không được nhận"
UNKNOWN = "không nhận ra đây là loại tài liệu nào được nhận"
CHART = {"word__embeddings__Microsoft_Excel_Sheet1___xlsx": made.xlsx()}
HTML = b"<html><script>alert(1)</script></html>"

# Description: name, content, the reason of refusal ("" when it is kept).
TABLE = {
    "an ordinary document": ("Đơn.docx", made.docx(), ""),
    "an ordinary workbook": ("Bảng.xlsx", made.xlsx(), ""),
    "an ordinary pdf": ("Đơn.pdf", made.pdf(), ""),
    "a pdf of thirty pages": ("Đơn.pdf", made.pdf(pages=30), ""),
    "a photo with its place": ("Ảnh.jpg", made.photo(), ""),
    "a photo in webp": ("Ảnh.webp", made.photo("WEBP"), ""),
    "a photo in png": ("Ảnh.png", made.photo("PNG"), ""),
    "a document with a chart": ("Đơn.docx", made.docx(**CHART), ""),
    "a document with a link to press": (
        "Đơn.docx",
        made.docx(word___rels__document___xml___rels=made.relation("hyperlink", "https://example.vn/")),
        "",
    ),
    "a document made from the writer's own template": (
        "Đơn.docx",
        made.docx(
            word___rels__settings___xml___rels=made.relation("attachedTemplate", "file:///C:\\Mau\\Don.dotx")
        ),
        "",
    ),
    "a document with a page number field": ("Đơn.docx", made.docx(made.field(" PAGE ")), ""),
    "a document that speaks of dde": ("Đơn.docx", made.docx("<w:p><w:r><w:t>DDE</w:t></w:r></w:p>"), ""),
    "a pdf whose link is a web address": (
        "Đơn.pdf",
        made.pdf(made.note("Link", A=made.action("URI"))),
        "",
    ),
    # macros and programs inside office files
    "a docm": ("a.docm", made.docx(), MACRO),
    "an xlsm": ("a.xlsm", made.xlsx(), MACRO),
    "a docm renamed": ("a.docx", made.docx(word__vbaProject___bin="x"), MACRO),
    "a macro under another case": ("a.docx", made.docx(word__VBAPROJECT___BIN="x"), MACRO),
    "an old macro sheet": ("a.xlsx", made.xlsx(xl__macrosheets__sheet1___xml="<x/>"), MACRO),
    "an ole object": ("a.docx", made.docx(word__embeddings__oleObject1___bin=made.OLE), OBJECT),
    "an activex control": ("a.docx", made.docx(word__activeX__activeX1___xml="<x/>"), OBJECT),
    "a program inside": ("a.docx", made.docx(word__media__x___exe="MZ"), OBJECT),
    "a web page inside": ("a.docx", made.docx(word__afchunk___mht="x"), OBJECT),
    "an unknown embedding": ("a.docx", made.docx(word__embeddings__x___bin="x"), EMBEDDED),
    "a nest of documents": (
        "a.docx",
        made.docx(word__embeddings__b___docx=made.docx(word__embeddings__c___docx=made.docx())),
        EMBEDDED,
    ),
    "a macro in the workbook of a chart": (
        "a.docx",
        made.docx(word__embeddings__b___xlsx=made.xlsx(xl__vbaProject___bin="x")),
        MACRO,
    ),
    "a field that starts a program": (
        "a.docx",
        made.docx(made.field(' DDEAUTO c:\\\\cmd.exe "/c calc" ')),
        DDE,
    ),
    "the same in pieces": ("a.docx", made.docx(made.field(" D", "DEAU", "TO cmd ")), DDE),
    "the same as a simple field": ("a.docx", made.docx('<w:fldSimple w:instr="DDE cmd x"/>'), DDE),
    "a link that starts a program": (
        "a.xlsx",
        made.xlsx(
            xl__externalLinks__externalLink1___xml='<externalLink><ddeLink ddeService="cmd"/></externalLink>'
        ),
        DDE,
    ),
    "a formula that starts a program": (
        "a.xlsx",
        made.xlsx(xl__worksheets__sheet1___xml="<sheet><c><f>cmd|'/c calc'!A0</f></c></sheet>"),
        DDE,
    ),
    "a template from the web": (
        "a.docx",
        made.docx(
            word___rels__settings___xml___rels=made.relation("attachedTemplate", "http://example.com/x.dotm")
        ),
        REMOTE,
    ),
    "a template from a share": (
        "a.docx",
        made.docx(word___rels__settings___xml___rels=made.relation("attachedTemplate", "\\\\host\\x.dotm")),
        REMOTE,
    ),
    "a picture that reports the reader": (
        "a.docx",
        made.docx(word___rels__document___xml___rels=made.relation("image", "https://example.com/pixel.png")),
        REMOTE,
    ),
    "an object behind a handler": (
        "a.docx",
        made.docx(
            word___rels__document___xml___rels=made.relation("oleObject", "mhtml:http://example.com!x")
        ),
        REMOTE,
    ),
    "a declared entity": (
        "a.docx",
        made.zipped(
            {
                "[Content_Types].xml": "<Types/>",
                "word/document.xml": '<!DOCTYPE a [<!ENTITY x "y">]><a>&x;</a>',
            }
        ),
        BROKEN_OFFICE,
    ),
    # bombs
    "a zip bomb": ("a.docx", made.docx(word__media__a___bmp=b"0" * 20_000_000), BOMB),
    "a bomb behind a chart": (
        "a.docx",
        made.docx(word__embeddings__b___xlsx=made.xlsx(xl__a___bin=b"0" * 20_000_000)),
        BOMB,
    ),
    "six thousand parts": ("a.docx", made.docx(**{f"word__{n}": "" for n in range(6000)}), BOMB),
    "a picture bomb": ("a.png", made.bomb_png(), BIG_PICTURE),
    "a picture that claims too much": ("a.png", made.png_claiming(60_000, 60_000), BIG_PICTURE),
    "a picture bomb in a document": (
        "a.docx",
        made.docx(word__media__a___png=made.png_claiming(60_000, 60_000)),
        "ảnh bên trong tệp quá lớn",
    ),
    # two kinds in one file
    "a pdf after a kilobyte of junk": ("a.pdf", b"x" * 1024 + made.pdf(), BEFORE_PDF),
    "a pdf after a web page": ("a.pdf", HTML + made.pdf(), MARKUP),
    "a pdf before a zip": ("a.pdf", made.pdf() + made.zipped({"a": "b"}), AFTER_PDF),
    "a pdf before a zip that ends like a pdf": (
        "a.pdf",
        made.pdf() + made.zipped({"a": "b"}, comment=b"%%EOF"),
        AFTER_PDF,
    ),
    "a pdf before a web page": ("a.pdf", made.pdf() + HTML, AFTER_PDF),
    "a picture before a zip": ("a.jpg", made.picture("JPEG") + made.zipped({"a": "b"}), HIDDEN),
    "a picture before a program of java": (
        "a.png",
        made.picture("PNG") + made.zipped({"A.class": "b"}),
        HIDDEN,
    ),
    "a picture before a web page": ("a.jpg", made.picture("JPEG") + HTML, HIDDEN),
    "a picture before a pdf": ("a.png", made.picture("PNG") + made.pdf(), HIDDEN),
    "a picture with php in its comment": ("a.jpg", made.picture("JPEG", comment=b"<?php x(); ?>"), HIDDEN),
    "a gif before an archive": ("a.gif", b"GIF89a" + made.zipped({"A.class": "x"}), OTHER_PICTURE),
    "a gif that is a script": ("a.jpg", b"GIF89a/*" + b"x" * 20 + b"*/=1;alert(1)", OTHER_PICTURE),
    "a document before a program": ("a.docx", made.docx() + b"MZ" + b"x" * 40, GLUED),
    "a document with a letter after it": (
        "a.docx",
        made.zipped(
            {"[Content_Types].xml": "<Types/>", "word/document.xml": "<d/>"}, comment=b"<script>1</script>"
        ),
        GLUED,
    ),
    # locked, broken, cut off
    "a locked pdf": ("a.pdf", made.pdf(password="x"), LOCKED_PDF),
    "a pdf cut at sixty per cent": (
        "a.pdf",
        made.pdf(pages=30)[: len(made.pdf(pages=30)) * 6 // 10],
        CUT_PDF,
    ),
    "a pdf without its inside": ("a.pdf", b"%PDF-1.7\nbroken\n%%EOF", BROKEN_PDF),
    "a pdf without a page": ("a.pdf", made.pdf(pages=0), "tệp PDF không có trang nào"),
    "a document cut off": ("a.docx", made.docx()[:60], BROKEN_OFFICE),
    "a document with a flipped bit": (
        "a.docx",
        made.docx("x" * 5000).replace(b"\xed", b"\xee", 1)[:-1] + b"\0",
        BROKEN_OFFICE,
    ),
    "a part that leads outside": ("a.docx", made.docx(**{"..__..__x": "y"}), BROKEN_OFFICE),
    "a part named twice": ("a.docx", made.docx(word__Document___xml="<x/>"), BROKEN_OFFICE),
    "a locked office file": (
        "a.docx",
        made.OLE + "EncryptedPackage".encode("utf-16-le"),
        "tệp Office được đặt mật khẩu nên người xét không mở được",
    ),
    "a picture cut off": ("a.jpg", made.picture("JPEG", (400, 400))[:900], "ảnh bị hỏng, không đọc được"),
    "nothing": ("a.pdf", b"", "tệp trống, không có nội dung nào"),
    "only noughts": ("a.pdf", b"\0" * 500, "tệp chỉ gồm số không, có lẽ đã hỏng khi chép"),
    # pdf that acts
    "a pdf that runs a program at once": ("a.pdf", made.pdf(made.opens_with("JavaScript")), ACTS),
    "the same in disguise": ("a.pdf", made.packed_pdf(made.opens_with("JavaScript")), ACTS),
    "a pdf that launches": ("a.pdf", made.packed_pdf(made.opens_with("Launch")), ACTS),
    "a pdf that sends its form": ("a.pdf", made.pdf(made.opens_with("SubmitForm")), ACTS),
    "a pdf with named programs": ("a.pdf", made.packed_pdf(made.scripts_by_name), ACTS),
    "a page with a program behind a harmless step": ("a.pdf", made.packed_pdf(made.follows), ACTS),
    "a note with a program": (
        "a.pdf",
        made.packed_pdf(made.note("Link", A=made.action("JavaScript"))),
        ACTS,
    ),
    "a field of a form with a program": ("a.pdf", made.packed_pdf(made.form_field), ACTS),
    "a pdf that carries a file": ("a.pdf", made.pdf(made.carries), CARRIES),
    "a pdf with a pinned file": ("a.pdf", made.pdf(made.note("FileAttachment")), CARRIES),
    "a pdf with a film": ("a.pdf", made.pdf(made.note("RichMedia")), CARRIES),
    # something else under a good name
    "svg as png": ("a.png", b"<svg xmlns='http://www.w3.org/2000/svg' onload='x()'/>", MARKUP),
    "html as pdf": ("a.pdf", b"\xef\xbb\xbf <!doctype html>", MARKUP),
    "html in sixteen bits": ("a.pdf", "\ufeff<html>".encode("utf-16-le"), MARKUP),
    "a program as pdf": ("a.pdf", b"MZ\x90\0", PROGRAM),
    "a shell script": ("a.pdf", b"#!/bin/sh\n", PROGRAM),
    "an old document": ("a.doc", made.OLE, "đây là tệp Office kiểu cũ (.doc, .xls)"),
    "an old workbook as new": ("a.xlsx", made.OLE, "đây là tệp Office kiểu cũ (.doc, .xls)"),
    "rich text": ("a.docx", b"{\\rtf1 x}", "văn bản RTF không được nhận"),
    "rar": ("a.rar", b"Rar!\x1a\x07\0", PACKED),
    "seven zip": ("a.7z", b"7z\xbc\xaf\x27\x1c", PACKED),
    "a zip of papers": (
        "a.zip",
        made.zipped({"don.docx": "x"}),
        "đây là tệp nén, không phải văn bản Word hay bảng tính Excel",
    ),
    "an open document": (
        "a.odt",
        made.zipped({"mimetype": "application/vnd.oasis.opendocument.text"}),
        "loại tài liệu này không nằm trong các loại được nhận",
    ),
    "a telephone's picture": (
        "a.heic",
        made.heic(),
        "đây là ảnh HEIC hoặc AVIF của điện thoại, nhiều máy không mở được",
    ),
    "a film": ("a.mp4", b"\0\0\0\x18ftypisom", "đây là tệp phim hoặc âm thanh"),
    "plain words": ("a.txt", "Đơn đề nghị".encode(), UNKNOWN),
    "a picture as pdf": (
        "a.pdf",
        made.picture("PNG"),
        "nội dung là PNG nhưng tên tệp không kết thúc bằng .png",
    ),
    "a pdf as a program": ("a.pdf.exe", made.pdf(), "nội dung là PDF nhưng tên tệp không kết thúc bằng .pdf"),
    "a name written backwards": (
        clean_name("Đơn\u202efdp.exe"),
        made.pdf(),
        "nội dung là PDF nhưng tên tệp không kết thúc bằng .pdf",
    ),
    "a name without an ending": ("don", made.pdf(), "nội dung là PDF nhưng tên tệp không kết thúc bằng .pdf"),
}


def verdict(name, content):
    """The reason as its sender reads it, "" when the file is kept."""
    try:
        kind_of(name, content)
    except FileError as error:
        return str(error.phrase.values["reason"])
    return ""


@pytest.mark.parametrize("case", TABLE)
def test_what_becomes_of_each_file_of_the_corpus(case):
    name, content, reason = TABLE[case]

    assert verdict(name, content) == reason


@pytest.mark.parametrize("case", [case for case, row in TABLE.items() if row[2]])
def test_every_refusal_names_the_file_says_what_stays_and_what_to_do(case):
    name, content, reason = TABLE[case]
    with pytest.raises(FileError) as caught:
        kind_of(name, content)

    said, _, advice = str(caught.value.phrase).partition(" Các nội dung khác vẫn được giữ. ")
    assert said == f"Tệp «{name}» chưa được nhận: {reason}."
    assert (advice.endswith("."), len(advice) > 20) == (True, True)
