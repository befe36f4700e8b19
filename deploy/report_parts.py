"""The Word template of the interim and the final report."""

from typing import Any

from docx.shared import Cm
from paper_parts import ALIGN, element, fill, line, motto, new_document, repeat, say, size_columns


def summary_report() -> Any:
    document = new_document()
    head(document)
    for loop, text in (("basis in bases", "{{ basis }}"),):
        document.add_paragraph(f"{{%p for {loop} %}}")
        indented(document, text, italic=True)
        document.add_paragraph("{%p endfor %}")
    indented(document, "{{ issuer }} báo cáo kết quả như sau:")
    part(document, "direction", 2)
    document.add_heading("II. KẾT QUẢ", 2)
    indented(document, "{{ period }}")
    document.add_paragraph("{%p if overview %}")
    document.add_paragraph("{%p for one in [overview] %}")
    figures(document)
    document.add_paragraph("{%p endfor %}")
    document.add_paragraph("{%p endif %}")
    document.add_heading("2. Số liệu chi tiết", 3)
    document.add_paragraph("{%p for one in tables %}")
    figures(document)
    document.add_paragraph("{%p if one.chart %}")
    line(document, "{{ one.chart.key }}", align=ALIGN.CENTER)
    line(document, "{{ one.chart.caption }}", italic=True, size=11, align=ALIGN.CENTER)
    document.add_paragraph("{%p endif %}")
    document.add_paragraph("{%p endfor %}")
    part(document, "examples", 3)
    document.add_heading("III. ĐÁNH GIÁ CHUNG", 2)
    for name in ("strengths", "weaknesses", "causes"):
        part(document, name, 3)
    part(document, "next_steps", 2)
    part(document, "proposals", 2)
    signed(document)
    return document


def head(document: Any) -> None:
    table = document.add_table(rows=2, cols=2)
    left, right = table.rows[0].cells
    say(left.paragraphs[0], "{{ issuer|upper }}", bold=True).alignment = ALIGN.CENTER
    motto(right, size=12, indent=1.5)
    right._tc.remove(right.paragraphs[0]._p)
    say(table.rows[1].cells[0].paragraphs[0], "Số: {{ number }}").alignment = ALIGN.CENTER
    say(table.rows[1].cells[1].paragraphs[0], "{{ place_and_date }}", italic=True).alignment = ALIGN.CENTER
    table.autofit = False
    size_columns(table, [6.5, 10])
    document.add_paragraph("{%p if draft %}")
    line(document, "DỰ THẢO – chưa ban hành", bold=True, align=ALIGN.CENTER)
    document.add_paragraph("{%p endif %}")
    document.add_heading("BÁO CÁO", 1)
    line(document, "{{ subject }}", bold=True, align=ALIGN.CENTER)


def part(document: Any, name: str, level: int) -> None:
    document.add_heading(f"{{{{ headings.{name} }}}}", level)
    repeat(document, f"parts.{name}", "{{ text }}")


def figures(document: Any) -> None:
    """A table of `one`, with as many columns as it has."""
    document.add_heading("{{ one.heading }}", 3)
    table = document.add_table(rows=4, cols=4, style="Table Grid")
    table.rows[0]._tr.get_or_add_trPr().append(element("w:tblHeader"))
    columns(table.rows[0], "Nội dung", "column in one.columns", "{{ column }}", bold=True)
    fill(table.rows[1].cells[0], "{%tr for line in one.lines %}")
    columns(table.rows[2], "{{ line.said }}", "cell in line.cells", "{{ cell }}")
    fill(table.rows[3].cells[0], "{%tr endfor %}")
    table.rows[2]._tr.get_or_add_trPr().append(element("w:cantSplit"))


def columns(row: Any, first: str, loop: str, text: str, *, bold: bool = False) -> None:
    fill(row.cells[0], first, bold=bold, align=ALIGN.CENTER if bold else None)
    fill(row.cells[1], f"{{%tc for {loop} %}}")
    fill(row.cells[2], text, bold=bold, align=ALIGN.CENTER if bold else ALIGN.RIGHT)
    fill(row.cells[3], "{%tc endfor %}")


def indented(document: Any, text: str, **look: Any) -> None:
    line(document, text, align=ALIGN.JUSTIFY, **look).paragraph_format.first_line_indent = Cm(1)


def signed(document: Any) -> None:
    table = document.add_table(rows=1, cols=2)
    table.rows[0]._tr.get_or_add_trPr().append(element("w:cantSplit"))
    left, right = table.rows[0].cells
    say(left.paragraphs[0], "Nơi nhận:", bold=True, italic=True, size=12)
    for told in (
        "- Cơ quan cấp trên (để báo cáo);",
        "- Các cơ quan, đơn vị tham gia;",
        "- Lưu: VT, thường trực.",
    ):
        line(left, told, size=11)
    say(right.paragraphs[0], "{%p for line in signer_power %}")
    line(right, "{{ line }}", bold=True)
    line(right, "{%p endfor %}")
    line(right, "{{ signer_title }}", bold=True)
    for _ in range(4):
        right.add_paragraph()
    line(right, "{{ signer_name }}", bold=True)
    for paragraph in right.paragraphs:
        paragraph.alignment = ALIGN.CENTER
