"""The Word templates that are framed: the certificate of an initiative, and giấy khen on blank paper."""

from typing import Any

from decree_parts import rule
from docx.enum.section import WD_ORIENT
from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT, WD_ROW_HEIGHT_RULE
from docx.shared import Cm, Pt, RGBColor
from paper_parts import ALIGN, element, line, motto, new_document, say, size_columns

RED = RGBColor(0x9A, 0x1F, 0x1F)


def wide_page(*, top: float) -> Any:
    """A4 on its side, in a frame, without header and footer."""
    document = new_document(size=14, top=top, left=2.4)
    section = document.sections[0]
    section.orientation, section.page_width, section.page_height = WD_ORIENT.LANDSCAPE, Cm(29.7), Cm(21)
    section.right_margin = Cm(2.4)
    section.header_distance = section.footer_distance = Cm(0.3)
    section.different_first_page_header_footer = False
    for part in (section.header, section.footer):
        part.paragraphs[0].clear()
    framed(section)
    return document


def tall_cell(document: Any, height: float) -> Any:
    """As high as there is room, so that seal and signature stand at the foot whatever is told."""
    table = document.add_table(rows=1, cols=1)
    table.autofit = False
    size_columns(table, [24.9])
    table.rows[0].height, table.rows[0].height_rule = Cm(height), WD_ROW_HEIGHT_RULE.AT_LEAST
    cell = table.rows[0].cells[0]
    cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
    return cell


def certificate() -> Any:
    """One A4 page, wide, in a frame; `qr` is the picture that leads to the page where it is checked."""
    document = wide_page(top=1.4)
    table = document.add_table(rows=2, cols=2)
    left, right = table.rows[0].cells
    rule(say(left.paragraphs[0], "{{ issuer|upper }}", bold=True), indent=3.6)
    left.paragraphs[0].alignment = ALIGN.CENTER
    motto(right, size=12, indent=3.6)
    right._tc.remove(right.paragraphs[0]._p)
    say(table.rows[1].cells[0].paragraphs[0], "Số: {{ number }}").alignment = ALIGN.CENTER
    say(table.rows[1].cells[1].paragraphs[0], "{{ place_and_date }}", italic=True).alignment = ALIGN.CENTER
    table.autofit = False
    size_columns(table, [11, 13.9])
    title = document.add_heading("GIẤY CHỨNG NHẬN SÁNG KIẾN", 1).runs[0]
    title.font.size, title.font.color.rgb = Pt(26), RED
    certified(document)
    certificate_end(document)
    return document


def certified(document: Any) -> None:
    cell = tall_cell(document, 9)
    say(say(cell.paragraphs[0], "Chứng nhận: "), "{{ holder }}", bold=True, size=19)
    cell.paragraphs[0].alignment = ALIGN.CENTER
    where(cell, "position", "", align=ALIGN.CENTER)
    say(line(cell, "là {{ role }} sáng kiến: "), "{{ title }}", bold=True)
    where(cell, "co_authors", "Đồng tác giả: ", bold=True)
    where(cell, "investor", "Chủ đầu tư tạo ra sáng kiến: ", bold=True)
    where(cell, "summary", "Tóm tắt nội dung: ")
    where(cell, "benefits", "Lợi ích chính: ")
    where(cell, "award", "Kết quả: ", bold=True)
    line(cell, "Được công nhận theo Quyết định số {{ decision }}; hồ sơ số {{ register }}.")


def where(cell: Any, name: str, label: str, *, bold: bool = False, align: Any = None) -> None:
    cell.add_paragraph(f"{{%p if {name} %}}")
    say(line(cell, label, align=align), f"{{{{ {name} }}}}", bold=bold)
    cell.add_paragraph("{%p endif %}")


def framed(section: Any) -> None:
    border = element("w:pgBorders", offsetFrom="page")
    for side in ("top", "left", "bottom", "right"):
        border.append(element(f"w:{side}", val="thinThickSmallGap", sz="24", space="24", color="9A1F1F"))
    section._sectPr.insert_element_before(border, "w:pgNumType", "w:cols", "w:titlePg", "w:docGrid")


def certificate_end(document: Any) -> None:
    table = document.add_table(rows=1, cols=2)
    left, right = table.rows[0].cells
    left.paragraphs[0].text = "{{ qr }}"
    line(left, "Kiểm tra giấy này tại: {{ url }}", size=9)
    signed_by(right)
    table.autofit = False
    size_columns(table, [14, 10.9])


def merit() -> Any:
    document = wide_page(top=1.5)
    document.add_paragraph("{%p for face in faces %}")
    motto(document, indent=9.3)
    document.paragraphs[-2].paragraph_format.page_break_before = True
    words(document)
    merit_end(document)
    document.add_paragraph("{%p endfor %}")
    return document


def words(document: Any) -> None:
    cell = tall_cell(document, 10.6)
    cell.paragraphs[0].text = "{%p if face.authority %}"
    line(cell, "{{ face.authority|upper }}", bold=True, size=16, align=ALIGN.CENTER)
    cell.add_paragraph("{%p endif %}")
    line(cell, "{{ face.lead }}", bold=True, size=18, align=ALIGN.CENTER)
    kind = line(cell, "{{ face.kind|upper }}", bold=True, size=34, align=ALIGN.CENTER)
    kind.runs[0].font.color.rgb = RED
    line(cell, "{{ face.holder }}", bold=True, size=22, align=ALIGN.CENTER)
    cell.add_paragraph("{%p if face.note %}")
    line(cell, "{{ face.note }}", size=15, align=ALIGN.CENTER)
    cell.add_paragraph("{%p endif %}")
    line(cell, "{{ face.ground }}", size=15, align=ALIGN.CENTER)


def merit_end(document: Any) -> None:
    table = document.add_table(rows=1, cols=2)
    left, right = table.rows[0].cells
    left.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.BOTTOM
    line(left, "Quyết định số {{ face.decision }}", size=11)
    line(left, "Vào sổ số: {{ face.register }}", size=11)
    signed_by(right, "face.", head="{{ face.place_and_date }}")
    table.autofit = False
    size_columns(table, [13.9, 11])


def signed_by(cell: Any, of: str = "", *, head: str = "") -> None:
    """`of`: in front of the names of the values; `head`: words above the signer's lines, in italics."""
    if head:
        say(cell.paragraphs[0], head, italic=True)
    first = cell.add_paragraph() if head else cell.paragraphs[0]
    first.text = f"{{%p for text in {of}signer_lines %}}"
    line(cell, "{{ text }}", bold=True)
    cell.add_paragraph("{%p endfor %}")
    for _ in range(3):
        cell.add_paragraph()
    line(cell, f"{{{{ {of}signer_name }}}}", bold=True)
    for paragraph in cell.paragraphs:
        paragraph.alignment = ALIGN.CENTER
        paragraph.paragraph_format.space_before = paragraph.paragraph_format.space_after = Pt(0)
