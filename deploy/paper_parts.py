"""What the Word templates of papers are put together from: a page, the national motto, tables, signatures."""

from datetime import datetime
from typing import Any

from docx import Document
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt

FONT = "Times New Roman"
NATION, MOTTO = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"
PEOPLE = (
    ("STT", "number", 1.2),
    ("Họ và tên", "full_name", 3.4),
    ("Ngày, tháng, năm sinh", "birth_date", 2.3),
    ("Nơi công tác (hoặc nơi thường trú)", "workplace", 3.2),
    ("Chức danh", "job_title", 2.3),
    ("Trình độ chuyên môn", "qualification", 2.0),
)


def element(name: str, **attributes: str) -> Any:
    made = OxmlElement(name)
    for key, value in attributes.items():
        made.set(qn(f"w:{key}"), value)
    return made


def new_document(*, size: float = 13, top: float = 2, left: float = 3) -> Any:
    document = Document()
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.top_margin = section.bottom_margin = Cm(top)
    section.left_margin, section.right_margin = Cm(left), Cm(1.5)
    section.header_distance = Cm(1)
    section.different_first_page_header_footer = True
    for name in ("Normal", "Heading 1", "Heading 2", "Heading 3"):
        dress(document.styles[name], size)
    document.styles["Heading 1"].font.size = Pt(14)
    document.styles["Heading 1"].paragraph_format.alignment = ALIGN.CENTER
    number_pages(section)
    for footer in (section.footer, section.first_page_footer):
        say(footer.paragraphs[0], "{{ foot }}", size=9).alignment = ALIGN.CENTER
    facts = document.core_properties
    facts.author = facts.last_modified_by = facts.comments = facts.title = ""
    facts.created = facts.modified = datetime(2020, 3, 5)
    return document


def dress(style: Any, size: float) -> None:
    style.font.name, style.font.size, style.font.italic = FONT, Pt(size), False
    style.font.bold = style.name != "Normal"
    style.font.color.rgb = None
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for key in list(fonts.attrib):
        if "Theme" in key:
            del fonts.attrib[key]
    for script in ("ascii", "hAnsi", "cs", "eastAsia"):
        fonts.set(qn(f"w:{script}"), FONT)
    style.element.rPr.append(element("w:lang", val="vi-VN", eastAsia="vi-VN"))
    space = style.paragraph_format
    space.space_before, space.space_after, space.line_spacing = Pt(3), Pt(3), 1.1


def number_pages(section: Any) -> None:
    """Centred in the top margin, from the second page on."""
    paragraph = section.header.paragraphs[0]
    paragraph.alignment = ALIGN.CENTER
    run = paragraph.add_run()
    for kind, text in (("begin", ""), ("", "PAGE"), ("end", "")):
        part = element("w:fldChar", fldCharType=kind) if kind else element("w:instrText")
        part.text = text or None
        run._r.append(part)


def say(paragraph: Any, text: str, *, bold: bool = False, italic: bool = False, size: float = 0) -> Any:
    run = paragraph.add_run(text)
    run.bold, run.italic = bold or None, italic or None
    if size:
        run.font.size = Pt(size)
    return paragraph


def line(place: Any, text: str, *, align: Any = None, **look: Any) -> Any:
    paragraph = say(place.add_paragraph(), text, **look)
    paragraph.alignment = align
    return paragraph


def item(document: Any, label: str, value: str) -> None:
    say(say(document.add_paragraph(), f"{label}: ", bold=True), value)


def long_text(document: Any, heading: str, name: str, *, level: int = 2) -> None:
    document.add_heading(heading, level)
    repeat(document, name, "{{ text }}")


def repeat(document: Any, name: str, text: str) -> None:
    document.add_paragraph(f"{{%p for text in {name} %}}")
    paragraph = line(document, text, align=ALIGN.JUSTIFY)
    paragraph.paragraph_format.first_line_indent = Cm(1)
    document.add_paragraph("{%p endfor %}")


def motto(place: Any, *, size: float = 13, indent: float = 5) -> None:
    """The line under the motto is as long as its words; it is a border, not an underline."""
    line(place, NATION, bold=True, size=size, align=ALIGN.CENTER).paragraph_format.space_after = Pt(0)
    under = line(place, MOTTO, bold=True, size=size + 1, align=ALIGN.CENTER)
    under.paragraph_format.left_indent = under.paragraph_format.right_indent = Cm(indent)
    border = element("w:pBdr")
    border.append(element("w:bottom", val="single", sz="6", space="1", color="000000"))
    under._p.get_or_add_pPr().insert_element_before(border, "w:spacing", "w:ind", "w:jc", "w:rPr")


def draft_line(document: Any) -> None:
    document.add_paragraph("{%p if draft %}")
    line(document, "BẢN NHÁP – chưa nộp, chưa có giá trị", bold=True, align=ALIGN.CENTER)
    document.add_paragraph("{%p endif %}")


def people(document: Any, rows: str, label: str, last: str) -> None:
    columns = [*PEOPLE, (label, last, 2.1)]
    table = document.add_table(rows=4, cols=len(columns), style="Table Grid")
    table.alignment, table.autofit = WD_TABLE_ALIGNMENT.CENTER, False
    table.rows[0]._tr.get_or_add_trPr().append(element("w:tblHeader"))
    fill(table.rows[1].cells[0], f"{{%tr for row in {rows} %}}")
    fill(table.rows[3].cells[0], "{%tr endfor %}")
    size_columns(table, [width for _heading, _name, width in columns])
    for index, (heading, name, _width) in enumerate(columns):
        fill(table.rows[0].cells[index], heading, bold=True, align=ALIGN.CENTER)
        centred = ALIGN.CENTER if name in ("number", "birth_date", "share") else None
        fill(table.rows[2].cells[index], f"{{{{ row.{name} }}}}", align=centred)
    table.rows[2]._tr.get_or_add_trPr().append(element("w:cantSplit"))


def size_columns(table: Any, widths: list[float]) -> None:
    """In centimetres; Word reads them from the cells, LibreOffice from the grid."""
    for index, width in enumerate(widths):
        table.columns[index].width = Cm(width)
        for row in table.rows:
            row.cells[index].width = Cm(width)


def fill(cell: Any, text: str, *, align: Any = None, bold: bool = False) -> None:
    say(cell.paragraphs[0], text, bold=bold, size=11).alignment = align


def files(document: Any, heading: str) -> None:
    document.add_heading(heading, 2)
    document.add_paragraph("{%p if not files %}")
    line(document, "Không có.")
    document.add_paragraph("{%p endif %}")
    document.add_paragraph("{%p for file in files %}")
    line(document, "{{ file.number }}. {{ file.name }} ({{ file.note }})")
    document.add_paragraph("{%p endfor %}")


def signatures(document: Any, role: str) -> None:
    line(document, "{{ place_and_date }}", italic=True, align=ALIGN.RIGHT)
    table = document.add_table(rows=3, cols=2)
    table.rows[0].cells[0].text = "{%tr for pair in signer_rows %}"
    table.rows[2].cells[0].text = "{%tr endfor %}"
    table.rows[1]._tr.get_or_add_trPr().append(element("w:cantSplit"))
    for index, cell in enumerate(table.rows[1].cells):
        say(
            cell.paragraphs[0],
            f"{{% if pair[{index}] or loop.length == 1 and {index} %}}{role}{{% endif %}}",
            bold=True,
        )
        line(cell, f"{{% if pair[{index}] %}}(Ký và ghi rõ họ tên){{% endif %}}", italic=True)
        for _ in range(3):
            cell.add_paragraph()
        line(cell, f"{{{{ pair[{index}] }}}}", bold=True)
        for paragraph in cell.paragraphs:
            paragraph.alignment = ALIGN.CENTER


def confidential_page(document: Any) -> None:
    document.add_paragraph("{%p if confidential %}")
    head = line(document, "THÔNG TIN CẦN ĐƯỢC BẢO MẬT", bold=True, align=ALIGN.CENTER)
    head.paragraph_format.page_break_before = True
    line(
        document,
        "Trang này chỉ dành cho người có nhiệm vụ; không sao chép, không phổ biến (Điều 6 Thông tư 18/2013/TT-BKHCN).",
    )
    item(document, "Tên sáng kiến", "{{ name }}")
    repeat(document, "confidential", "{{ text }}")
    document.add_paragraph("{%p endif %}")
